"""By when a text says that something ends: "until 30 Nov", "ends tonight", "3 days left", "never expires"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, lru_cache

from agents.facts.countdowns import read_countdowns
from agents.facts.day_keys import named_days
from agents.facts.days import weekend
from agents.facts.lexicon import meant_hits
from agents.facts.page import Page
from agents.facts.read import facts_on
from agents.facts.types import Fact
from agents.facts.wordlists import LETTERS, either, is_unspaced
from agents.lexicons import load, load_in
from agents.types import Value

_LOOK = 22


class Deadline(Value):
    """When a text says that something ends: a day between `first` and `last`; both None for never.

    `limit` tells a day by which to act ("order by Friday") from one on which the offer ends. `exact`
    is whether the text names the day itself, so that it can be taken for a known deadline.
    """

    first: date | None
    last: date | None
    limit: bool = False
    exact: bool = False
    start: int
    end: int
    sentence: int

    def may_be(self, day: date) -> bool:
        """Whether `day` is a last day that these words can mean."""
        return self.first is not None and self.last is not None and self.first <= day <= self.last


@lru_cache(maxsize=256)
def read_deadlines(page: Page, today: date) -> tuple[Deadline, ...]:
    """Every deadline of `page` as of `today`, in order."""
    found = [d for f in facts_on(page, today) if f.kind == "date" for d in _of_fact(page, f, today)]
    for hit in meant_hits(page, "urgency"):
        ends = load("urgency")[hit.name].get("ends")
        if ends and not any(d.start < hit.end and hit.start < d.end for d in found):
            first, last = _window(ends, today)
            found.append(
                Deadline(first=first, last=last, start=hit.start, end=hit.end, sentence=hit.sentence)
            )
    for fact, days in read_countdowns(page, today):
        if not any(d.start < fact.end and fact.start < d.end for d in found):
            first, last = today + timedelta(days=days - 1), today + timedelta(days=days)
            sentence = page.sentence_at(fact.start)
            found.append(Deadline(first=first, last=last, start=fact.start, end=fact.end, sentence=sentence))
    return tuple(sorted(found, key=lambda d: d.start))


@lru_cache(maxsize=256)
def read_only_days(page: Page, today: date) -> tuple[Deadline, ...]:
    """Every day of `page` that something is told to be for alone: "this Sunday only", "only on 4 Dec"."""
    if page.vocabulary.isdisjoint(load("dates")["alone"]["words"]):
        return ()
    told = (_alone(page, f, today) for f in facts_on(page, today) if f.kind == "date" and "/" not in f.key)
    return tuple(d for d in told if d)


def _alone(page: Page, fact: Fact, today: date) -> Deadline | None:
    days = _days(fact, today) if not fact.key.startswith(("week:", "month:")) else None
    if days is None or days == (today, today):
        return None
    before = _only_before().search(page.low, max(0, fact.start - _LOOK), fact.start)
    behind = _only_behind().match(page.low, fact.end)
    if not (before["only"] or behind if before else behind):
        return None
    start, end = before.start() if before else fact.start, behind.end() if behind else fact.end
    sentence = page.sentence_at(fact.start)
    return Deadline(first=days[0], last=days[1], exact=True, start=start, end=end, sentence=sentence)


@cache
def _only_before() -> re.Pattern[str]:
    words = load("dates")["alone"]
    only, lead = either(words["words"]), either(words["lead"])
    return re.compile(rf"(?<![{LETTERS}])(?:(?P<only>{only})\s(?:(?:{lead})\s)?|(?:{lead})\s)$")


@cache
def _only_behind() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{either(load('dates')['alone']['words'])})(?![{LETTERS}])")


def _window(name: str, today: date) -> tuple[date | None, date | None]:
    if name == "never":
        return None, None
    if name == "today":
        return today, today
    if name == "weekend":
        return weekend(today)
    if name == "week":
        return today, weekend(today)[1]
    after = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    return today, after - timedelta(days=1)


def _of_fact(page: Page, fact: Fact, today: date) -> Iterator[Deadline]:
    before = page.low[max(0, fact.start - _LOOK) : fact.start].rstrip()
    days = _days(fact, today)
    if days and before.endswith(tuple(load_in("dates", page.tongues)["ending"]["end_of"])):
        days = days[1], days[1]
    ending, limit = _led_by(page, fact, "until"), _led_by(page, fact, "by")
    in_figures = any(c.isdigit() for c in fact.text)
    is_range = "/" in fact.key and fact.key.startswith("date:") and in_figures
    if days is None or not (ending or limit or is_range):
        return
    (start, end), sentence = ending or limit or (fact.start, fact.end), page.sentence_at(fact.start)
    yield Deadline(
        first=days[1] if is_range else days[0],
        last=days[1],
        limit=bool(limit and not ending),
        exact=in_figures or days != (today, today) or _tells_hour(page, sentence, today),
        start=start,
        end=end,
        sentence=sentence,
    )


def _tells_hour(page: Page, sentence: int, today: date) -> bool:
    """Whether a clock time stands in the sentence: "ends tonight 8pm" is a deadline, "ends tonight" a cry."""
    return any(f.kind == "time" and page.sentence_at(f.start) == sentence for f in facts_on(page, today))


def _days(fact: Fact, today: date) -> tuple[date, date] | None:
    """First and last day that a fact of kind date can mean, or None when that is open."""
    kind, _, value = fact.key.partition(":")
    if kind == "weekday":
        (day,) = named_days(fact.key, today)
        return day, day + timedelta(days=7 if day == today else 0)
    if kind == "week":
        monday = date.fromisoformat(value)
        return monday, monday + timedelta(days=6)
    if kind == "month":
        year = today.year + (int(value) < today.month)
        first = date(year, int(value), 1)
        return first, (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    days = named_days(fact.key, today)
    return (days[0], days[-1]) if days else None


def _led_by(page: Page, fact: Fact, kind: str) -> tuple[int, int] | None:
    """A day with the words beside it that make it an end or a limit; in Chinese they may stand behind it."""
    lead = _before(kind, page.tongues).search(page.low, max(0, fact.start - _LOOK), fact.start)
    if lead:
        return lead.start(), fact.end
    if kind == "until" and (last := _last_behind(page.tongues).match(page.low, fact.end)):
        return fact.start, last.end()
    if page.tongues and is_unspaced(page.low[fact.end - 1]):
        behind = _behind(f"{kind}_behind", page.tongues).match(page.low, fact.end)
        return (fact.start, behind.end()) if behind else None
    return None


@cache
def _before(kind: str, tongues: frozenset[str]) -> re.Pattern[str]:
    words = load_in("dates", tongues)
    the = either(words["day_lead"])
    # A time or a weekday may stand between: "until 8pm on 30 Nov", "until midnight, 30 Nov".
    return re.compile(
        rf"(?<![{LETTERS}])(?:{either(words['ending'][kind])})[\s:]*"
        rf"(?:midnight,? |\d{{1,2}}(?::\d\d)?\s?(?:am|pm)?,? )?(?:on |(?:{the})\s)?$"
    )


@cache
def _behind(kind: str, tongues: frozenset[str]) -> re.Pattern[str]:
    words = load_in("dates", tongues)["ending"].get(kind, [])
    return re.compile(rf"\s?(?:\d{{1,2}}:\d\d|[0-9零十]+[点點时時])?\s?(?:{either(words) or '(?!)'})")


@cache
def _last_behind(tongues: frozenset[str]) -> re.Pattern[str]:
    """Behind a day, in English: "Sunday is the last day"."""
    return re.compile(rf",?\s(?:{either(load_in('dates', tongues)['ending']['last_behind'])})(?![{LETTERS}])")
