"""A model that is not asked twice: what is on file is taken from there."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from weakref import WeakValueDictionary

from agents.engines.model.errors import ModelError
from agents.engines.model.types import ModelAnswer, ModelCall, ModelServer

_recalled: ContextVar[list[str] | None] = ContextVar("recalled", default=None)


class Recaller:
    """Takes answers from `known`, a recording, and asks `server` for those that are not there.

    A failure that was recorded is no answer: the server is asked again.
    """

    def __init__(self, known: ModelServer, server: ModelServer) -> None:
        self._known, self._server = known, server
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def ask(self, call: ModelCall, *, within: float | None = None) -> ModelAnswer:
        """The answer. Raises what the server raises."""
        # Who asks the same at the same time waits, and finds it on file.
        turn = self._turns.setdefault(call.key, asyncio.Lock())
        async with turn:
            try:
                answer = await self._known.ask(call)
            except ModelError:
                return await self._server.ask(call, within=within)
        noted = _recalled.get()
        if noted is not None:
            noted.append(call.task)
        return answer


@contextmanager
def noting_recalls() -> Iterator[list[str]]:
    """The tasks whose answers are taken from file meanwhile: how long they took tells nothing of a model."""
    noted: list[str] = []
    token = _recalled.set(noted)
    try:
        yield noted
    finally:
        _recalled.reset(token)
