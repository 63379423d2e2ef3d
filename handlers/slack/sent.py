"""From a form that was sent to the job it asks for."""

from typing import Any

from handlers.slack.blocks.origin import Origin
from handlers.slack.jobs import Job

Payload = dict[str, Any]


def form_job(kind: str, body: Payload, view: Payload, data: Payload) -> Job:
    """A form sent is one job, whoever delivers it again; it knows the answer it was opened from."""
    origin = Origin.read(view.get("private_metadata", ""))
    return Job(
        kind=kind,
        key=f"{view['id']}:{view['hash']}",
        team=body["team"]["id"],
        user=body["user"]["id"],
        channel=origin.channel if origin else "",
        thread=origin.thread if origin else "",
        ts=origin.ts if origin else "",
        data={**data, "suggestion": origin.suggestion_id if origin else "", "view": view["id"]},
    )
