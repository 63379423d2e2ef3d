"""The work behind `rewrite`."""

import sys
from datetime import date
from typing import TYPE_CHECKING

import typer

from agents.types import Draft, Merchant, Suggestion, Value
from bot.cli.drafts import Given
from bot.cli.errors import UsageError

if TYPE_CHECKING:  # none of these is needed by `--help`
    from bot.settings import Settings
    from handlers.brain import Brain

_NO_HISTORY = (
    "There is no history yet, so this rests on the rules of the trade alone. "
    "“python -m bot seed” loads the demo, “python -m bot ingest” your own."
)


class Job(Value):
    """What was asked for, however many drafts it is. `workers` 0 leaves their number to us."""

    given: Given
    merchant: str | None
    engine: str | None
    today: date
    seed: int
    as_json: bool
    workers: int = 0

    def settings(self) -> "Settings":
        """The settings of this process, with the engine that was asked for."""
        from bot.settings import load_settings  # noqa: PLC0415 - not needed by `--help`

        settings = load_settings()
        return settings.model_copy(update={"engine": self.engine}) if self.engine else settings


async def rewrite_one(job: Job, text: str | None, campaign: str | None) -> None:
    """Answer one draft or campaign on standard output. Raises `UsageError`."""
    from bot.app import open_brain  # noqa: PLC0415 - not needed by `--help`

    if (text is None) == (campaign is None):
        raise UsageError("Give one thing to rewrite: a text in quotes, “-”, --campaign or --batch.")
    needs_history = bool(campaign or job.merchant or job.given.has_offer_or_product)
    async with open_brain(job.settings(), with_store=needs_history) as brain:
        if needs_history and brain.database is None:
            typer.echo(_NO_HISTORY, err=True)
        draft = await _campaign(job, brain, campaign) if campaign else await _draft(job, brain, text or "")
        suggestion = await brain.improve(draft, today=job.today, seed=job.seed)
    _show(draft, suggestion, as_json=job.as_json)


async def _draft(job: Job, brain: "Brain", text: str) -> Draft:
    # What a shell hands over need not be UTF-8; half characters would break every later step.
    body = (sys.stdin.read() if text == "-" else text).encode(errors="replace").decode()
    return job.given.draft(body, merchant=await _merchant(job, brain), today=job.today)


async def _campaign(job: Job, brain: "Brain", campaign_id: str) -> Draft:
    from handlers.errors import NoHistoryError  # noqa: PLC0415 - as above
    from handlers.history import campaign_draft  # noqa: PLC0415

    if brain.database is None:
        raise NoHistoryError
    draft = await campaign_draft(brain.database, campaign_id, merchant=await _merchant(job, brain))
    return job.given.over(draft, today=job.today)


async def _merchant(job: Job, brain: "Brain") -> Merchant | None:
    """The merchant as the history knows it; one it does not know speaks under the name given."""
    if job.merchant is None:
        return None
    if brain.database is not None:
        from handlers.errors import UnknownShopError  # noqa: PLC0415 - as above
        from handlers.history import find_merchant  # noqa: PLC0415

        try:
            return await find_merchant(brain.database, job.merchant)
        except UnknownShopError:
            typer.echo(f"“{job.merchant}” is not in the history; it speaks without one of its own.", err=True)
    return Merchant(id=job.merchant, name=job.merchant, market=job.given.market)


def _show(draft: Draft, suggestion: Suggestion, *, as_json: bool) -> None:
    if as_json:
        typer.echo(suggestion.model_dump_json(indent=2))
        return
    from rich.console import Console  # noqa: PLC0415 - as above

    from handlers.terminal.render import render, show  # noqa: PLC0415

    show(Console(highlight=False), render(draft, suggestion))
