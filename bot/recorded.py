"""What is recorded of jobs, looked into from outside: for people who wish to be forgotten."""

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, cast

from dbos import DBOSClient, Serializer, WorkflowStatus

from bot.records import JsonRecords
from store.foreign_tables import has_table

SCHEMA = "crmagent_jobs"
_BATCH = 200
_OPEN = frozenset({"PENDING", "ENQUEUED", "DELAYED"})


class Recorded(NamedTuple):
    """How many jobs were found: `finished` (deleted, if that was wished) and `open` ones, which go on."""

    finished: int
    open: int


async def forget_jobs(
    database_url: str, *, team: str | None = None, user: str | None = None, keep: bool = False
) -> Recorded:
    """Delete finished jobs of a person or of a workspace, and others that name them.

    Jobs under way are left alone: they need their records to end. With `keep` nothing is deleted, only
    counted. The bot may run meanwhile. Nobody's jobs are nobody's to forget.
    """
    if team is None and user is None:
        return Recorded(0, 0)
    if not await has_table(database_url, "workflow_status", schema=SCHEMA):
        return Recorded(0, 0)
    return await asyncio.to_thread(_forget, database_url, _about(team, user), keep=keep)


def _forget(database_url: str, is_about: Callable[[Mapping[str, Any]], bool], *, keep: bool) -> Recorded:
    # The client opens what it needs and has a serializer of the same face.
    client = DBOSClient(
        system_database_url=database_url,
        dbos_system_schema=SCHEMA,
        serializer=cast(Serializer, JsonRecords()),
    )
    try:
        found = [(job.workflow_id, job.status in _OPEN) for job in _all_jobs(client) if is_about(_asked(job))]
        finished = [key for key, is_open in found if not is_open]
        if finished and not keep:
            for start in range(0, len(finished), _BATCH):
                client.delete_workflows(finished[start : start + _BATCH])
        return Recorded(finished=len(finished), open=len(found) - len(finished))
    finally:
        client.destroy()


def _all_jobs(client: DBOSClient) -> Iterator[WorkflowStatus]:
    seen = 0
    while batch := client.list_workflows(limit=_BATCH, offset=seen, load_output=False):
        seen += len(batch)
        yield from batch


def _asked(job: WorkflowStatus) -> Mapping[str, Any]:
    """What a job was asked to do: a `Job` as JSON, {} for what is none."""
    given = job.input["args"] if job.input else ()
    return given[0] if given and isinstance(given[0], dict) else {}


def _about(team: str | None, user: str | None) -> Callable[[Mapping[str, Any]], bool]:
    """Whether a job is of that workspace, and by that person or with them in its words."""

    def is_about(job: Mapping[str, Any]) -> bool:
        here = team is None or job.get("team") == team
        named = user is None or job.get("user") == user or user in json.dumps(job.get("data", {}))
        return here and named

    return is_about
