"""Days told by name or counted from today: "Friday", "tonight", "this weekend", "the 30th"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from agents.facts.day_keys import day_key, month_names, weekday_names
from agents.facts.lexicon import book_hits
from agents.facts.page import Page
from agents.facts.phrases import Hit
from agents.facts.types import Fact
from agents.facts.wordlists import is_unspaced
from agents.lexicons import load_in

_NTH = re.compile(
    r"\b(?:until|till?|by|before|on|through|thru|ends)\s(?:on )?the (\d{1,2})(?:st|nd|rd|th)\b"
    r"(?! \w+ (?:order|time))"
)


def read_named_days(page: Page, today: date | None) -> Iterator[Fact]:
    """Weekdays, days counted from `today`, holidays that end something, and months alone."""
    hits = book_hits(page, "days")
    names = [h for h in hits if h.name == "name"]
    for hit in hits:
        if hit.name != "name" and not any(n.start <= hit.start < n.end for n in names):
            start = _without_lead(page, hit)
            if _is_meant(page, hit.name, start, hit.end):
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
    kind, _, value = name.partition(":")
    if kind == "holiday":
        month, _, day = value.partition("-")
        return day_key(int(month), int(day), None, today) or name
    if kind in {"weekday", "month"} and value:
        return name
    return _counted(name, today) if today else f"date:{name}"


def _counted(name: str, today: date) -> str:
    """The key of what is counted from today."""
    monday = today - timedelta(days=today.weekday())
    keys = {
        "weekend": "date:" + "/".join(day.isoformat() for day in weekend(today)),
        "week": f"week:{monday.isoformat()}",
        "next-week": f"week:{(monday + timedelta(days=7)).isoformat()}",
        "month": f"month:{today.month}",
        "tomorrow": f"date:{(today + timedelta(days=1)).isoformat()}",
    }
    return keys.get(name, f"date:{today.isoformat()}")


def _is_meant(page: Page, name: str, start: int, end: int) -> bool:
    """Whether a word like "sun" or "May" is a day or month here, and "we'd" is no Wednesday."""
    word, words = page.low[start:end], load_in("dates", page.tongues)
    if name == "weekday:wed" and "'" in word:
        return False
    if word not in words["common"]["words"]:
        return True
    if not page.text[start].isupper():
        return False
    place = next(i for i, w in enumerate(page.words) if w.end >= end)
    before = page.words[place - 1].text if place else ""
    after = page.words[place + 1].text if place + 1 < len(page.words) else ""
    leads = before in {*words["fixed"]["words"], *weekday_names(page.tongues), "and"}
    return word in month_names(page.tongues) or leads or after.isdigit()


def _without_lead(page: Page, hit: Hit) -> int:
    """Where the day itself begins: months and holidays are found with the word before them."""
    if not hit.name.startswith(("month:", "holiday:")):
        return hit.start
    if is_unspaced(page.low[hit.end - 1]):
        leads = load_in("dates", page.tongues)["holidays_after"]
        return hit.start + next(len(w) for w in leads if page.low.startswith(w, hit.start))
    return min(w.start for w in page.words if w.start > hit.start)


def _fact(page: Page, start: int, end: int, key: str) -> Fact:
    return Fact(kind="date", text=page.quote(start, end), key=key, start=start, end=end)
