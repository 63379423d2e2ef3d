"""The one offer that a draft makes in its own words, as a voucher."""

from datetime import date

from agents.engines.rules.understanding.amount_roles import is_taken_off
from agents.engines.rules.understanding.offer import minimum_spend, read_voucher
from agents.engines.rules.understanding.offer_terms import offer_words
from agents.facts.read import read_facts
from agents.types import Draft, Voucher


def stated_offer(draft: Draft, *, today: date) -> Voucher | None:
    """What comes off by the draft alone, with its minimum; None if it says nothing, or several things."""
    text, market = draft.message.text, draft.merchant.market if draft.merchant else None
    facts = read_facts(text, market=market, today=today)
    off = [fact for fact in facts if is_taken_off(text, fact)]
    others = any(offer_words(name).search(text) for name in ("shipping", "multibuy", "gift"))
    if others or len({fact.key for fact in off}) != 1:
        return None
    offer = read_voucher(f"{off[0].text} off", market=market)
    least, currency = minimum_spend(text, facts)
    known = {"min_spend": least, "currency": currency or offer.currency} if offer and least else {}
    return offer.model_copy(update=known) if offer else None
