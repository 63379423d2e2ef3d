"""What the agents ask of the past: own and market exemplars, and the contrast of a segment.

A request without a store (one draft from the command line) has no past; then `NoHistory` answers.
"""

from typing import Protocol

from agents.types import Contrast, Draft, Exemplar, Value


class Past(Value):
    """What history has to say about one draft. `foreign` are other merchants' words to keep out."""

    own: tuple[Exemplar, ...] = ()
    market: tuple[Exemplar, ...] = ()
    contrast: Contrast | None = None
    foreign: tuple[str, ...] = ()


class History(Protocol):
    """Looks into the past for a draft whose audience is set."""

    async def recall(self, draft: Draft) -> Past:
        """Own exemplars; the market's only when there are none of our own; the contrast."""


class NoHistory:
    """A past in which nothing was sent."""

    async def recall(self, draft: Draft) -> Past:  # noqa: ARG002 - the protocol's signature
        """Nothing."""
        return Past()
