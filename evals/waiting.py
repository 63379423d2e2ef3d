"""What we add to the time of a model, for one draft alone and for many at once.

    python -m evals.waiting FILE.jsonl [--latency 1.0] [--suggestions 100] [--at-once 32]

Starts a model server in a process of its own that answers after `--latency` seconds, whatever it is asked,
and prints how much longer a suggestion takes than the rounds it waits for the model, the work of our
process for it, and how long so many suggestions take, so many at once, beside the ideal: the rounds of all
of them, packed as tightly as they go. The first ten drafts of the file are taken in turn. Measure on an
idle machine.
"""

import asyncio
import heapq
import multiprocessing
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice
from multiprocessing.connection import Connection
from time import perf_counter, process_time

from agents.types import Draft
from bot.app import open_brain
from bot.settings import Settings
from evals.files import parser, read_drafts
from evals.model_server.asked import Call
from evals.model_server.good import good
from evals.model_server.replies import Reply
from evals.model_server.server import ModelServer
from handlers.brain import Brain

_DIFFERENT, _ALONE = 10, 5
_MOST_ADDED, _MOST_RATIO = 5, 1.15  # the bars


@dataclass(frozen=True)
class Took:
    """One suggestion: its seconds, the seconds our process worked for it, its rounds with the model."""

    seconds: float
    work: float
    rounds: int


def main() -> None:
    """The command line."""
    made = parser(__doc__)
    made.add_argument("--latency", type=float, default=1.0)
    made.add_argument("--suggestions", type=int, default=100)
    made.add_argument("--at-once", type=int, default=32)
    args = made.parse_args()
    drafts = read_drafts(args.file)[:_DIFFERENT]
    with _model(args.latency) as url:
        measured = _measured(
            drafts, url, today=args.today, latency=args.latency, count=args.suggestions, at_once=args.at_once
        )
        asyncio.run(measured)


async def _measured(
    drafts: list[Draft], url: str, *, today: date, latency: float, count: int, at_once: int
) -> None:
    settings = Settings(engine="llm", openai_base_url=url, openai_api_key=None, record=None, replay=None)
    async with open_brain(settings, with_store=False) as brain:
        # Once for all: who answers from memory has nothing to think about, and waits as long as it should.
        seen = [await _answered(brain, draft, today, latency) for draft in drafts]
        alone = [await _answered(brain, draft, today, latency) for draft in drafts[:_ALONE]]
        _tell_alone(alone, latency)
        turns = asyncio.Semaphore(at_once)

        async def in_turn(draft: Draft) -> None:
            async with turns:
                await brain.improve(draft, today=today)

        began, worked = perf_counter(), process_time()
        await asyncio.gather(*(in_turn(draft) for draft in islice(cycle(drafts), count)))
        took, work = perf_counter() - began, process_time() - worked
    ideal = _packed([one.rounds for one in islice(cycle(seen), count)], at_once) * latency
    ratio = f"{took / ideal:.2f} × (bar: {_MOST_RATIO})" if ideal else "no time to compare with"
    print(
        f"{count} suggestions, {at_once} at once: {took:.1f} s, ideal {ideal:.1f} s, {ratio}, "
        f"our work {work / count * 1000:.0f} ms each"
    )


async def _answered(brain: Brain, draft: Draft, today: date, latency: float) -> Took:
    began, worked = perf_counter(), process_time()
    await brain.improve(draft, today=today)
    took = perf_counter() - began
    return Took(took, process_time() - worked, int(took // latency) if latency else 0)


def _tell_alone(alone: Sequence[Took], latency: float) -> None:
    work = statistics.median(one.work for one in alone) * 1000
    if not latency:
        took = statistics.median(one.seconds for one in alone) * 1000
        print(f"alone, with a model that takes no time: {took:.0f} ms, of which {work:.0f} ms are our work")
        return
    added = [one.seconds / (one.rounds * latency) - 1 for one in alone if one.rounds]
    rounds = "/".join(str(one.rounds) for one in alone)
    print(
        f"alone: {statistics.median(added):.1%} more than the model's {rounds} rounds "
        f"(bar: {_MOST_ADDED} %), our work {work:.0f} ms"
    )


def _packed(rounds: Sequence[int], at_once: int) -> int:
    """The rounds that pass until all are done, each taken up as soon as there is room, in order."""
    ends = [0] * min(at_once, len(rounds))
    for needed in rounds:
        heapq.heappush(ends, heapq.heappop(ends) + needed)
    return max(ends)


@contextmanager
def _model(latency: float) -> Iterator[str]:
    """The address of a model server that lives as long as the block."""
    heard, told = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(told, latency), daemon=True)
    process.start()
    try:
        yield heard.recv()
    finally:
        process.terminate()
        process.join()


def _serve(told: Connection, latency: float) -> None:
    known: dict[str, Reply] = {}

    def remembering(call: Call) -> Reply:
        return known.setdefault(call.text, known.get(call.text) or good(call))

    async def serve() -> None:
        async with ModelServer(remembering, latency=latency) as server:
            told.send(server.url)
            await asyncio.Event().wait()

    asyncio.run(serve())


if __name__ == "__main__":
    main()
