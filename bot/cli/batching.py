"""The work behind `rewrite --batch`."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import typer

from agents.types import Draft, Suggestion
from bot.app import open_brain
from bot.cli.answering import Answered, Improve, answer_here
from bot.cli.batch import answer_file
from bot.cli.errors import PROBLEM
from bot.cli.progress import bytes_bar
from bot.cli.rewriting import Job
from bot.cli.workers import answer_with_workers

if TYPE_CHECKING:
    from handlers.brain import Brain

_WORTH_A_WORKER = 50_000  # bytes: a process takes about a second to start, in which one answers 30 drafts


async def rewrite_batch(job: Job, source: Path, out: Path | None) -> None:
    """Answer every line of a file, on standard output if no other file is named."""
    started = perf_counter()
    with bytes_bar(source, "Rewriting") as advance:
        tally = await answer_file(source, out, answers=partial(_answers, job, source), advance=advance)
    typer.echo(f"{tally} {perf_counter() - started:.1f} s.", err=True)
    if tally.failed:
        raise typer.Exit(PROBLEM)


async def _answers(job: Job, source: Path, lines: Iterator[bytes]) -> AsyncIterator[Answered]:
    """Answers from as many processes as pay: one is enough for a handful of drafts."""
    workers = job.workers or _that_pay(source)
    if workers > 1:
        async for answer in answer_with_workers(lines, partial(_with_brain, job), workers):
            yield answer
    else:
        async with open_brain(job.settings()) as brain:
            async for answer in answer_here(lines, _improving(job, brain)):
                yield answer


async def _with_brain(job: Job, answer_all: Callable[[Improve], Awaitable[None]]) -> None:
    """What a worker process does, from start to end."""
    async with open_brain(job.settings()) as brain:
        await answer_all(_improving(job, brain))


def _improving(job: Job, brain: "Brain") -> Improve:
    async def improve(draft: Draft) -> Suggestion:
        return await brain.pipeline.improve(draft, today=job.today, seed=job.seed)

    return improve


def _that_pay(source: Path) -> int:
    """One process a core that we may use, fewer for a small file."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, source.stat().st_size // _WORTH_A_WORKER)
