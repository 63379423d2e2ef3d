"""What the commands of `trial` do."""

import json
from dataclasses import asdict
from typing import Any

import typer

from agents.trials.types import Mode
from agents.types import Draft, Suggestion, Value
from bot.app import open_brain, open_history
from bot.cli.errors import UsageError
from bot.cli.options import day_or_today, now
from bot.settings import load_settings
from handlers.brain import Brain
from handlers.errors import NoHistoryError
from handlers.history import campaign_draft, find_merchant, merchants_named
from handlers.trials.errors import UnknownTrialError
from handlers.trials.keeping import draw_up, keep_trial
from handlers.trials.looking import last_result
from handlers.trials.proposing import proposal_of, usual_of
from handlers.trials.telling import status_of
from handlers.trials.types import Asked
from handlers.trials.verdicts import result_lines
from handlers.trials.words import plan_lines, sending_lines
from store.database import Database
from store.rows import TrialRow
from store.trials import get_trial, list_trials, newest_answer


class Planned(Value):
    """What the options of `trial plan` say. `wanted` are fields of `Wanted`, `weekly` aside."""

    campaign: str
    merchant: str
    weekly: int | None
    wanted: dict[str, Any]
    mode: Mode
    send_as: str | None
    dry_run: bool


async def plan(planned: Planned, *, as_json: bool) -> None:
    """Plan a trial and keep it, unless it is a dry run. Raises `UsageError` and `RequestError`s."""
    async with open_brain(load_settings()) as brain:
        database = brain.database
        if database is None:
            raise NoHistoryError
        merchant = await find_merchant(database, planned.merchant)
        draft = await campaign_draft(database, planned.campaign, merchant=merchant)
        proposal = proposal_of(merchant, draft, await _answer_to(brain, database, draft))
        usual = await usual_of(database, proposal)
        weekly = planned.weekly or usual.weekly
        if weekly is None:
            raise UsageError("Say how many messages a week can be sent: --weekly 6000.")
        arms = min(int(planned.wanted["arms"]), len(proposal.rewrites) + 1)
        wanted = planned.wanted | {"weekly": weekly, "arms": arms}
        asked = Asked.model_validate({"wanted": wanted, "mode": planned.mode, "campaign_id": planned.send_as})
        moment = now()
        trial = draw_up(proposal, usual, asked, key=moment.isoformat(), now=moment)
        if not planned.dry_run:
            await keep_trial(database, trial)
        await _tell(database, trial, as_json=as_json)


async def list_all(said: str | None, *, running: bool, as_json: bool) -> None:
    """One line a trial. Raises `RequestError`s."""
    async with open_history(load_settings()) as database:
        for merchant in await merchants_named(database, said):
            async with database.session() as session:
                trials = await list_trials(session, merchant_id=merchant.id, running=running)
            for trial in trials:
                if as_json:
                    typer.echo(_json(trial))
                else:
                    typer.echo(f"{trial.id}  {merchant.name}  {await status_of(database, trial)}")


async def show(trial_id: str, said: str, *, as_json: bool) -> None:
    """Everything of one trial. Raises `RequestError`s."""
    async with open_history(load_settings()) as database:
        merchant = await find_merchant(database, said)
        async with database.session() as session:
            trial = await get_trial(session, merchant_id=merchant.id, trial_id=trial_id)
        if trial is None:
            raise UnknownTrialError(trial_id)
        await _tell(database, trial, as_json=as_json)


async def _answer_to(brain: Brain, database: Database, draft: Draft) -> Suggestion:
    """The newest answer to exactly this message, else a new one."""
    if draft.merchant and draft.id:
        async with database.session() as session:
            kept = await newest_answer(session, merchant_id=draft.merchant.id, draft_id=draft.id)
        if kept and Draft.model_validate(kept.draft).message == draft.message:
            return Suggestion.model_validate(kept.suggestion)
    return await brain.improve(draft, today=day_or_today(None))


async def _tell(database: Database, trial: TrialRow, *, as_json: bool) -> None:
    if as_json:
        typer.echo(_json(trial))
        return
    typer.echo(typer.style(f"Trial {trial.id}", bold=True))
    for line in plan_lines(trial):
        typer.echo(line)
    for arm in trial.arms:
        typer.echo(f"\n{arm.variant}  {arm.title or ''}\n   {arm.body}")
    typer.echo("")
    for line in sending_lines(trial):
        typer.echo(line)
    result = last_result(trial)
    lines = result_lines(trial, result) if result else (await status_of(database, trial),)
    for line in ("", *lines):
        typer.echo(line)


def _json(trial: TrialRow) -> str:
    return json.dumps(asdict(trial), default=str, ensure_ascii=False)
