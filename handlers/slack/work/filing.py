"""Files dropped into the conversation: taken into the history, with progress, and a report at the end."""

from functools import partial
from pathlib import Path
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from agents.types import Value
from handlers.slack.attachments import upload_once
from handlers.slack.blocks.imports import ingest_progress_card, ingest_report_card
from handlers.slack.blocks.notes import note_card
from handlers.slack.deliver import post_once, update_card
from handlers.slack.desk import Desk
from handlers.slack.intake import fetched
from handlers.slack.jobs import Job, Steps
from handlers.slack.permission import may_change
from handlers.slack.work.answering import answer_message
from handlers.slack.work.progress import told_now_and_then
from handlers.slack.work.trial_news import tell_trials
from store.ingest.errors import IngestError
from store.ingest.report import ImportReport
from store.rows import WorkspaceRow

_READ = (".csv", ".csv.gz", ".parquet", ".jsonl", ".jsonl.gz", ".ndjson", ".tsv")
_WHAT = "I take in campaigns and message logs as CSV, JSON Lines or Parquet. Drop such a file here."
_WHOSE = (
    "This workspace is not connected to a shop yet, so I can't tell whose file this is: see the Home tab."
)
_WHO = "Only workspace admins and the people they named can bring data in. Ask one of them to drop it here."


class Attached(Value):
    """A file as Slack describes it."""

    id: str
    name: str
    url: str


async def take_files(desk: Desk, job: Job, steps: Steps) -> None:
    """Take in every file that holds data; a message with other files is a message like any other."""
    client = await desk.clients.of(job.team)
    found = [await _describe(client, file) for file in job.data["files"]]
    data = [file for file in found if file.name.lower().endswith(_READ)]
    if not data and job.data["text"].strip():
        await answer_message(desk, job, steps)
        return
    workspace = await desk.workspace(job.team)
    refusal = _WHAT if not data else await _refusal(client, job, workspace)
    if refusal:
        card = note_card(refusal)
        await post_once(
            client, steps, key=job.key, name="answer", channel=job.channel, card=card, thread=job.thread
        )
        return
    for number, file in enumerate(data):
        await _take(desk, client, job, steps, file, number)
    await tell_trials(desk, job, steps)


async def _describe(client: AsyncWebClient, file: str) -> Attached:
    described = (await client.files_info(file=file))["file"]
    return Attached(
        id=file, name=described["name"], url=described.get("url_private_download") or described["url_private"]
    )


async def _refusal(client: AsyncWebClient, job: Job, workspace: WorkspaceRow | None) -> str | None:
    if workspace is None or workspace.merchant is None:
        return _WHOSE
    return None if await may_change(client, job.user, workspace) else _WHO


async def _take(
    desk: Desk, client: AsyncWebClient, job: Job, steps: Steps, file: Attached, number: int
) -> None:
    """One file: a message that counts up, then the report in its place."""
    place = {"channel": job.channel, "thread": job.thread}
    card = ingest_progress_card(file.name, "Fetching", 0)
    ts = await post_once(client, steps, key=job.key, name=f"file {number}", card=card, **place)
    report = await steps.run(f"take {number}", partial(_ingest, desk, client, job, file, ts))
    if report["rejects"]:
        await upload_once(
            client, steps, name=f"rejects {number}", content=Path(report["rejects"]),
            filename=f"rejected-{Path(file.name).stem}.csv", **place,
        )  # fmt: skip
    card = note_card(report["problem"]) if report["problem"] else ingest_report_card(**report["told"])
    await update_card(client, channel=job.channel, ts=ts, card=card)


async def _ingest(desk: Desk, client: AsyncWebClient, job: Job, file: Attached, ts: str) -> dict[str, Any]:
    """Take the file in; what there is to tell of it, as JSON. The same file twice changes nothing."""
    workspace = await desk.workspace(job.team)
    if workspace is None or workspace.merchant is None:  # disconnected meanwhile
        return {"problem": _WHOSE, "rejects": None, "told": None}
    show = partial(_show, client, job.channel, ts, file.name)
    async with (
        fetched(file.url, token=client.token or "", name=file.name) as path,
        told_now_and_then(show) as tell,
    ):
        try:
            report = await desk.intake.take(
                desk.database, path, merchant_id=workspace.merchant.id, now=desk.clock(), progress=tell
            )
        except IngestError as error:
            return {"problem": f"“{file.name}” was not taken in. {error}", "rejects": None, "told": None}
    return {"problem": None, "rejects": _rejects(report), "told": _told(report)}


async def _show(client: AsyncWebClient, channel: str, ts: str, name: str, what: str, share: float) -> None:
    await update_card(client, channel=channel, ts=ts, card=ingest_progress_card(name, what, share))


def _rejects(report: ImportReport) -> str | None:
    return str(report.rejects_file) if report.rejects_file and report.rows_rejected else None


def _told(report: ImportReport) -> dict[str, Any]:
    return {
        "filename": report.filename,
        "kind": report.kind,
        "taken": report.rows_taken,
        "rejected": report.rows_rejected,
        "scored": report.templates_scored,
        "notes": list(report.notes),
        "rejections": [{"line": row.line, "reason": row.reason} for row in report.rejections],
    }
