"""A contradiction between draft and voucher, settled in the draft's favour."""

import re
from datetime import date
from typing import Any

from agents.engines.rules.understanding.offer import bare_title, minimum_spend, read_voucher
from agents.engines.rules.understanding.offer_terms import last_day
from agents.facts.read import read_facts
from agents.types import Contradiction, Voucher

_TODAY = re.compile(r"\b(?:today|tonight|2day)\b", re.IGNORECASE)
_STOP = frozenset({"the", "a", "an", "only", "off", "is", "of", "on", "until", "till", "ends", "voucher"})


def as_drafted(
    voucher: Voucher, found: Contradiction, *, today: date, market: str | None = None
) -> Voucher | None:
    """The voucher as the draft tells it in one place; None where the draft's words hold no value."""
    changed = _changed(voucher, found, today, market)
    return voucher.model_copy(update=changed) if changed else None


def is_meant(what: str, told: str, *, today: date, market: str | None = None) -> bool:
    """Whether what is said to be right is one side of a contradiction: the same figure, day or words."""
    keys = {fact.key for fact in read_facts(what, today=today, market=market)}
    if keys:
        return bool(keys & {fact.key for fact in read_facts(told, today=today, market=market)})
    words = set(re.findall(r"\w+", what.lower())) - _STOP
    return bool(words) and words <= set(re.findall(r"\w+", told.lower()))


def _changed(voucher: Voucher, found: Contradiction, today: date, market: str | None) -> dict[str, Any]:
    facts = read_facts(found.said, today=today, market=market)
    if found.field in {"amount", "currency", "type"}:
        offer = read_voucher(found.said, today=today, market=market)
        names = ("title", "type", "value", "currency")
        return {name: getattr(offer, name) for name in names} if offer else {}
    if found.field == "min_spend":
        least, _ = minimum_spend(found.said, facts)
        money = next((float(f.key.rpartition(":")[2]) for f in facts if f.kind == "money"), None)
        return {"min_spend": least or money, "title": bare_title(voucher.title)}
    if found.field == "scope":
        return {"title": re.sub(r"(\boff\b).*", r"\1", voucher.title, flags=re.IGNORECASE)}
    day = today if _TODAY.search(found.said) else last_day(found.said, facts, today)
    return {"expires_at": day, "title": bare_title(voucher.title)} if day else {}
