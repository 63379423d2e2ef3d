"""An answer that is shown before it is whole."""

import asyncio
from collections.abc import Awaitable, Callable

from handlers.slack.blocks.card import Card

Posted = Callable[[str], Awaitable[None]]


async def _nobody(_: str) -> None:
    """Nobody wants to know."""


class Growing:
    """What there is of an answer by now: its `first` card, then the `whole` one.

    The `closing` card stands in its place when the whole never comes. `posted` is told the time (`ts`)
    of the message once there is one.
    """

    def __init__(
        self, *, first: Card, closing: Card, whole: asyncio.Future[Card], posted: Posted = _nobody
    ) -> None:
        self.first, self.closing, self.whole, self.posted = first, closing, whole, posted
        self._taken: Card | None = None

    def newest(self) -> Card:
        """The card to post now. Raises what kept the whole from coming."""
        self._taken = self.whole.result() if self.whole.done() else self.first
        return self._taken

    async def ended(self) -> bool:
        """Wait for the whole; whether there is one."""
        await asyncio.wait({self.whole})
        return self.whole.exception() is None

    def is_shown(self, card: Card) -> bool:
        """Whether this is what was posted last, in this run of the job."""
        return card == self._taken
