"""From what was noticed to faults: one function an error type, each with how grave it is."""

import re
from collections import defaultdict
from dataclasses import dataclass

from agents.engines.rules.diagnosis.phrases import Hit
from agents.engines.rules.diagnosis.reading import plain
from agents.engines.rules.diagnosis.signals import Signals
from agents.lexicons import load
from agents.types import ErrorType

_NEWCOMER_TITLE = re.compile(r"\b(?:new|first|welcome|beginner|starter|sign ?up|newbie|1st)\b")
_LOYALTY_TITLE = re.compile(r"\b(?:loyal\w*|vip|regulars?|anniversary|welcome back|come ?back|repeat|member\w*)\b")
_THANKS = re.compile(r"\b(?:thank\w*|thx|ty|tq|cheers|gratitude|terima kasih|salamat|made a)\b")
_NTH = re.compile(r"\b(?:[2-9]|\d\d+)(?:nd|rd|th)\b")

SERVICE = ("abandoned_cart_buyers", "unpaid_order_buyers", "post_purchase_group")
"""Segments for which the situation itself is the reason to act."""


@dataclass(frozen=True)
class Fault:
    """A fault found: `kind` says which sort of it, `grave` 0–10 how much it weighs, `hits` where."""

    type: ErrorType
    kind: str
    grave: float
    hits: tuple[Hit, ...]


def false_presumption(signals: Signals) -> Fault | None:
    """Something is taken for granted that is not so for this audience."""
    if not signals.presumed:
        return None
    groups: dict[str, list[Hit]] = defaultdict(list)
    for hit in signals.presumed:
        groups[hit.group].append(hit)
    kind = max(groups, key=lambda g: (len(groups[g]), -groups[g][0].start))
    return Fault("audience_assumption_error", kind, 8.0, tuple(_spread(signals.presumed)))


def offer_for_others(signals: Signals) -> Fault | None:
    """An offer meant for people of another kind."""
    voucher, offer = signals.context.voucher, signals.offer
    title = plain(voucher.title) if voucher else ""
    newness = signals.context.audience.newness
    anything = offer.states or offer.hints or offer.words
    newcomer = tuple(h for h in offer.newcomer if not _thanked(signals, h))
    if newness in ("known", "follower") and newcomer and anything:
        sure = bool(offer.states) or bool(_NEWCOMER_TITLE.search(title))
        return Fault("irrelevant_offer", "newcomer", 9.0 if sure else 7.0, newcomer)
    if newness == "once" and newcomer and _NEWCOMER_TITLE.search(title) and "first" in title + signals.reading.norm:
        return Fault("irrelevant_offer", "newcomer", 9.0, newcomer)
    if newness == "new" and offer.loyalty and anything:
        sure = bool(_LOYALTY_TITLE.search(title)) or bool(_NTH.search(signals.reading.norm))
        return Fault("irrelevant_offer", "loyalty", 9.0 if sure else 7.0, offer.loyalty)
    return None


def wrong_tone(signals: Signals) -> Fault | None:
    """A register that does not suit a shop, or not this relation."""
    scores: dict[str, float] = defaultdict(float)
    for hit in _spread(signals.tone):
        scores[hit.group] += hit.weight
    total = sum(scores.values())
    if total < 2 or max(scores.values()) < 2:
        return None
    kind = max(scores, key=lambda g: scores[g])
    hits = tuple(sorted((h for h in _spread(signals.tone) if h.group == kind), key=lambda h: -h.weight))
    return Fault("misaligned_tone", kind, _tone_gravity(kind, scores[kind], signals), hits)


def _tone_gravity(kind: str, score: float, signals: Signals) -> float:
    """Officialese to strangers is only stiff; a wrong word hurts more than a stiff one."""
    if kind == "officialese":
        stranger = signals.context.audience.segment == "potential_new_customers"
        return 5.0 if score >= 4 and not stranger else 3.5
    if any(hit.weight >= 3 for hit in signals.tone):
        return 6.5
    return 4.2 if kind == "pushy" else 5.2


def vague_offer(signals: Signals) -> Fault | None:
    """An incentive is hinted at and not named."""
    offer, voucher = signals.offer, signals.context.voucher
    if offer.states:
        return None
    if not signals.context.english:
        return Fault("vague_incentive", "unsaid", 5.5, ()) if _has_figure(signals) else None
    if signals.context.audience.segment == "price_drop_group":
        if offer.drop and not offer.look:
            return Fault("vague_incentive", "drop", 5.5 if voucher else 4.7, tuple(_spread(offer.drop)))
    elif not offer.hints and offer.drop:
        return Fault("vague_incentive", "drop", 4.7, tuple(_spread(offer.drop)))
    hits = offer.hints or (offer.words if voucher else ())
    if not hits:
        return None
    return Fault("vague_incentive", "hidden" if voucher else "hint", 5.5 if voucher else 4.7, tuple(_spread(hits)))


def weak_action(signals: Signals) -> Fault | None:
    """Nothing to do, or only a bare command to buy."""
    if not signals.context.english:
        return None
    if not signals.steps:
        if signals.offer.states:
            return None
        return Fault("weak_call_to_action", "none", 4.0, ())
    if signals.bare and not signals.offer.states and _reason(signals) <= 3:
        return Fault("weak_call_to_action", "bare", 4.5, signals.bare)
    return None


def _reason(signals: Signals) -> int:
    """How many words are left that could be a reason, past the product's name and filler."""
    if signals.context.audience.segment in SERVICE[:2] or signals.offer.money:
        return 99
    known = set(load("diagnosis_actions")["filler"]["words"].split())
    context = signals.context
    for text in (context.shop, plain(context.product.name) if context.product else ""):
        known.update(re.findall(r"\w+", text))
    left = {word for word in signals.reading.words if word not in known and not word.isdigit()}
    return len(left)


def _has_figure(signals: Signals) -> bool:
    voucher = signals.context.voucher
    return voucher is not None and voucher.value is not None


def _thanked(signals: Signals, hit: Hit) -> bool:
    """ "thank you for your first order" is no offer."""
    return bool(_THANKS.search(signals.reading.sentence_at(hit.start)))


def _spread(hits: tuple[Hit, ...]) -> list[Hit]:
    """Of overlapping finds keep the heaviest, then the longest."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (-h.weight, h.start - h.end)):
        if all(hit.end <= k.start or hit.start >= k.end for k in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)
