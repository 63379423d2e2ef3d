"""What the judge asks of those who know a shop's taste. What was learned is in `agents.preference`."""

from collections.abc import Sequence
from typing import Protocol

from agents.types import Draft, Message, Variant


class Tastes(Protocol):
    """Whoever knows what the shops like."""

    async def order(self, candidates: Sequence[tuple[Variant, int]], draft: Draft) -> Sequence[int]:
        """The places of the candidates, best first, each once.

        They come with a judge's scores, the higher the better; all of them may go out. Where the shop's
        taste is not known or not sure, the judge's order stands, and among equals the order given.
        """

    async def told(self, message: Message, draft: Draft, others: Sequence[Message]) -> str | None:
        """In what the message, other than some of the others, is as the draft's shop likes it: a sentence.

        None where that is not known.
        """


class NoTastes:
    """Nothing was learned: the judge's order stands."""

    async def order(
        self,
        candidates: Sequence[tuple[Variant, int]],
        draft: Draft,  # noqa: ARG002 - the protocol's signature
    ) -> Sequence[int]:
        """The higher score first."""
        return sorted(range(len(candidates)), key=lambda place: -candidates[place][1])

    async def told(
        self,
        message: Message,  # noqa: ARG002 - the protocol's signature
        draft: Draft,  # noqa: ARG002 - as above
        others: Sequence[Message],  # noqa: ARG002 - as above
    ) -> str | None:
        """Nothing is known."""
        return None
