"""What goes when somebody is to be forgotten, and how that is told."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import typer

from bot.app import bring_index_up_to_date
from bot.recorded import Recorded, forget_jobs
from bot.settings import Settings
from store.database import Database
from store.forgetting import forget_merchant, forget_person, forget_workspace
from store.ingest.shelf import Shelf

_STAYS = {
    "person": "Drafts, suggestions and campaigns stay: they are the shop's and name nobody. So do answers "
    "they asked for or decided about, without their name and their words.",
    "workspace": "The shop's campaigns, drafts, suggestions and trials stay. The app stays installed in "
    "Slack until somebody removes it there.",
    "shop": "Its workspaces stay, connected to nobody, and its rows in log files that name several shops.",
}


@dataclass(frozen=True)
class Whom:
    """Whoever is to be forgotten: a person, everywhere or in one workspace, a workspace, or a shop."""

    user: str | None = None
    team: str | None = None
    merchant: str | None = None

    @property
    def kind(self) -> str:
        """What they are."""
        return "person" if self.user else "workspace" if self.team else "shop"

    def __str__(self) -> str:
        if self.user and self.team:
            return f"{self.user} in {self.team}"
        return self.user or self.team or self.merchant or ""


@dataclass(frozen=True)
class Gone:
    """What went, row by row and job by job, and the merchants whose taste is to be learned anew."""

    rows: Mapping[str, int]
    open_requests: int
    merchants: tuple[str, ...]

    @property
    def is_something(self) -> bool:
        """Whether there was anything to forget."""
        return any(self.rows.values())


async def gone(settings: Settings, database: Database, whom: Whom, *, rehearse: bool) -> Gone:
    """Forget them; a rehearsal does all of it and undoes it again."""
    async with database.session() as session:
        if whom.user:
            found = await forget_person(session, user_id=whom.user, team_id=whom.team)
        elif whom.team:
            found = await forget_workspace(session, team_id=whom.team)
        else:
            found = await forget_merchant(session, merchant_id=whom.merchant or "")
        if rehearse:
            await session.rollback()
    jobs = Recorded(0, 0)
    for team in found.teams if whom.merchant else (whom.team,):
        more = await forget_jobs(settings.jobs_database, team=team, user=whom.user, keep=rehearse)
        jobs = Recorded(jobs.finished + more.finished, jobs.open + more.open)
    if whom.merchant and not rehearse:
        await _discard_files(settings, database, whom.merchant)
    return Gone({**found.rows, "finished requests": jobs.finished}, jobs.open, found.merchants)


async def _discard_files(settings: Settings, database: Database, merchant_id: str) -> None:
    """Delete a shop's files from the data folder, and make the search anew without its campaigns."""
    await Shelf(settings.data_dir).discard(merchant_id)
    if settings.index_file.exists():
        await asyncio.to_thread(settings.index_file.unlink)
        await bring_index_up_to_date(settings, database)


def tell(whom: Whom, found: Gone, *, done: bool, as_json: bool) -> None:
    """Say what went, or would go."""
    if as_json:
        rows = {name.replace(" ", "_"): count for name, count in found.rows.items()}
        told = {"whom": str(whom), "kind": whom.kind, "done": done, "rows": rows}
        typer.echo(json.dumps(told | {"open_requests": found.open_requests}))
        return
    for line in _lines(whom, found, done=done):
        typer.echo(line, err=not done)


def _lines(whom: Whom, found: Gone, *, done: bool) -> Iterator[str]:
    if not found.is_something:
        yield f"Nothing is kept of {whom}."
        return
    yield f"{'Forgotten' if done else 'To be forgotten'}: {whom}"
    for name, count in found.rows.items():
        if count:
            yield f"  {count:>6,}  {name}"
    if found.merchants:
        yield "What the votes taught goes with them; it is learned anew from those that stay."
    if found.open_requests:
        yield f"{found.open_requests} requests are still under way: run this again when they are done."
    yield _STAYS[whom.kind]
