"""Check digits that tell a real number from one that only looks like it."""

import re

_ONE_DIGIT = 9
_CARD_LENGTHS = range(13, 20)
_RESIDENT = 18
_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_NRIC_WEIGHTS = (2, 7, 6, 5, 4, 3, 2)


def is_card(digits: str) -> bool:
    """Whether 13–19 digits are a payment card: a known first digit and the Luhn sum (ISO/IEC 7812-1)."""
    if len(digits) not in _CARD_LENGTHS or digits[0] not in "3456" or len(set(digits)) == 1:
        return False
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > _ONE_DIGIT else value for value in doubled) % 10 == 0


def is_iban(text: str) -> bool:
    """Whether `text` is an IBAN: country, length and the sum modulo 97 (ISO 13616)."""
    compact = re.sub(r"\s", "", text).upper()
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", compact):
        return False
    return int("".join(str(int(sign, 36)) for sign in compact[4:] + compact[:4])) % 97 == 1


def is_identity(text: str) -> bool:
    """Whether `text` is a Singapore NRIC/FIN or a Chinese resident number with a right check digit.

    The two have nine and eighteen characters; rules: GB 11643-1999, and the known NRIC weights.
    """
    number = text.upper()
    if len(number) == _RESIDENT:
        return "10X98765432"[_weighted(number[:17], _RESIDENT_WEIGHTS) % 11] == number[17]
    letters = "JZIHGFEDCBA" if number[0] in "ST" else "XWUTRQPNMLK"
    later = 4 if number[0] in "TG" else 0
    return letters[(later + _weighted(number[1:8], _NRIC_WEIGHTS)) % 11] == number[8]


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
