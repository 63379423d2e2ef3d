"""Words that hurry people, and whether what is known justifies them."""

from datetime import date
from functools import lru_cache

from agents.facts.days import weekend
from agents.facts.lexicon import meant_hits
from agents.facts.page import Page
from agents.facts.phrases import Hit
from agents.lexicons import load
from agents.types import Value


class Backing(Value):
    """What is known that may justify hurry: the last day, and the entries the draft itself uses."""

    today: date
    last_day: date | None = None
    said: frozenset[str] = frozenset()


@lru_cache(maxsize=256)
def urgent_hits(page: Page) -> tuple[Hit, ...]:
    """Every phrase of `page` that hurries, under the name of its entry in `lexicons/urgency.toml`."""
    hits = meant_hits(page, "urgency")
    return tuple(h for h in hits if not any(_covers(o, h) for o in hits))


def is_justified(name: str, backing: Backing) -> bool:
    """Whether the phrases of an entry may be said, given what is known."""
    needs: str = load("urgency")[name]["needs"]
    if needs == "words":
        return name in backing.said
    if needs == "stock":
        return "stock_count" in backing.said
    return backing.last_day is not None and _is_near(needs, backing.today, backing.last_day)


def question_about(name: str, said: str) -> str | None:
    """What to ask the merchant when nothing is behind the words; None for words not worth a question."""
    asked: str | None = load("urgency")[name].get("asks")
    return asked.format(said=said) if asked else None


def _is_near(needs: str, today: date, last: date) -> bool:
    if needs == "deadline":
        return last >= today
    if needs == "weekend":
        return last in weekend(today)
    first = {"week": weekend(today)[1], "month": last if last.month == today.month else today, "today": today}
    limit = first.get(needs)
    return today <= last <= limit if limit else 0 <= (last - today).days <= int(needs)


def _covers(other: Hit, hit: Hit) -> bool:
    """Whether `hit` is only part of a longer phrase ("dont miss" in a longer one)."""
    return other is not hit and other.start <= hit.start and hit.end < other.end
