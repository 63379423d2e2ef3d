"""Faults of the incentive: something is promised and not named."""

from agents.engines.rules.diagnosis.faults import EMPTY_PROMISE, HIDDEN_OFFER, UNUSED_OFFER, Fault
from agents.engines.rules.diagnosis.phrases import Hit
from agents.engines.rules.diagnosis.signals import Signals, spread

_IN_FIGURES = ("percentage", "fixed", "points")
_IN_WORDS = frozenset({"free_shipping", "gift"})


def vague_offer(signals: Signals) -> Fault | None:
    """An offer or a price drop without a figure. Graver when a voucher is known and kept back."""
    voucher = signals.context.voucher
    if signals.context.tongue is None:
        return _unread(signals)
    if _told(signals):
        return None
    hits, kind = _vague(signals)
    if hits:
        gravity = HIDDEN_OFFER if voucher else EMPTY_PROMISE
        return Fault("vague_incentive", kind, gravity, tuple(spread(hits)))
    return Fault("vague_incentive", "unsaid", UNUSED_OFFER) if voucher else None


def _told(signals: Signals) -> bool:
    """Whether the offer is named. "Free delivery and a special discount" keeps the discount back."""
    offer, voucher = signals.offer, signals.context.voucher
    if voucher is None or signals.context.profile.segment == "price_drop_group":
        return bool(offer.told or offer.prices)
    kept_back = voucher.type in _IN_FIGURES and offer.told <= _IN_WORDS and bool(offer.hints)
    return bool(offer.told) and not kept_back


def _vague(signals: Signals) -> tuple[tuple[Hit, ...], str]:
    """What is vague and how: a `drop` without a price, a `hint`, or a known voucher `hidden`."""
    offer = signals.offer
    of_price = signals.context.profile.segment == "price_drop_group"
    if of_price and offer.look and (signals.steps or signals.reading.links):
        return (), "look"
    if offer.drop and (of_price or not offer.hints):
        return offer.drop, "drop"
    if signals.context.voucher is None:
        return offer.hints, "hint"
    return offer.hints or offer.words, "hidden"


def _unread(signals: Signals) -> Fault | None:
    """In a language we cannot read: a voucher has a number, the text has none."""
    voucher = signals.context.voucher
    if voucher is None or voucher.value is None or any(char.isdigit() for char in signals.reading.norm):
        return None
    return Fault("vague_incentive", "unsaid", HIDDEN_OFFER)
