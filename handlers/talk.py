"""What a conversation has come to, and what is said back: values that any chat program can show."""

from typing import Literal

from agents.types import Draft, Merchant, Message, Suggestion, Value

ReplyKind = Literal["suggestion", "details", "message", "campaigns", "help", "note", "farewell"]


class Talk(Value):
    """A conversation so far. A draft with an empty body is one that only its surroundings are known of.

    `seed` counts how often other versions were asked for.
    """

    merchant: Merchant | None = None
    draft: Draft | None = None
    suggestion: Suggestion | None = None
    seed: int = 0

    @property
    def versions(self) -> tuple[Message, ...]:
        """The messages on offer: the rewrite, then its variants."""
        if self.suggestion is None:
            return ()
        first = (self.suggestion.message,) if self.suggestion.message else ()
        return (*first, *(variant.message for variant in self.suggestion.variants))


class CampaignLine(Value):
    """One campaign in a list: `score` is the mean over `delivered` messages, None before its logs are in."""

    merchant_id: str
    campaign_id: str
    audience: str
    channel: str
    score: float | None
    delivered: int
    quarter: str | None
    message: Message


class Reply(Value):
    """What is said back. `text` are sentences; the other fields go with the kind."""

    kind: ReplyKind
    text: str = ""
    draft: Draft | None = None
    suggestion: Suggestion | None = None
    message: Message | None = None
    campaigns: tuple[CampaignLine, ...] = ()
