"""A version that was changed in a form, read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from agents.types import Message
from handlers.slack import fields
from handlers.slack.forms.state import Filled, State

_NO_BODY = "There is nothing left: write the message, or cancel."


@dataclass(frozen=True)
class MessageForm:
    """A message, or a sentence for each field that can't be used."""

    message: Message | None = None
    errors: Mapping[str, str] = field(default_factory=dict)


def read_edit_form(state: State) -> MessageForm:
    """The message in a form for a version, its parts put together."""
    filled = Filled(state)
    body = filled.body()
    if not body:
        return MessageForm(errors={fields.BODY: _NO_BODY})
    return MessageForm(message=Message(title=filled.text(fields.TITLE) or None, body=body))
