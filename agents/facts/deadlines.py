"""By when a text says that something ends: "until 30 Nov", "ends tonight", "3 days left", "never expires"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, lru_cache

from agents.facts.countdowns import read_countdowns
from agents.facts.day_keys import named_days
from agents.facts.days import weekend
from agents.facts.lexicon import book_hits
from agents.facts.page import Page
from agents.facts.read import facts_on
from agents.facts.types import Fact
from agents.facts.wordlists import LETTERS, either
from agents.lexicons import load
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
    for hit in book_hits(page, "urgency"):
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
    before = page.low[max(0, fact.start - _LOOK) : fact.start]
    days = _days(fact, today)
    if days and before.rstrip().endswith("end of"):  # "until the end of December"
        days = days[1], days[1]
    ending, limit = _until().search(before), _by().search(before)
    is_range = "/" in fact.key and fact.key.startswith("date:") and not fact.text.lower().endswith("weekend")
    if days is None or not (ending or limit or is_range):
        return
    lead, sentence = ending or limit, page.sentence_at(fact.start)
    yield Deadline(
        first=days[1] if is_range else days[0],
        last=days[1],
        limit=bool(limit and not ending),
        exact=bool(re.search(r"\d", fact.text))
        or days != (today, today)
        or _tells_hour(page, sentence, today),
        start=fact.start - len(before) + lead.start() if lead else fact.start,
        end=fact.end,
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


@cache
def _until() -> re.Pattern[str]:
    return _lead(load("dates")["ending"]["until"])


@cache
def _by() -> re.Pattern[str]:
    return _lead(load("dates")["ending"]["by"])


def _lead(words: list[str]) -> re.Pattern[str]:
    # A time or a weekday may stand between: "until 8pm on 30 Nov", "until midnight, 30 Nov".
    return re.compile(
        rf"(?<![{LETTERS}])(?:{either(words)})[\s:]*"
        r"(?:midnight,? |\d{1,2}(?::\d\d)?\s?(?:am|pm)?,? )?(?:on |the )?$"
    )
