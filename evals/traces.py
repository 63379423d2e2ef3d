"""Which requests to a model a suggestion waited for, and how many of them one after the other."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import perf_counter
from typing import NamedTuple
from unittest.mock import patch

from agents.engines.llm import OpenAIServer
from agents.engines.model.types import ModelAnswer, ModelCall


class Span(NamedTuple):
    """From when to when a request was under way, in seconds of `perf_counter`."""

    began: float
    ended: float


_noted: ContextVar[list[Span] | None] = ContextVar("noted", default=None)


def turns(spans: Iterable[Span]) -> int:
    """How many requests had to wait for one another: the longest chain of spans that don't overlap."""
    count, free = 0, 0.0
    for span in sorted(spans, key=lambda span: span.ended):
        if span.began >= free:
            count, free = count + 1, span.ended
    return count


@contextmanager
def tracing() -> Iterator[None]:
    """Every request to a model is noted meanwhile, for whoever stands within `spans`."""
    ask = OpenAIServer.ask

    async def noted(self: OpenAIServer, call: ModelCall, *, within: float | None = None) -> ModelAnswer:
        began = perf_counter()
        try:
            return await ask(self, call, within=within)
        finally:
            if (mine := _noted.get()) is not None:
                mine.append(Span(began, perf_counter()))

    with patch.object(OpenAIServer, "ask", noted):
        yield


@contextmanager
def spans() -> Iterator[list[Span]]:
    """The requests of whatever is done within, also by tasks that it starts."""
    mine: list[Span] = []
    token = _noted.set(mine)
    try:
        yield mine
    finally:
        _noted.reset(token)
