"""Drafts put on a bench one after the other, or several at once, each written down when it is done."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import typer

from agents.evaluation.assess import Sample
from agents.evaluation.records import Record
from bot.cli.benches import Bench
from bot.cli.errors import shielded
from bot.cli.notebook import Notebook
from bot.cli.progress import count_bar


@dataclass(frozen=True)
class Worked:
    """The records in the order of the drafts, and why each of the `failed` has none, in a sentence."""

    records: tuple[Record, ...]
    failed: tuple[str, ...]


async def answer_all(
    chosen: Sequence[Sample],
    bench: Bench,
    notebook: Notebook,
    *,
    title: str,
    at_once: int,
    retry: bool = False,
) -> Worked:
    """Records of all drafts: those of the notebook, and new ones for the rest.

    With `retry` those in which the rules had to help a model out are made anew.
    """
    wanted = {sample.key: sample for sample in chosen}
    known = notebook.found(wanted)
    if retry:
        known = {key: record for key, record in known.items() if not record.troubles}
    waiting = [sample for key, sample in wanted.items() if key not in known]
    failed: list[str] = []
    if waiting:
        await bench.warm()
    with count_bar(title, len(wanted), len(known)) as advance:

        async def work(rest: Iterator[Sample]) -> None:
            for sample in rest:
                answer = await _answered(sample, bench, notebook)
                if isinstance(answer, str):
                    failed.append(answer)
                else:
                    known[sample.key] = answer
                advance()

        try:
            await _at_once(work, iter(waiting), at_once)
        except asyncio.CancelledError:
            typer.echo(f"Stopped after {len(known)} of {len(wanted)}: run it again to go on.", err=True)
            raise
    records = (_described(known[sample.key], sample) for sample in chosen if sample.key in known)
    return Worked(tuple(records), tuple(failed))


async def _at_once(
    work: Callable[[Iterator[Sample]], Coroutine[Any, Any, None]], rest: Iterator[Sample], count: int
) -> None:
    """So many workers, who take the next draft from one heap."""
    async with asyncio.TaskGroup() as group:
        for _ in range(count):
            group.create_task(work(rest))


async def _answered(sample: Sample, bench: Bench, notebook: Notebook) -> Record | str:
    """The record, written down; or the sentence on why there is none."""
    answer = await shielded(bench.assessor.assess(sample), str)
    if isinstance(answer, Record):
        notebook.finish(answer)
    return answer


def _described(record: Record, sample: Sample) -> Record:
    """What is known beside the draft may have changed since it was answered."""
    return record.model_copy(update={"label": sample.label, "simulated": sample.simulated})
