"""A body in fields: one field takes 3,000 characters, so a long body goes on in further ones."""

import re

from agents.types import Message
from handlers.slack import fields
from handlers.slack.blocks.card import Block
from handlers.slack.blocks.forms.inputs import MOST_TEXT, entry, field

_BREAKS = {"line": "\n", "space": " ", "none": ""}
_BLOCK = re.compile(rf"{fields.BODY}_(\d{{1,2}})_(line|space|none)")
_MOST_FIELDS = 80  # Slack takes 100 blocks in a form


def message_fields(message: Message, *, with_title: bool) -> list[Block]:
    """Title and body, filled in and ready to be copied or changed."""
    title = [field(fields.TITLE, "Title", entry(message.title or ""))] if with_title else []
    parts = _parts(message.body)
    first = field(fields.BODY, "Message", entry(parts[0][1], multiline=True), optional=False)
    more = [
        field(f"{fields.BODY}_{number}_{stood}", f"Message, part {number}", entry(part, multiline=True))
        for number, (stood, part) in enumerate(parts[1:_MOST_FIELDS], 2)
    ]
    return [*title, first, *more]


def break_before(block: str) -> tuple[int, str] | None:
    """Number of the part that a field holds and what stood before it, None if it is no further part."""
    match = _BLOCK.fullmatch(block)
    return (int(match[1]), _BREAKS[match[2]]) if match else None


def _parts(body: str) -> list[tuple[str, str]]:
    """The body in parts of 3,000 characters, each with the name of the break that stood before it."""
    parts, stood = [], "none"
    while len(body) > MOST_TEXT:
        end, upcoming = _cut(body)
        parts.append((stood, body[:end]))
        body, stood = body[end + len(_BREAKS[upcoming]) :], upcoming
    return [*parts, (stood, body)]


def _cut(body: str) -> tuple[int, str]:
    for name, sign in (("line", "\n"), ("space", " ")):
        end = body.rfind(sign, MOST_TEXT // 2, MOST_TEXT + 1)
        if end > 0:
            return end, name
    return MOST_TEXT, "none"
