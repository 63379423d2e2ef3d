"""What cleaning a draft yields."""

from typing import Literal

from agents.types import Draft, Value


class Removed(Value):
    """Something taken out of a draft.

    `kind` is stable ("slack_mention", "injection", "card_number", …); `text` is what it was, with
    secrets blotted out; `note` is a sentence for the merchant. Where only the merchant can tell what
    is right, `question` asks.
    """

    kind: str
    text: str
    note: str
    question: str = ""


class Cleaned(Value):
    """A draft without hostile marks, and what was taken out of it."""

    draft: Draft
    removed: tuple[Removed, ...] = ()

    @property
    def questions(self) -> tuple[str, ...]:
        """What the merchant has to settle before anything is sent: a false link, a hidden code."""
        return tuple(dict.fromkeys(found.question for found in self.removed if found.question))


class Triage(Value):
    """Whether a draft is something to work on; `reason` says what to do next, empty when `ok`."""

    outcome: Literal["ok", "ask", "refused"]
    reason: str = ""
