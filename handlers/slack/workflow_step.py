"""The step "Rewrite a CRM message" of Workflow Builder."""

from typing import Any

from handlers.slack.jobs import Inbox, Job

Payload = dict[str, Any]


async def on_step(event: Payload, body: Payload, *, inbox: Inbox) -> None:
    """A workflow has come to our step: its outputs are handed back when the rewrite is there."""
    run = event["function_execution_id"]
    data = {"run": run, "inputs": event.get("inputs") or {}}
    await inbox.take(Job(kind="step", key=f"step:{run}", team=body["team_id"], data=data))
