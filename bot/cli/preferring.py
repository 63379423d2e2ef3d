"""The work behind `preferences`."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import typer

from agents.learned import ALL, Learned, learned_of
from agents.teaching import Taught, gather
from agents.votes.export import SPLITS, Format, Lesson, Split, lessons, lines, split_of
from bot.app import open_history
from bot.cli.options import now
from bot.learning import learn
from bot.settings import load_settings
from handlers.history import find_merchant, merchants_named
from store.database import Database
from store.rows import LendingRow
from store.tastes import get_taste
from store.workspaces import list_lending

_NOBODY = "No workspace lends its choices: its admins can, in App Home under “Change Settings”."


async def show(said: str | None, *, as_json: bool) -> None:
    """What each shop's team likes; without a shop, also what all that lend have in common."""
    async with open_history(load_settings()) as database:
        merchants = await merchants_named(database, said)
        wanted = [(merchant.id, merchant.name) for merchant in merchants]
        for merchant_id, name in [*([] if said else [(ALL, "All that lend")]), *wanted]:
            async with database.session() as session:
                row = await get_taste(session, merchant_id=merchant_id)
            found = learned_of(row) if row else None
            if row and found:
                _tell_taste(merchant_id, name, row.version, row.created_at, found, as_json=as_json)
            elif said and not as_json:
                typer.echo(f"{name}: nothing is known of what its team likes yet.")


async def train(*, as_json: bool) -> None:
    """Learn what was said since the last time."""
    settings = load_settings()
    async with open_history(settings) as database:
        taught = await learn(settings, database, now=now())
    for one in taught:
        if as_json:
            typer.echo(json.dumps(one._asdict()))
        else:
            typer.echo(_told(one))
    if not taught and not as_json:
        typer.echo("Nothing new to learn.")


async def status(*, as_json: bool) -> None:
    """The connected workspaces, and which lend."""
    async with open_history(load_settings()) as database, database.session() as session:
        rows = await list_lending(session)
    for row in rows:
        typer.echo(_row_as_json(row) if as_json else _row_told(row))
    if not as_json and not any(row.lends_votes for row in rows):
        typer.echo(_NOBODY)


async def export(to: Format, folder: Path | None, split: Split, said: str | None) -> None:
    """Write the lessons of all that lend, each split to its file, or print one split."""
    async with open_history(load_settings()) as database:
        found = await _lent(database, said, pairs=to != "trl-unpaired")
    if not found:
        typer.echo(_NOBODY, err=True)
    if folder is None:
        for line in lines(_of(found, split), to):
            typer.echo(line)
        return
    _write(folder, {name: list(lines(_of(found, name), to)) for name in SPLITS})


def _write(folder: Path, splits: Mapping[Split, Sequence[str]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, chosen in splits.items():
        (folder / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in chosen), encoding="utf-8")
        typer.echo(f"{folder / name}.jsonl: {len(chosen):,} lines", err=True)


async def _lent(database: Database, said: str | None, *, pairs: bool) -> list[Lesson]:
    async with database.session() as session:
        lending = {row.merchant_id for row in await list_lending(session) if row.lends_votes}
    if said is not None:
        lending &= {(await find_merchant(database, said)).id}
    found: list[Lesson] = []
    for merchant_id in sorted(lending):
        found += lessons(await gather(database, merchant_id, lent=True), pairs=pairs)
    return found


def _of(found: Iterable[Lesson], split: Split) -> list[Lesson]:
    return [lesson for lesson in found if split_of(lesson.campaign) == split]


def _tell_taste(
    merchant_id: str, name: str, version: int, at: datetime, found: Learned, *, as_json: bool
) -> None:
    pairs, habits = found.model.pairs, [habit.sentence for habit in found.habits]
    if as_json:
        told = {"merchant": merchant_id, "version": version, "pairs": pairs, "habits": habits}
        typer.echo(json.dumps(told | {"learned_at": at.isoformat()}, ensure_ascii=False))
        return
    typer.echo(typer.style(f"{name}: version {version}, from {pairs:,} pairs", bold=True))
    for sentence in habits:
        typer.echo(f"  {sentence}")
    if not habits and merchant_id != ALL:
        typer.echo("  Too few choices, or too mixed, to say what they have in common.")


def _told(one: Taught) -> str:
    name = one.merchant_id or "all that lend"
    if one.version is None:
        return f"{name}: nothing is left to learn from"
    return f"{name}: version {one.version}, from {one.pairs:,} pairs"


def _row_as_json(row: LendingRow) -> str:
    told = {"workspace": row.team_id, "name": row.name, "merchant": row.merchant_id}
    return json.dumps(told | {"votes": row.votes, "lends": row.lends_votes}, ensure_ascii=False)


def _row_told(row: LendingRow) -> str:
    lends = "lends its choices" if row.lends_votes else "keeps them to itself"
    return f"{row.team_id:<14} {row.name:<24} {row.merchant_name:<20} {row.votes:>6,} votes  {lends}"
