"""The short forms: a version to change, the reason for a thumb down, the code that connects."""

from agents.types import Message
from handlers.slack import fields, ids
from handlers.slack.blocks.base import Element, line, option, rich, text
from handlers.slack.blocks.card import View
from handlers.slack.blocks.forms.body import message_fields
from handlers.slack.blocks.forms.inputs import entry, field
from handlers.slack.blocks.forms.windows import form
from handlers.slack.blocks.origin import Origin

REASONS = {
    "wrong_facts": "It gets facts wrong",
    "wrong_tone": "Wrong tone",
    "wrong_audience": "Wrong idea of the audience",
    "too_long": "Too long",
    "not_our_voice": "Not our voice",
    "not_sent": "We don't send this any more",
    "other": "Something else",
}
_CODE, _WORDS = 100, 1000  # characters


def edit_form(message: Message, origin: Origin) -> View:
    """A version, ready to be changed and then used."""
    blocks = message_fields(message, with_title=message.title is not None)
    return form("Edit the Message", blocks, name=ids.EDIT_FORM, submit="Use Edited", metadata=origin.metadata)


def reason_form(origin: Origin) -> View:
    """Why an answer did not help."""
    choices: Element = {"type": "radio_buttons", "options": [option(v, k) for k, v in REASONS.items()]}
    words = entry(example="What would have helped?", multiline=True, most=_WORDS)
    blocks = [
        field(fields.REASON, "What was wrong with it?", choices, optional=False),
        field(fields.WORDS, "In your words", words),
    ]
    return form("Tell Me Why", blocks, name=ids.REASON_FORM, submit="Send", metadata=origin.metadata)


def connect_form() -> View:
    """The code that connects this workspace to its shop."""
    said = (
        "Connected, I learn from your shop's own campaigns and answer to their ids. "
        "Everybody in this workspace can then see them through me."
    )
    code = entry(example="ABCD-EFGH-JKLM", most=_CODE)
    hint = "From whoever runs the bot (“python -m bot connect”). It works once, for a day."
    blocks = [rich(line(text(said))), field(fields.CODE, "Code", code, hint=hint, optional=False)]
    return form("Connect Your Shop", blocks, name=ids.CONNECT_FORM, submit="Connect")
