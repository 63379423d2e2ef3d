"""How long suggestions take beside the time of their model, one by one and many at once."""

import asyncio
import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter, process_time

from agents.types import Draft
from bot.settings import Settings
from evals.files import DEMO_DAY
from evals.traces import spans, turns
from handlers.brain import Brain

MOST_ALONE, MOST_AT_ONCE = 0.05, 1.15
"""The bars: our share of the model's time, and how many times the ideal."""
_CALLS = 1_024  # open at once: how few somebody allows is not what is measured
_PATIENT = 600.0


@dataclass(frozen=True)
class Timed:
    """One suggestion: its seconds, how many turns with the model it waited for, all its requests."""

    seconds: float
    turns: int
    requests: int


@dataclass(frozen=True)
class Wanted:
    """What to measure: with a model of `latency` seconds, so many `alone`, the others so many `at_once`."""

    latency: float
    alone: int
    at_once: int


@dataclass(frozen=True)
class Report:
    """Both measurements. Times are in seconds; `ours` is a share of the model's time.

    `work` is the time that our process was busy, for each suggestion of the crowd: unlike the rest it
    hardly depends on what else the machine does.
    """

    latency: float
    alone: list[Timed]
    ours: float
    at_once: int
    crowd: list[Timed]
    wall: float
    ideal: float
    work: float

    @property
    def ratio(self) -> float:
        """How many times the ideal many at once took."""
        return self.wall / self.ideal

    @property
    def fine(self) -> bool:
        """Whether both bars are met."""
        return self.ours <= MOST_ALONE and self.ratio <= MOST_AT_ONCE


def ideal(lengths: Iterable[float], places: int) -> float:
    """How long pieces of these lengths take, in their order, each on the first place that is free."""
    free = [0.0] * places
    for length in lengths:
        heapq.heappush(free, heapq.heappop(free) + length)
    return max(free)


async def suggest(brain: Brain, draft: Draft) -> Timed:
    """One suggestion, timed."""
    began = perf_counter()
    with spans() as mine:
        await brain.pipeline.improve(draft, today=DEMO_DAY)
    return Timed(perf_counter() - began, turns(mine), len(mine))


async def crowd(
    brain: Brain, drafts: Sequence[Draft], places: int, tick: Callable[[], object] = int
) -> list[Timed]:
    """Suggestions for all drafts, so many at a time, in their order."""
    gate = asyncio.Semaphore(places)

    async def one(draft: Draft) -> Timed:
        async with gate:
            timed = await suggest(brain, draft)
        tick()
        return timed

    return await asyncio.gather(*(one(draft) for draft in drafts))


def settings_for(url: str) -> Settings:
    """The bot with a model at `url` that may take as long as it likes."""
    settings = Settings(engine="llm", openai_base_url=url, model="local")
    return settings.model_copy(
        update={"model_concurrency": _CALLS, "model_deadline": _PATIENT, "model_timeout": _PATIENT}
    )


async def measure(
    brain: Brain, drafts: Sequence[Draft], wanted: Wanted, tick: Callable[[], object] = int
) -> Report:
    """Both measurements, on drafts that this process has not seen; `tick` is called after each."""
    alone = []
    for draft in drafts[: wanted.alone]:
        alone.append(await suggest(brain, draft))
        tick()
    began, busy = perf_counter(), process_time()
    many = await crowd(brain, drafts[wanted.alone :], wanted.at_once, tick)
    wall, work = perf_counter() - began, process_time() - busy
    waited = sum(timed.turns for timed in alone) * wanted.latency
    return Report(
        latency=wanted.latency,
        alone=alone,
        ours=sum(timed.seconds for timed in alone) / waited - 1,
        at_once=wanted.at_once,
        crowd=many,
        wall=wall,
        ideal=ideal((timed.turns * wanted.latency for timed in many), wanted.at_once),
        work=work / len(many),
    )
