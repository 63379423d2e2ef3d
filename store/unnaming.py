"""A person's name and words taken out of rows that stay; and rows of a library that keeps installations."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, inspect, or_, text, true, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.models import Answer, Digest, Thread, ToolCall, Trial, Workspace

INSTALLATIONS, BOTS = "slack_installations", "slack_bots"


async def unname(session: AsyncSession, *, user_id: str, team_id: str | None) -> dict[str, int]:
    """Take a person out of everything but the signals; how many rows that touched, by what they are.

    Without `team_id`, in every workspace.
    """
    calls = (col(ToolCall.who) == user_id, in_team(ToolCall.team_id, team_id))
    whose = {"user_id": user_id, "team_id": team_id}
    trials = (col(Trial.created_by) == user_id, in_team(Trial.team_id, team_id))
    return {
        "threads": await _forget_threads(session, user_id, team_id),
        "answers": await _unname_answers(session, user_id, team_id),
        "editors": await _forget_editor(session, user_id, team_id),
        "trials": (await session.exec(update(Trial).where(*trials).values(created_by=None))).rowcount,
        "digests": await _unname_digests(session, user_id, team_id),
        "calls": (await session.exec(update(ToolCall).where(*calls).values(who=""))).rowcount,
        "installations": await delete_installed(session, tables=[INSTALLATIONS], **whose),
    }


def in_team(column: Any, team_id: str | None) -> ColumnElement[bool]:  # noqa: ANN401 - a column of any table
    """The condition that a row is of this workspace, or of any."""
    return true() if team_id is None else col(column) == team_id


async def delete_installed(
    session: AsyncSession, *, tables: Collection[str], team_id: str | None = None, user_id: str | None = None
) -> int:
    """Delete rows of the library that keeps installations, where there are any; how many those were."""
    told = {"team_id": team_id, "user_id": user_id}
    named = {name: value for name, value in told.items() if value is not None}
    condition = " AND ".join(f"{name} = :{name}" for name in named)
    connection, total = await session.connection(), 0
    known = await connection.run_sync(_tables)
    for table in known & set(tables):
        gone = await connection.execute(text(f"DELETE FROM {table} WHERE {condition}"), named)  # noqa: S608
        total += gone.rowcount
    return total


async def _forget_threads(session: AsyncSession, user_id: str, team_id: str | None) -> int:
    """The threads in which they asked for something, and everything in their direct messages."""
    asked = select(Answer.team_id, Answer.channel, Answer.thread).where(
        col(Answer.asked_by) == user_id, in_team(Answer.team_id, team_id)
    )
    total = 0
    for team, channel, thread in {*await session.exec(asked)}:
        here = (col(Thread.team_id) == team, col(Thread.channel) == channel)
        those = here if channel.startswith("D") else (*here, col(Thread.thread) == thread)
        total += (await session.exec(delete(Thread).where(*those))).rowcount
    return total


async def _unname_answers(session: AsyncSession, user_id: str, team_id: str | None) -> int:
    where, theirs = in_team(Answer.team_id, team_id), col(Answer.decided_by) == user_id
    named = or_(col(Answer.asked_by) == user_id, theirs)
    touched = len((await session.exec(select(Answer.ts).where(named, where))).all())
    asked = update(Answer).where(col(Answer.asked_by) == user_id, where)
    await session.exec(asked.values(asked_by=""))
    decided = update(Answer).where(theirs, where)
    await session.exec(decided.values(decided_by="", final_title=None, final_body=None))
    return touched


async def _forget_editor(session: AsyncSession, user_id: str, team_id: str | None) -> int:
    total = 0
    for workspace in (await session.exec(select(Workspace).where(in_team(Workspace.team_id, team_id)))).all():
        if user_id in workspace.editors:
            workspace.editors = [editor for editor in workspace.editors if editor != user_id]
            session.add(workspace)
            total += 1
    return total


async def _unname_digests(session: AsyncSession, user_id: str, team_id: str | None) -> int:
    total = 0
    for digest in (await session.exec(select(Digest).where(in_team(Digest.team_id, team_id)))).all():
        if user_id in json.dumps(digest.content):
            digest.content = _without(digest.content, user_id)
            session.add(digest)
            total += 1
    return total


def _without(node: Any, user_id: str) -> Any:  # noqa: ANN401 - JSON
    if isinstance(node, dict):
        return {name: _without(part, user_id) for name, part in node.items()}
    if isinstance(node, list):
        return [_without(part, user_id) for part in node]
    return "" if node == user_id else node


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())
