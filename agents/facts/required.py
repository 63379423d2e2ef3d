"""Which facts of a draft a rewrite may not lose, and whether a message still has them."""

from datetime import date, timedelta

from agents.facts.day_keys import WEEKDAYS
from agents.facts.known import Known
from agents.facts.page import Page
from agents.facts.pledges import roles_on
from agents.facts.types import EXACT, Fact
from agents.lexicons import load_in

_ALWAYS = EXACT | {"money", "points", "multibuy", "payment"}
_LOOSE = ("week:", "month:")
_WEEK = 7
_NEAR = 4  # characters: "midnight on", "midnight, "


def required_facts(known: Known) -> tuple[Fact, ...]:
    """The draft's facts that must stay, in order, each once; none that is contradicted or hurries idly."""
    idle = known.idle_hurry
    kept: dict[str, Fact] = {}
    for fact in known.facts:
        hurries = any(h.start < fact.end and fact.start < h.end for h in idle)
        if not hurries and not _is_void(known, fact) and _matters(known, fact):
            kept.setdefault(fact.text if fact.kind in EXACT else fact.key, fact)
    return tuple(kept.values())


def is_kept(fact: Fact, text: str, facts: tuple[Fact, ...], today: date) -> bool:
    """Whether a message (`text` with its `facts`) still states a required fact of the draft."""
    if fact.kind in EXACT:
        return fact.text in text
    keys = {f.key for f in facts}
    if fact.key in keys or fact.text in text:
        return True
    kind, _, value = fact.key.partition(":")
    if kind == "weekday":
        return any(_names_weekday(key, value, today) for key in keys)
    days = value.split("/") if kind == "date" else []
    return len(days) > 1 and all(f"date:{day}" in keys for day in days)


def _is_void(known: Known, fact: Fact) -> bool:
    """Whether a fact is contradicted, or tells of an offer that has expired."""
    if known.is_wrong(fact):
        return True
    expired = known.draft.voucher is not None and known.voucher is None
    offer = fact.kind in {"code", "percent", "points", "multibuy"} or known.roles.get(fact.key, set()) & {
        "off",
        "minimum",
        "cap",
    }
    return expired and (bool(offer) or _is_last_day(known, fact))


def _is_last_day(known: Known, fact: Fact) -> bool:
    """Whether a day, of whatever year it was read as, is the one the voucher ended on."""
    ended = known.draft.voucher.expires_at if known.draft.voucher else None
    return fact.kind == "date" and ended is not None and fact.key.endswith(f"-{ended:%m-%d}")


def _matters(known: Known, fact: Fact) -> bool:
    if fact.kind in _ALWAYS:
        return True
    if fact.kind == "percent":
        return roles_on(known.page, known.today)[fact] in {"off", "cap", "change", "minimum"}
    if fact.kind == "number":
        behind = known.page.low[fact.end : fact.end + 20].lstrip(" -")
        told = load_in("offer_words", known.page.tongues)["instalments"]["after"]
        return behind.startswith(tuple(told)) or _is_stock(known, fact)
    if fact.kind == "time":
        return _is_told_time(known, fact)
    return fact.kind == "date" and not fact.key.startswith(_LOOSE) and _is_fixed(known, fact)


def _is_stock(known: Known, fact: Fact) -> bool:
    """Whether a number is what is left in stock: the merchant's own figure."""
    counted = (h for h in known.own_hurry if h.name == "stock_count")
    return any(h.start <= fact.start and fact.end <= h.end for h in counted)


def _is_fixed(known: Known, fact: Fact) -> bool:
    """Whether a day is part of what is told ("by Friday", "out tmr 10am") and not a manner of speaking."""
    if any(c.isdigit() for c in fact.text):
        return True
    page, sentence = known.page, known.page.sentence_at(fact.start)
    timed = any(f.kind == "time" and page.sentence_at(f.start) == sentence for f in known.facts)
    return (
        timed
        or _leads(page, fact.start) in load_in("dates", page.tongues)["fixed"]["words"]
        or _joins(known, fact)
    )


def _is_told_time(known: Known, fact: Fact) -> bool:
    """Whether an hour is news, unlike a zone told twice, "the colour of midnight" and "last night at 2am"."""
    page = known.page
    if fact.key.startswith("zone:"):
        return page.low[fact.start - 1] != "("
    words = load_in("dates", page.tongues)["fixed"]
    first, last = page.sentences[page.sentence_at(fact.start)]
    if any(over in page.low[first:last] for over in words["over"]):
        return False
    if page.tongues:
        return True
    near = any(f.kind == "date" and 0 <= f.start - fact.end <= _NEAR for f in known.facts)
    return near or any(c.isdigit() for c in fact.text) or _leads(page, fact.start) in words["hour"]


def _joins(known: Known, fact: Fact) -> bool:
    """In "this Sat and Sun": the second day of a pair that is fixed."""
    before = next((f for f in reversed(known.facts) if f.end <= fact.start), None)
    if before is None or before.kind != "date":
        return False
    between = known.page.low[before.end : fact.start].strip()
    return between in {"and", "&", "or", ",", "-", "to"} and _is_fixed(known, before)


def _leads(page: Page, start: int) -> str:
    """The word before a place."""
    return next((w.text for w in reversed(page.words) if w.end <= start), "")


def _names_weekday(key: str, weekday: str, today: date) -> bool:
    """Whether a key is a day of the coming week with that name."""
    if not key.startswith("date:2"):
        return False
    days = [date.fromisoformat(d) for d in key.removeprefix("date:").split("/")]
    return any(today <= d <= today + timedelta(days=_WEEK) and WEEKDAYS[d.weekday()] == weekday for d in days)
