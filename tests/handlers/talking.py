"""Conversations to test with."""

from datetime import date

from agents.types import Merchant, Message
from handlers.brain import Brain
from handlers.conversation import Conversation
from handlers.talk import Reply, Talk
from handlers.tenant import Tenant

TODAY = date(2026, 11, 20)
CART = "for abandoned cart, push: Hi {{first_name}}, your cart misses you! Come back for a special treat 🎁"
ONE = Tenant(merchant=Merchant(id="m1", name="Shop m1", market="MY"), name="Acme")
TWO = Tenant(merchant=Merchant(id="m2", name="Shop m2", market="MY"), name="Zen")
NOBODY = Tenant(merchant=None, name="Acme")


async def said(
    brain: Brain, *turns: str, talk: Talk | None = None, tenant: Tenant | None = None
) -> tuple[Reply, Talk]:
    """The last reply after these turns, and the talk then."""
    conversation, talk = Conversation(brain, today=TODAY, tenant=tenant), talk or Talk()
    for turn in turns:
        reply, talk = await conversation.answer(turn, talk)
    return reply, talk


def message_of(reply: Reply) -> Message:
    """The message of a suggestion."""
    assert reply.suggestion is not None, reply
    assert reply.suggestion.message is not None, reply
    return reply.suggestion.message
