"""Digits with separators: their value, and the normal form of a number."""

import re
from decimal import Decimal

_WHOLE_THOUSANDS = 3


def parse_number(text: str) -> Decimal:
    """The value of digits with separators: "1,499" and "25.000" are thousands, "4,99" and "3.50" are not.

    With two kinds of separator the last one is the decimal sign; one kind is a decimal sign only
    when it stands once and not before exactly three digits (or after a leading zero).
    """
    separators = [c for c in text if not c.isdigit()]
    if not separators:
        return Decimal(text)
    whole, sign, rest = text.rpartition(separators[-1])
    several = len(set(separators)) > 1
    lone = len(separators) == 1 and (len(rest) != _WHOLE_THOUSANDS or whole.strip("0") == "")
    decimal = sign != "'" and ((several and separators.count(sign) == 1) or lone)
    plain = re.sub(r"\D", "", whole) + (f".{rest}" if decimal else rest)
    return Decimal(plain)


def plain(value: Decimal | float) -> str:
    """A number in its normal form: "60", "3.5", "25000"."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return f"{exact.normalize():f}"
