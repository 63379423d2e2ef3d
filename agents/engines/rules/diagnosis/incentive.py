"""Faults of the incentive: something is promised and not named."""

from agents.engines.rules.diagnosis.faults import EMPTY_PROMISE, HIDDEN_OFFER, Fault
from agents.engines.rules.diagnosis.phrases import Hit
from agents.engines.rules.diagnosis.signals import Signals, spread


def vague_offer(signals: Signals) -> Fault | None:
    """An offer or a price drop without a figure. Graver when a voucher is known and kept back."""
    if signals.offer.states:
        return None
    if not signals.context.english:
        return _unsaid(signals)
    hits, kind = _vague(signals)
    if not hits:
        return None
    known = signals.context.voucher is not None
    return Fault("vague_incentive", kind, HIDDEN_OFFER if known else EMPTY_PROMISE, tuple(spread(hits)))


def _vague(signals: Signals) -> tuple[tuple[Hit, ...], str]:
    """What is vague and how: a `drop` without a price, a `hint`, or a known voucher `hidden`."""
    offer = signals.offer
    of_price = signals.context.profile.segment == "price_drop_group"
    if offer.drop and not (offer.look if of_price else offer.hints):
        return offer.drop, "drop"
    if signals.context.voucher is None:
        return offer.hints, "hint"
    return offer.hints or offer.words, "hidden"


def _unsaid(signals: Signals) -> Fault | None:
    """In a language we cannot read: a voucher has a number, the text has none."""
    voucher = signals.context.voucher
    if voucher is None or voucher.value is None or any(char.isdigit() for char in signals.reading.norm):
        return None
    return Fault("vague_incentive", "unsaid", HIDDEN_OFFER)
