"""The work behind `evaluate`."""

import asyncio
import json
import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import typer

from agents.evaluation.assess import Sample
from agents.evaluation.records import Record
from agents.evaluation.runs import RunSpec
from agents.evaluation.similarity import similarity
from agents.evaluation.summary import summarise
from agents.evaluation.types import Report, Setup
from bot.cli.answering_all import Worked, answer_all
from bot.cli.benches import Bench, open_bench
from bot.cli.errors import PROBLEM
from bot.cli.evaluation import Evaluation
from bot.cli.notebook import Notebook
from bot.cli.samples import choose
from bot.cli.saving import save, save_comparison
from bot.cli.showing import show, show_comparison, terminal
from bot.settings import Settings, load_settings


async def evaluate_all(job: Evaluation) -> None:
    """Every run, answered, measured, printed and saved; ends with exit code 1 if something went wrong."""
    said = {"record": job.record, "replay": job.replay}
    settings = load_settings().model_copy(update={name: path for name, path in said.items() if path})
    folder = job.out or settings.data_dir / "evaluation"
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    ran = [await _run(job, spec, settings, folder) for spec in job.runs()]
    reports = [report for report, _ in ran]
    _tell(job, reports, folder)
    for report, worked in ran:
        _complain(report, worked)
    if any(report.breaches or worked.failed for report, worked in ran):
        raise typer.Exit(PROBLEM)


async def _run(job: Evaluation, spec: RunSpec, settings: Settings, folder: Path) -> tuple[Report, Worked]:
    notebook = await asyncio.to_thread(Notebook, folder / "records.jsonl")
    beginning = notebook.beginnings + job.fresh
    calls = folder / (f"calls-{beginning}" if beginning else "calls")
    async with open_bench(settings, spec, seed=job.seed, calls=calls) as bench:
        chosen = [await bench.sample(one) for one in await choose(job, bench.brain.database)]
        if job.fresh:
            notebook.start_afresh(sample.key for sample in chosen)
        at_once = job.concurrency or bench.at_once
        worked = await answer_all(chosen, bench, notebook, title=spec.name, at_once=at_once, retry=job.retry)
    return await _measured(job, spec, bench, chosen, worked.records), worked


async def _measured(
    job: Evaluation, spec: RunSpec, bench: Bench, chosen: Sequence[Sample], records: Sequence[Record]
) -> Report:
    pairs = [(r.draft.message.text, r.rewrite.text) for r in records if r.rewrite]
    nearness = await asyncio.to_thread(partial(similarity, pairs, folder=job.bertscore))
    setup = Setup(
        name=spec.name,
        engine=bench.engine,
        models=bench.models,
        judge=bench.judge,
        prompts=spec.prompts,
        history=spec.history,
        path=spec.path,
        repeats=bench.repeats,
        seed=job.seed,
        today=job.today,
        source=job.source(len(chosen)),
    )
    return summarise(records, setup=setup, nearness=nearness)


def _tell(job: Evaluation, reports: Sequence[Report], folder: Path) -> None:
    """Save all, print what was asked for; where it lies is told beside standard output."""
    if job.ablation is None:
        saved = save(reports[0], folder)
    else:
        single = [path for r in reports for path in save(r, folder, stem=_stem(r.setup.name))]
        saved = (save_comparison(reports, folder), *single)
    if job.as_json:
        shown = [report.model_dump(mode="json") for report in reports]
        typer.echo(json.dumps(shown if job.ablation else shown[0], ensure_ascii=False, indent=2))
    elif job.ablation is None:
        show(reports[0], terminal())
    else:
        show_comparison(reports, terminal())
    typer.echo(f"Saved: {', '.join(map(str, saved))}", err=True)


def _complain(report: Report, worked: Worked) -> None:
    for breach in report.breaches:
        typer.echo(f"Broken in {breach.draft_id}, {breach.where}: {breach.detail}", err=True)
    if worked.failed:
        total = len(worked.failed) + len(worked.records)
        typer.echo(
            f"{len(worked.failed)} of {total} drafts have no answer; run it again to try them again. "
            f"The first: {worked.failed[0]}",
            err=True,
        )


def _stem(name: str) -> str:
    return re.sub(r"\W+", "-", name.casefold()).strip("-") or "run"
