"""What the conversation says back, as Slack shows it."""

from handlers.slack.blocks.answer import answer_card
from handlers.slack.blocks.campaigns import campaigns_card
from handlers.slack.blocks.card import Card
from handlers.slack.blocks.details import details_card
from handlers.slack.blocks.notes import help_card, message_card, note_card
from handlers.talk import Reply


def from_reply(reply: Reply, *, merchant_name: str | None = None, time_zone: str = "UTC") -> Card:
    """The card for a reply of any kind. `merchant_name` is the shop we speak for, None if there is none."""
    if reply.kind == "suggestion" and reply.draft and reply.suggestion:
        return answer_card(
            reply.draft, reply.suggestion, figures=reply.figures, time_zone=time_zone, note=reply.text
        )
    if reply.kind == "details" and reply.suggestion:
        return details_card(reply.suggestion)
    if reply.kind == "message" and reply.message:
        return message_card(reply.text, reply.message)
    if reply.kind == "campaigns":
        return campaigns_card(reply.campaigns, said=reply.text)
    if reply.kind == "help":
        return help_card(connected=merchant_name is not None, merchant_name=merchant_name)
    return note_card(reply.text)
