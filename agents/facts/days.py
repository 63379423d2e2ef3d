"""Days told by name or counted from today: "Friday", "tonight", "this weekend", "the 30th"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from agents.facts.day_keys import month_names, weekday_names
from agents.facts.lexicon import book_hits
from agents.facts.page import Page
from agents.facts.phrases import Hit
from agents.facts.types import Fact
from agents.lexicons import load

_NTH = re.compile(
    r"\b(?:until|till?|by|before|on|through|thru|ends)\s(?:on )?the (\d{1,2})(?:st|nd|rd|th)\b"
    r"(?! \w+ (?:order|time))"
)


def read_named_days(page: Page, today: date | None) -> Iterator[Fact]:
    """Weekdays, days counted from `today`, and months alone."""
    hits = book_hits(page, "days")
    names = [h for h in hits if h.name == "name"]
    for hit in hits:
        if hit.name == "name" or any(n.start <= hit.start < n.end for n in names):
            continue
        if "'" in page.low[hit.start : hit.end]:  # "we'd" is no Wednesday
            continue
        start = _last_word(page, hit) if hit.name.startswith("month:") else hit.start
        if hit.name.startswith(("month:", "weekday:")) and not _is_meant(page, start, hit.end):
            continue
        yield _fact(page, start, hit.end, _key(hit.name, today))


def read_ordinal_days(page: Page, today: date | None) -> Iterator[Fact]:
    """Days of the month alone, as a limit: "until the 30th"."""
    for match in _NTH.finditer(page.low) if today else ():
        day = next(
            (d for n in range(31) if today and (d := today + timedelta(days=n)).day == int(match[1])), None
        )
        if day:
            yield _fact(page, match.start(1), match.end(), f"date:{day.isoformat()}")


def weekend(today: date) -> tuple[date, date]:
    """Saturday and Sunday of this week, the week of `today`."""
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(days=5), monday + timedelta(days=6)


def _key(name: str, today: date | None) -> str:
    if name.startswith(("weekday:", "month:")):
        return name
    if today is None:
        return f"date:{name}"
    monday = today - timedelta(days=today.weekday())
    if name == "weekend":
        return "date:" + "/".join(d.isoformat() for d in weekend(today))
    if name in {"week", "next-week"}:
        return f"week:{(monday + timedelta(days=7 if name == 'next-week' else 0)).isoformat()}"
    if name == "month":
        return f"month:{today.month}"
    return f"date:{(today + timedelta(days=name == 'tomorrow')).isoformat()}"


def _is_meant(page: Page, start: int, end: int) -> bool:
    """Whether a word like "sun" or "May" is a day or month here."""
    words, common = load("dates"), load("dates")["common"]["words"]
    word = page.low[start:end]
    if word not in common:
        return True
    if not page.text[start].isupper():
        return False
    place = next(i for i, w in enumerate(page.words) if w.end >= end)
    before = page.words[place - 1].text if place else ""
    after = page.words[place + 1].text if place + 1 < len(page.words) else ""
    return (
        word in month_names()
        or before in {*words["fixed"]["words"], *weekday_names(), "and"}
        or after.isdigit()
    )


def _last_word(page: Page, hit: Hit) -> int:
    return max(w.start for w in page.words if w.start < hit.end)


def _fact(page: Page, start: int, end: int, key: str) -> Fact:
    return Fact(kind="date", text=page.quote(start, end), key=key, start=start, end=end)
