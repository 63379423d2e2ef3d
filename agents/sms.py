"""How many parts a text message is sent and billed in."""

from functools import cache
from typing import Any, Literal

from agents.lexicons import load
from agents.rendered import names_someone, worst_case
from agents.types import Value


class SmsCount(Value):
    """The size of a text message at its longest.

    `units` are septets in GSM-7 (a character of the extension table takes two) and 16-bit units in
    UCS-2 (an emoji takes two or more); `capacity` is what `parts` parts hold. `forced_by` are the
    characters that force UCS-2; `may_flip` warns that a customer's name may force it as well.
    """

    encoding: Literal["GSM-7", "UCS-2"]
    units: int
    parts: int
    capacity: int
    forced_by: tuple[str, ...] = ()
    may_flip: bool = False


def count_sms(text: str) -> SmsCount:
    """Count `text` rendered at its longest, tags filled in as `worst_case` says."""
    rendered = worst_case(text)
    limits, basic, extension = _limits(), *_tables()
    forced = tuple(dict.fromkeys(letter for letter in rendered if letter not in basic | extension))
    if forced:
        widths = [len(letter.encode("utf-16-le")) // 2 for letter in rendered]
        single, part = limits["ucs2_single"], limits["ucs2_part"]
    else:
        widths = [2 if letter in extension else 1 for letter in rendered]
        single, part = limits["gsm7_single"], limits["gsm7_part"]
    parts = _parts(widths, single, part)
    return SmsCount(
        encoding="UCS-2" if forced else "GSM-7",
        units=sum(widths),
        parts=parts,
        capacity=single if parts == 1 else part * parts,
        forced_by=forced,
        may_flip=not forced and names_someone(text),
    )


def gsm7_friendly(text: str) -> str:
    """`text` with typographic characters that force UCS-2 written plainly: ’ as ', – as -, … as three dots.

    Letters, emoji and anything without a plain twin stay as they are.
    """
    return text.translate(_plain())


def _parts(widths: list[int], single: int, part: int) -> int:
    """Parts needed when no two-unit character may be split between two of them."""
    if sum(widths) <= single:
        return 1
    parts, used = 1, 0
    for width in widths:
        if used + width > part:
            parts, used = parts + 1, 0
        used += width
    return parts


def _limits() -> dict[str, Any]:
    limits: dict[str, Any] = load("channels")["sms"]
    return limits


@cache
def _tables() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(_limits()["basic"]), frozenset(_limits()["extension"])


@cache
def _plain() -> dict[int, str]:
    pairs = {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
    }
    more = {
        "‑": "-",
        "−": "-",
        "…": "...",
        "•": "-",
        "·": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "`": "'",
    }
    return str.maketrans(pairs | more)
