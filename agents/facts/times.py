"""Times of day with their zone: "8:30 PM SGT (GMT+8)", "10am", "20 Uhr", "pukul 8 malam", "noon"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from agents.facts.amounts import Amount
from agents.facts.lexicon import meant_hits
from agents.facts.page import Page
from agents.facts.types import Fact
from agents.facts.wordlists import LETTERS, either
from agents.lexicons import load, load_in

_HALF_DAY = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s?(am|pm|a\.m\.?|p\.m\.?|nn|mn)(?![a-z])")
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:：]([0-5]\d)(?!\d|:\d)")
_H = re.compile(r"(\d{1,2})h(\d{2})(?!\d)")
_O_CLOCK = re.compile(r"(\d{1,2})(?:[.:h](\d{2}))?\s?(?:o'clock|oclock)")
_PLAIN = re.compile(r"(\d{1,2})(?:[.:h]([0-5]\d))?(?!\d|[.,:]\d)")
_AFTERNOON = {"pm", "p.m", "p.m.", "nn"}
_NOON, _DUSK, _LAST_HOUR, _LOOK = 12, 18, 24, 8


class _Clock(NamedTuple):
    """How languages tell an hour: words before it, words behind it, and parts of the day on either side."""

    told: re.Pattern[str]
    hour: re.Pattern[str]
    behind: dict[str, re.Pattern[str]]
    before: dict[str, re.Pattern[str]]


def read_time(page: Page, amount: Amount) -> tuple[Fact, ...]:
    """The time that `amount` begins, and the zones told with it; empty when it is no time."""
    low, at = page.low, amount.start
    match = _HALF_DAY.match(low, at)
    if match:
        found = _half_day(match)
    else:
        match = _CLOCK.match(low, at) or _H.match(low, at) or _O_CLOCK.match(low, at)
        found = (int(match[1]), match[2], match.end()) if match else None
        if page.tongues:
            found = _in_tongues(page, at, found)
    if found is None or not 0 <= found[0] <= _LAST_HOUR:
        return ()
    hour, minutes, end = found
    told = Fact(
        kind="time", text=page.quote(at, end), key=f"time:{hour:02d}:{minutes or '00'}", start=at, end=end
    )
    return (told, *_zones_after(page, end))


def read_named_times(page: Page) -> Iterator[Fact]:
    """Noon and midnight."""
    for hit in meant_hits(page, "times"):
        yield Fact(
            kind="time",
            text=page.quote(hit.start, hit.end),
            key=f"time:{hit.name}",
            start=hit.start,
            end=hit.end,
        )


def _half_day(match: re.Match[str]) -> tuple[int, str | None, int] | None:
    hour = int(match[1])
    if not 1 <= hour <= _NOON:
        return None
    return hour % _NOON + (_NOON if match[3] in _AFTERNOON else 0), match[2], match.end()


def _in_tongues(
    page: Page, at: int, clock: tuple[int, str | None, int] | None
) -> tuple[int, str | None, int] | None:
    """An hour with the words of other languages around it; without any, whatever `clock` says."""
    words, low = _clock(page.tongues), page.low
    plain = _PLAIN.match(low, at)
    if not plain:
        return clock
    hour, minutes, end = int(plain[1]), plain[2], plain.end()
    unit = words.hour.match(low, end)
    before = {part for part, p in words.before.items() if p.search(low, max(0, at - _LOOK), at)}
    behind = {
        part: m.end() for part, p in words.behind.items() if (m := p.match(low, unit.end() if unit else end))
    }
    is_told = bool(words.told.search(low, max(0, at - _LOOK), at))
    if not (unit or behind or is_told or clock):
        return None
    if "dusk" in behind:  # the Thai count the hours of the evening from six
        return hour + _DUSK, minutes, behind["dusk"]
    if hour < _NOON and ("evening" in before or "evening" in behind):
        hour += _NOON
    return hour, minutes, max([end, *behind.values(), *([unit.end()] if unit else [])])


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
def _clock(tongues: frozenset[str]) -> _Clock:
    words: dict[str, Any] = load_in("dates", tongues)["times"]

    def behind(name: str) -> re.Pattern[str]:
        return re.compile(rf"\s?(?:{either(words.get(name, ())) or '(?!)'})(?![{LETTERS}])")

    def before(name: str) -> re.Pattern[str]:
        return re.compile(rf"(?<![{LETTERS}])(?:{either(words.get(name, ())) or '(?!)'})\s?$")

    return _Clock(
        told=before("told"),
        hour=behind("hour"),
        behind={part: behind(part) for part in ("morning", "evening", "dusk")},
        before={"evening": before("evening_before"), "morning": before("morning_before")},
    )


@cache
def _zones() -> re.Pattern[str]:
    names = "|".join(sorted(load("dates")["times"]["zones"], key=len, reverse=True))
    return re.compile(rf"[ ]?\(?((?:{names})(?:[+-]\d{{1,2}}(?::\d\d)?)?)\b\)?")
