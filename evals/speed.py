"""How fast one process answers: drafts a second, and how long one answer takes from a cold start.

    python -m evals.speed FILE.jsonl [--seconds 10]

Prints warm drafts a second without the store (rules path), the time of one answer (median, p95), and the
wall time of `python -m bot rewrite` from nothing, as a ratio to an interpreter that only imports pydantic.
"""

import asyncio
import statistics
import subprocess
import sys
from datetime import date
from time import perf_counter

from agents.types import Draft
from bot.app import open_brain
from bot.settings import Settings
from evals.files import parser, read_drafts

_RUNS = 5


async def warm(drafts: list[Draft], *, today: date, seconds: float) -> list[float]:
    """Milliseconds of each answer, over and over for this long, after one round to warm up."""
    took: list[float] = []
    async with open_brain(Settings(), with_store=False) as brain:
        for draft in drafts:
            await brain.pipeline.improve(draft, today=today)
        end, turn = perf_counter() + seconds, 0
        while perf_counter() < end:
            turn += 1
            # A space more each time: nothing is answered from memory.
            fresh = [d.model_copy(update={"body": d.body + " " * turn}) for d in drafts]
            for draft in fresh:
                start = perf_counter()
                await brain.pipeline.improve(draft, today=today)
                took.append((perf_counter() - start) * 1000)
    return took


def cold(*command: str) -> float:
    """Median wall seconds of a command from a cold start."""
    took = []
    for _ in range(_RUNS):
        start = perf_counter()
        subprocess.run([sys.executable, *command], check=True, capture_output=True)  # noqa: S603 - our own interpreter
        took.append(perf_counter() - start)
    return statistics.median(took)


def main() -> None:
    """The command line."""
    made = parser(__doc__)
    made.add_argument("--seconds", type=float, default=10)
    args = made.parse_args()
    took = sorted(asyncio.run(warm(read_drafts(args.file), today=args.today, seconds=args.seconds)))
    p95 = took[int(len(took) * 0.95)]
    print(f"warm: {len(took) / (sum(took) / 1000):.0f} drafts a second in one process (bar: 50)")
    print(f"one answer: median {statistics.median(took):.1f} ms, p95 {p95:.1f} ms (bar: 150)")
    ours = cold("-m", "bot", "rewrite", "Come back for a special treat!", "--audience", "lapsing_buyers")
    bare = cold("-c", "import pydantic, typer")
    print(f"cold start: {ours:.2f} s (bar: 1), {ours / bare:.1f} × one that imports pydantic and typer")


if __name__ == "__main__":
    main()
