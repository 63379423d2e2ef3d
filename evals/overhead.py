"""What we add to a model's time: one suggestion after the other, and many at once.

    python -m evals.overhead [FILE.jsonl] [--latency 1.0] [--suggestions 100] [--at-once 32] [--json]

Starts a model server of our own in another process, which answers every request after `--latency`
seconds, and asks for suggestions as the bot does. First `--alone` drafts one by one: what a suggestion
takes beyond the turns it had to wait for is ours (bar: 5 % of the model's time). A turn is one request,
or several at once; a suggestion needs one or two. Then `--suggestions` drafts, `--at-once` at a time:
the ideal is what their turns alone would take on so many places (bar: 1.15 times that). Each draft is
new to the bot when it is timed; the server has thought about all of them before, so that it is on time.
Drafts of which the rules know the answer are left out. Without a file, they are those of `evals/data`.
Measure on an idle machine: what else it does is taken for ours.
"""

import argparse
import asyncio
import json
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from agents.types import Draft
from bot.app import open_brain
from evals.files import read_drafts
from evals.model_server.process import ServerProcess
from evals.timing import MOST_ALONE, MOST_AT_ONCE, Report, Timed, Wanted, crowd, measure, settings_for
from evals.traces import tracing

_DRAFTS = Path(__file__).parent / "data" / "heldout_drafts.jsonl"
_SOME_NEED_NO_MODEL = 2


def taken_in(url: str, drafts: list[Draft], places: int) -> list[bool]:
    """Have the server think about all drafts once; of which of them it was asked at all."""

    async def run() -> list[Timed]:
        async with open_brain(settings_for(url), with_store=False) as brain:
            return await crowd(brain, drafts, places)

    with tracing():
        return [timed.requests > 0 for timed in asyncio.run(run())]


async def _run(url: str, drafts: Sequence[Draft], wanted: Wanted) -> Report:
    async with open_brain(settings_for(url), with_store=False) as brain:
        await brain.warm()
        with _bar(len(drafts)) as tick:
            return await measure(brain, drafts, wanted, tick)


def shown(report: Report) -> Table:
    """Both measurements as a table."""
    alone, many = report.alone, report.crowd
    ours = sorted((timed.seconds - timed.turns * report.latency) * 1000 for timed in alone)
    table = Table(
        "", "one by one", f"{report.at_once} at a time", title=f"A model of {report.latency:g} s a turn"
    )
    table.add_row("suggestions", f"{len(alone)}", f"{len(many)}")
    table.add_row("turns of each", _range(alone, "turns"), _range(many, "turns"))
    table.add_row("requests of each", _range(alone, "requests"), _range(many, "requests"))
    table.add_row("seconds of each, median", f"{_median(alone):.2f}", f"{_median(many):.2f}")
    table.add_row("of them ours, median", f"{statistics.median(ours):.0f} ms", "–")
    table.add_row("of them ours, most", f"{ours[-1]:.0f} ms", "–")
    table.add_row("our process busy with each", "–", f"{report.work * 1000:.0f} ms")
    table.add_row("all of them", f"{sum(t.seconds for t in alone):.1f} s", f"{report.wall:.1f} s")
    table.add_row("ideal", f"{sum(t.turns for t in alone) * report.latency:.1f} s", f"{report.ideal:.1f} s")
    return table


def _median(timed: list[Timed]) -> float:
    return statistics.median(one.seconds for one in timed)


def _range(timed: list[Timed], name: str) -> str:
    counts = [getattr(one, name) for one in timed]
    return f"{min(counts)}–{max(counts)}" if min(counts) < max(counts) else f"{min(counts)}"


@contextmanager
def _bar(total: int) -> Iterator[Callable[[], object]]:
    """A progress bar on standard error, and what moves it on."""
    with Progress(console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("Suggesting", total=total)
        yield lambda: bars.advance(task)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path, nargs="?", default=_DRAFTS, help="drafts, one JSON object a line")
    parser.add_argument("--latency", type=float, default=1.0, help="seconds until the model answers (1)")
    parser.add_argument("--alone", type=int, default=10, help="how many are asked for one by one (10)")
    parser.add_argument("--suggestions", type=int, default=100, help="how many in all of the others (100)")
    parser.add_argument("--at-once", type=int, default=32, help="how many of those at a time (32)")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    return parser


def main() -> int:
    """The command line; 1 if a bar is missed, 2 if there are too few drafts."""
    args = _parser().parse_args()
    drafts, wanted = read_drafts(args.file), args.alone + args.suggestions
    drafts = drafts[: wanted * _SOME_NEED_NO_MODEL]
    with ServerProcess() as server, tracing():
        # In another process, so that this one has seen none of them when they are timed.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
            asked = other.submit(taken_in, server.url, drafts, args.at_once).result()
        drafts = [draft for draft, is_asked in zip(drafts, asked, strict=True) if is_asked][:wanted]
        if len(drafts) < wanted:
            print(
                f"{args.file} has only {len(drafts)} drafts for a model; {wanted} are needed.",
                file=sys.stderr,
            )
            return 2
        server.set_latency(args.latency)
        report = asyncio.run(_run(server.url, drafts, Wanted(args.latency, args.alone, args.at_once)))
    if args.json:
        print(json.dumps(asdict(report) | {"ratio": report.ratio, "fine": report.fine}))
    else:
        Console().print(shown(report))
        print(f"Ours is {report.ours:.1%} of the model's time (bar: {MOST_ALONE:.0%}).")
        print(f"Many at once take {report.ratio:.2f} times the ideal (bar: {MOST_AT_ONCE}).")
        print("Both bars are met." if report.fine else "A bar is missed.")
    return 0 if report.fine else 1


if __name__ == "__main__":
    sys.exit(main())
