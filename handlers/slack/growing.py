"""An answer that is shown before it is whole."""

import asyncio

from handlers.slack.blocks.card import Card


class Growing:
    """What there is of an answer by now: its `first` card, then the `whole` one.

    The `closing` card stands in its place when the whole never comes.
    """

    def __init__(self, *, first: Card, closing: Card, whole: asyncio.Future[Card]) -> None:
        self.first, self.closing, self.whole = first, closing, whole
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
