"""Times of day with their zone: "8:30 PM SGT (GMT+8)", "10am", "20 Uhr", "noon"."""

import re
from collections.abc import Iterator
from functools import cache

from agents.facts.amounts import Amount
from agents.facts.lexicon import book_hits
from agents.facts.page import Page
from agents.facts.types import Fact
from agents.lexicons import load

_HALF_DAY = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s?(am|pm|a\.m\.?|p\.m\.?|nn|mn)(?![a-z])")
_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?![\d:])")
_HOUR = re.compile(r"(\d{1,2})(?:[.:h](\d{2}))?\s?(?:uhr\b|giờ|点|點|時|น\.|นาฬิกา|o'clock|oclock)")
_H = re.compile(r"(\d{1,2})h(\d{2})(?!\d)")
_TOLD = re.compile(r"\b(?:jam|pukul|kul|lúc|um|alle|ore)\s$")
_PLAIN = re.compile(r"(\d{1,2})(?:[.:h](\d{2}))?h?(?:\s(pagi|petang|malam|siang|sore))?")
_AFTERNOON = {"pm", "p.m", "p.m.", "petang", "malam", "sore", "nn"}
_NOON = 12


def read_time(page: Page, amount: Amount) -> tuple[Fact, ...]:
    """The time that `amount` begins, and the zones told with it; empty when it is no time."""
    low, at = page.low, amount.start
    match = _HALF_DAY.match(low, at) or _CLOCK.match(low, at) or _HOUR.match(low, at) or _H.match(low, at)
    if not match and _TOLD.search(low, max(0, at - 7), at):
        match = _PLAIN.match(low, at)
    if not match:
        return ()
    part = match[3] if match.re in {_HALF_DAY, _PLAIN} else None
    hour = _hour(int(match[1]), part)
    if hour is None:
        return ()
    end = match.end()
    told = Fact(
        kind="time", text=page.quote(at, end), key=f"time:{hour:02d}:{match[2] or '00'}", start=at, end=end
    )
    return (told, *_zones_after(page, end))


def read_named_times(page: Page) -> Iterator[Fact]:
    """Noon and midnight."""
    for hit in book_hits(page, "times"):
        yield Fact(
            kind="time",
            text=page.quote(hit.start, hit.end),
            key=f"time:{hit.name}",
            start=hit.start,
            end=hit.end,
        )


def _hour(hour: int, part: str | None) -> int | None:
    if part is None:
        return hour if hour <= 24 else None  # noqa: PLR2004
    if not 1 <= hour <= _NOON:
        return None
    return hour % _NOON + (_NOON if part in _AFTERNOON else 0)


def _zones_after(page: Page, end: int) -> Iterator[Fact]:
    """One zone, and a second one in brackets."""
    while match := _zones().match(page.text, end):
        yield Fact(
            kind="time",
            text=page.quote(*match.span(1)),
            key=f"zone:{match[1]}",
            start=match.start(1),
            end=match.end(1),
        )
        end = match.end()


@cache
def _zones() -> re.Pattern[str]:
    names = "|".join(sorted(load("dates")["times"]["zones"], key=len, reverse=True))
    return re.compile(rf"[ ]?\(?((?:{names})(?:[+-]\d{{1,2}}(?::\d\d)?)?)\b\)?")
