"""Which drafts an evaluation answers: campaigns of the history, or a file."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from agents.assume import fill_in
from agents.evaluation.records import Label
from agents.types import SEGMENTS, Draft, FromOutside, Suggestion
from bot.cli.errors import UsageError
from bot.cli.evaluation import Evaluation
from bot.cli.lines import read_line
from bot.cli.options import day_or_today
from handlers.errors import NoHistoryError

if TYPE_CHECKING:
    from store.database import Database

_ALL = 1_000_000
_TOLD = 5  # lines without a draft, before only their number is told


@dataclass(frozen=True)
class Chosen:
    """A draft, the day on which it is answered, and what is known of it beside."""

    draft: Draft
    today: date
    label: Label | None = None
    simulated: bool = False


class _Labelled(FromOutside):
    label: Label | None = None


async def choose(job: Evaluation, database: "Database | None") -> list[Chosen]:
    """The drafts that were asked for, at most so many, taken from the segments in turn.

    Raises `UsageError` if there is none, `NoHistoryError`, `UnknownShopError`.
    """
    if job.drafts is not None:
        found = _from_file(job.drafts, today=day_or_today(job.today))
    elif database is None:
        raise NoHistoryError
    else:
        found = await _from_history(job, database)
    chosen = _narrowed(found, job)
    if not chosen:
        raise UsageError("There is no such draft: look at --drafts, --merchant, --segment and --all.")
    return chosen


def _from_file(path: Path, *, today: date) -> list[Chosen]:
    """The drafts of a file with their labels; lines without a draft are told and left out."""
    chosen, left_out = [], 0
    with path.open("rb") as lines:
        for number, raw in enumerate(lines, 1):
            draft = read_line(number, raw)
            if isinstance(draft, Suggestion):
                left_out += 1
                if left_out <= _TOLD:
                    typer.echo(f"Left out: {' '.join(draft.questions)}", err=True)
            else:
                chosen.append(Chosen(draft, today, label=_label(raw)))
    if left_out > _TOLD:
        typer.echo(f"Left out: {left_out - _TOLD} more lines without a draft.", err=True)
    return chosen


def _label(raw: bytes) -> Label | None:
    """A label that cannot be read is as good as none."""
    try:
        return _Labelled.model_validate_json(raw.decode("utf-8-sig")).label
    except ValueError:
        return None


async def _from_history(job: Evaluation, database: "Database") -> list[Chosen]:
    """Campaigns, worst first, each as on the day on which it was sent unless another is given."""
    from handlers.history import campaign_draft, merchants_named  # noqa: PLC0415 - slow to load
    from store.campaigns import list_campaigns  # noqa: PLC0415
    from store.demo.corpus import demo_campaigns  # noqa: PLC0415

    demo = {(row["merchant"]["id"], row["id"], row["body"]) for row in demo_campaigns()}
    chosen = []
    for shop in await merchants_named(database, job.merchant):
        async with database.session() as session:
            rows = await list_campaigns(
                session, merchant_id=shop.id, weak_only=not job.everything, limit=_ALL
            )
        for row in rows:
            draft = await campaign_draft(database, row.id, merchant=shop)
            day = job.today or (row.sent_at.date() if row.sent_at else day_or_today(None))
            chosen.append(Chosen(draft, day, simulated=(shop.id, row.id, draft.body) in demo))
    return chosen


def _narrowed(found: Sequence[Chosen], job: Evaluation) -> list[Chosen]:
    groups: defaultdict[str, list[Chosen]] = defaultdict(list)
    for one in found:
        groups[fill_in(one.draft).draft.audience or ""].append(one)
    kept = [groups[segment] for segment in SEGMENTS if job.segment in {None, segment}]
    return list(chain.from_iterable(kept)) if job.limit is None else _in_turn(kept)[: job.limit]


def _in_turn(groups: Iterable[Sequence[Chosen]]) -> list[Chosen]:
    return [one for turn in zip_longest(*groups) for one in turn if one is not None]
