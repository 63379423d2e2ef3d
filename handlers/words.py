"""How we name the things of a suggestion, in every place where it is shown."""

from agents.assume import fill_in
from agents.audiences import profile
from agents.hygiene import clean
from agents.types import Draft, ErrorType, ExemplarRef, Path, Suggestion

CHANNEL: dict[str, str] = {
    "push": "push notification",
    "im": "chat message",
    "email": "e-mail",
    "sms": "SMS",
    "whatsapp": "WhatsApp message",
}
# Short names, for menus and lists; what they mean is in `agents.audiences`.
SEGMENT: dict[str, str] = {
    "potential_new_customers": "Potential new customers",
    "new_buyers": "New buyers",
    "lapsing_buyers": "Lapsing buyers",
    "abandoned_cart_buyers": "Abandoned cart",
    "unpaid_order_buyers": "Unpaid order",
    "post_purchase_group": "Order just delivered",
    "price_drop_group": "Price drop on a saved item",
    "active_old_followers": "Long-time followers",
    "frequent_buyers": "Frequent buyers",
    "new_followers": "New followers",
    "repeat_buyers": "Repeat buyers",
}
VOUCHER: dict[str, str] = {
    "percentage": "Percentage off",
    "fixed": "Amount off",
    "free_shipping": "Free shipping",
    "bogo": "Buy one, get one",
    "gift": "Gift",
    "points": "Points",
}
ERROR: dict[ErrorType, str] = {
    "audience_assumption_error": "Audience assumption error",
    "weak_call_to_action": "Weak call to action",
    "vague_incentive": "Vague incentive",
    "misaligned_tone": "Misaligned tone",
    "irrelevant_offer": "Irrelevant offer",
}
# The same for people who don't know our terms.
FAULT: dict[ErrorType, str] = {
    "audience_assumption_error": "Wrong idea of the reader",
    "weak_call_to_action": "Weak call to action",
    "vague_incentive": "Vague incentive",
    "misaligned_tone": "Wrong tone",
    "irrelevant_offer": "Offer that doesn't fit",
}
PATH: dict[Path, str] = {
    "in_group": "your own strong messages to these people",
    "retrieval": "strong messages of other shops to these people",
    "rules": "the rules of the trade alone",
}


def heading(draft: Draft, suggestion: Suggestion) -> str:
    """What stands above an answer: outcome, channel and whom it is for."""
    outcome = {"rewritten": "Rewrite", "ask": "A question first", "refused": "No rewrite for this one"}
    what = outcome.get(suggestion.outcome, "Good as it is")
    known = [CHANNEL[draft.channel]] if draft.channel else []
    known += [f"to {profile(draft.audience).plain_name}"] if draft.audience else []
    return " · ".join((what, " ".join(known))) if known else what


def taken_for(draft: Draft) -> Draft:
    """The draft with the audience and channel that the pipeline takes it for."""
    filled = fill_in(clean(draft).draft).draft
    return draft.model_copy(update={"audience": filled.audience, "channel": filled.channel})


def exemplar(ref: ExemplarRef) -> str:
    """An exemplar with its source and figures."""
    source = f"your {ref.campaign_id}" if ref.source == "own" and ref.campaign_id else "another shop"
    return f"{source} (score {ref.score:.2f}, {ref.sample_size:,} delivered): {ref.why}"


def basis(suggestion: Suggestion) -> str:
    """Path, engine and time, in one line."""
    paid = f" · {suggestion.usage.told}" if suggestion.usage else ""
    took = f"{suggestion.elapsed_ms:.0f} ms"
    return f"Learned from {PATH[suggestion.path]} · engine {suggestion.engine} · {took}{paid}"
