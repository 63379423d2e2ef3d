"""Faults of relation: what is presumed of the reader, and for whom an offer is meant."""

import re

from agents.engines.rules.diagnosis.faults import WRONG_OFFER, WRONG_OFFER_UNSAID, WRONG_RELATION, Fault
from agents.engines.rules.diagnosis.phrases import Hit
from agents.engines.rules.diagnosis.reading import plain
from agents.engines.rules.diagnosis.signals import Signals, spread

_NEWCOMER_TITLE = re.compile(r"\b(?:new|first|welcome|beginner|starter|sign ?up|newbie|1st)\b")
_LOYALTY_TITLE = re.compile(r"\b(?:loyal\w*|vip|regulars?|anniversary|come ?back|repeat|member\w*)\b")
_THANKS = re.compile(r"\b(?:thank\w*|thx|ty|tq|cheers|gratitude|terima kasih|salamat)\b")
_NTH = re.compile(r"\b(?:[2-9]|\d\d+)(?:nd|rd|th)\b")


def false_presumption(signals: Signals) -> Fault | None:
    """Something is taken for granted that is not so for this audience."""
    if not signals.presumed:
        return None
    hits = spread(signals.presumed)
    return Fault("audience_assumption_error", hits[0].group, WRONG_RELATION, tuple(hits))


def offer_for_others(signals: Signals) -> Fault | None:
    """An offer meant for people of another kind: newcomers, or regulars.

    When the message only greets wrongly and names no offer, the greeting is the graver fault.
    """
    if not signals.offer.mentioned:
        return None
    title = plain(signals.context.voucher.title) if signals.context.voucher else ""
    newness = signals.context.profile.newness
    if newness == "new":
        sure = _LOYALTY_TITLE.search(title) or _NTH.search(signals.reading.norm)
        return _fault("loyalty", signals.offer.loyalty, sure=bool(sure))
    newcomer = tuple(
        h for h in signals.offer.newcomer if not _THANKS.search(signals.reading.sentence_at(h.start))
    )
    titled = bool(_NEWCOMER_TITLE.search(title))
    if signals.context.profile.segment == "unpaid_order_buyers" and signals.offer.told and (later := _later(signals)):
        return _fault("later", later, sure=False)
    if newness in ("known", "follower"):
        return _fault("newcomer", newcomer, sure=titled or bool(signals.offer.told))
    first_again = titled and "first" in f"{title} {signals.reading.norm}"
    return _fault("newcomer", newcomer, sure=True) if newness == "once" and first_again else None


def _later(signals: Signals) -> tuple[Hit, ...]:
    """An offer for a next order helps nobody to finish this one."""
    return tuple(hit for hit in signals.fitting if hit.group == "next_order")


def _fault(kind: str, hits: tuple[Hit, ...], *, sure: bool) -> Fault | None:
    if not hits:
        return None
    return Fault("irrelevant_offer", kind, WRONG_OFFER if sure else WRONG_OFFER_UNSAID, tuple(spread(hits)))
