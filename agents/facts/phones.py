"""Telephone numbers: international, local to the market, or told to be one ("WhatsApp 010-000 0000")."""

import re
from collections.abc import Iterator
from functools import cache

from agents.facts.markets import market_code
from agents.facts.money_signs import after_number, before_number
from agents.facts.page import Page
from agents.facts.types import Fact
from agents.facts.wordlists import LETTERS, either
from agents.lexicons import load_in

# Not \w: scripts without spaces may stand right beside a number.
_CANDIDATE = re.compile(
    rf"(?<![A-Za-z0-9_{LETTERS}.,#/:-])(?:\+|\(\+?)?\d[\d ().-]{{5,}}\d(?![A-Za-z0-9_{LETTERS}%])(?!,\d)"
)
_DAY = re.compile(r"\d{1,2}[-. ]\d{1,2}[-. ](?:20)?\d\d$|20\d\d-\d\d-\d\d$")
_FEWEST_TOLD, _FEWEST, _FULL, _MOST = 7, 8, 9, 15


def read_phones(page: Page) -> Iterator[Fact]:
    """Every telephone number of `page`, as written."""
    for match in _CANDIDATE.finditer(page.text):
        said = match[0].rstrip(" .-(")
        digits = re.sub(r"\D", "", said)
        end = match.start() + len(said)
        fewest = _FEWEST_TOLD if _is_told(page, match.start()) else _FEWEST
        is_long = fewest <= len(digits) <= _MOST and not _DAY.match(said)
        if (
            is_long
            and not _is_money(page, match.start(), end)
            and _is_phone(page, match.start(), said, digits)
        ):
            yield Fact(
                kind="phone",
                text=page.quote(match.start(), end),
                key=f"phone:{digits}",
                start=match.start(),
                end=end,
            )


def _is_phone(page: Page, start: int, said: str, digits: str) -> bool:
    if said.startswith(("+", "(+")) or digits.startswith(("00", "1800", "0800")):
        return True
    if _is_told(page, start):
        return True
    grouped = " " in said or "-" in said
    if digits.startswith("0") and grouped and len(digits) >= _FULL:
        return True
    return (digits.startswith("0") or grouped) and _is_valid(said, page.market)


def _is_told(page: Page, start: int) -> bool:
    """Whether the words before it say that it is a telephone number."""
    return bool(_told(page.tongues).search(page.low, max(0, start - 24), start))


def _is_money(page: Page, start: int, end: int) -> bool:
    """Whether a sign of money stands beside it: "SEK 11 000 000"."""
    behind = after_number(page.market).match(page.low, end)
    return bool(
        before_number(page.market).search(page.low, max(0, start - 6), start) or (behind and behind["sign"])
    )


def _is_valid(said: str, market: str | None) -> bool:
    """Whether it is a number of the market's plan."""
    # Its tables are large: loaded only once a text holds what looks like a number.
    import phonenumbers  # noqa: PLC0415

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(said, market_code(market)))
    except phonenumbers.NumberParseException:
        return False


@cache
def _told(tongues: frozenset[str]) -> re.Pattern[str]:
    words = either(load_in("reading", tongues)["phones"]["told"])
    return re.compile(rf"(?<![A-Za-z0-9_{LETTERS}])(?:{words})(?: us)?(?: at| on)?[:.]?\s*$")
