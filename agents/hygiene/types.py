"""What cleaning a draft yields."""

from typing import Literal

from agents.types import Draft, Value


class Removed(Value):
    """Something taken out of a draft.

    `kind` is stable ("slack_mention", "injection", "card_number", …); `text` is what it was, with
    secrets blotted out; `note` is a sentence for the merchant.
    """

    kind: str
    text: str
    note: str


class Cleaned(Value):
    """A draft without hostile marks, and what was taken out of it."""

    draft: Draft
    removed: tuple[Removed, ...] = ()


class Triage(Value):
    """Whether a draft is something to work on; `reason` says what to do next, empty when `ok`."""

    outcome: Literal["ok", "ask", "refused"]
    reason: str = ""
