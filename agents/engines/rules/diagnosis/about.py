"""What is known around a message of a draft."""

from agents.engines.rules.diagnosis.signals import Context, context_for
from agents.engines.rules.tongue import tongue_of
from agents.types import Draft, Message


def context_of(draft: Draft, message: Message) -> Context:
    """The context in which a draft's message, or a rewrite of it, is read.

    Without an audience it is read as one to people who have bought before.
    """
    return context_for(
        draft.audience or "repeat_buyers",
        draft.product,
        draft.voucher,
        shop=draft.merchant.name if draft.merchant else "",
        market=draft.merchant.market if draft.merchant else None,
        tongue=tongue_of(message.text, draft.language),
    )
