"""What people tell us by what they do, written down once: nothing of it may be lost."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from agents.assume import Usual, fill_in
from agents.types import Draft, Suggestion
from handlers.slack.desk import Desk
from handlers.slack.jobs import Job, Steps
from handlers.slack.work.cards import Standing
from handlers.talk import Vote
from store.rows import WorkspaceRow
from store.signals import add_signal
from store.suggestions import get_suggestion


async def note(
    desk: Desk,
    job: Job,
    steps: Steps,
    found: Standing,
    *,
    kind: str,
    value: str,
    version: int | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Keep a signal about an answer, under a key of its own so that it is kept once.

    Without a `version` it is about the one that was taken or, before any was, about the rewrite.
    """
    signal = {"kind": kind, "value": value, "version": version, "detail": dict(detail or {})}
    await steps.run(f"note {kind}", partial(_add, desk, job, found, signal))


async def keep_vote(desk: Desk, job: Job, vote: Vote, *, merchant_id: str | None) -> None:
    """Keep what somebody said in words of a suggestion, in the thread in which they said it."""
    workspace = await desk.workspace(job.team)
    async with desk.database.session() as session:
        kept = await get_suggestion(session, merchant_id=merchant_id, suggestion_id=vote.suggestion_id)
        if kept is None:
            return
        await add_signal(
            session,
            key=f"{job.key}:{vote.kind}",
            team_id=job.team,
            merchant_id=merchant_id,
            channel=job.channel,
            ts=job.ts,
            user_id=job.user,
            at=desk.clock(),
            detail=context_of(Draft.model_validate(kept.draft), workspace) | {"said": True},
            **vote.model_dump(),
        )


def context_of(draft: Draft, workspace: WorkspaceRow | None) -> dict[str, Any]:
    """Whom a draft is for and where it goes, as it was taken where it doesn't say."""
    usual = Usual()
    if workspace:
        chosen = {"audience": workspace.default_audience, "channel": workspace.default_channel}
        usual = Usual.model_validate(chosen)
    filled = fill_in(draft, usual).draft
    return {"audience": filled.audience, "channel": filled.channel}


def version_of(suggestion: Suggestion, title: str | None, body: str) -> int | None:
    """The number of the version that says exactly this, None if none does."""
    versions = [m for m in (suggestion.message, *(v.message for v in suggestion.variants)) if m]
    said = [(m.title or None, m.body) for m in versions]
    return said.index((title or None, body)) + 1 if (title or None, body) in said else None


async def _add(desk: Desk, job: Job, found: Standing, signal: Mapping[str, Any]) -> None:
    context = context_of(found.draft, await desk.workspace(job.team))
    async with desk.database.session() as session:
        await add_signal(
            session,
            key=f"{job.key}:{signal['kind']}",
            team_id=job.team,
            merchant_id=found.row.merchant_id,
            suggestion_id=found.row.suggestion_id,
            channel=found.row.channel,
            ts=found.row.ts,
            user_id=job.user,
            at=desk.clock(),
            **{
                **signal,
                "version": signal["version"] or found.row.version or 1,
                "detail": context | signal["detail"],
            },
        )
