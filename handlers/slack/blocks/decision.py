"""What became of an answer."""

from datetime import datetime
from typing import Literal

from agents.types import Message, Value


class Decision(Value):
    """Who settled an answer (a Slack user id), when, and how.

    `version` is the one that was taken: 1 is the rewrite, then the variants. `final` is the text as
    it was changed.
    """

    kind: Literal["used", "edited", "dismissed"]
    by: str
    at: datetime
    version: int = 1
    final: Message | None = None
