"""What is posted: blocks, and the text that stands in for them in notifications."""

from typing import Any

from agents.types import Value

Block = dict[str, Any]
View = dict[str, Any]


class Card(Value):
    """A message, ready to post.

    `text` is for notifications and screen readers, escaped. `overflow` is a text that was too long
    to stand in the message in full: it belongs into the thread as a file.
    """

    text: str
    blocks: tuple[Block, ...]
    overflow: str | None = None
