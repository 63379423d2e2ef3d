"""The Workflow Builder step: inputs in, a rewrite out, or the reason why there is none."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from slack_sdk.errors import SlackApiError

from agents.types import Draft
from handlers.errors import RequestError
from handlers.slack.desk import Desk
from handlers.slack.jobs import Job, Steps
from handlers.slack.text import from_slack
from handlers.slack.work.thinking import Thought, thought_of
from handlers.talk import Reply, Talk

# Handed back before: by a process that died before it wrote that down.
_DONE = {"function_execution_not_in_pending_state", "access_denied", "execution_already_completed"}
_UNUSABLE = (
    "The step's inputs can't be used: the message must not be empty, and audience and channel must be known."
)


async def do_step(desk: Desk, job: Job, steps: Steps) -> None:
    """Rewrite what the workflow hands over and hand the result back."""
    thought = await thought_of(steps, lambda: _think(desk, job))
    client = await desk.clients.of(job.team)
    outputs, run = _outputs(thought.reply), str(job.data["run"])
    try:
        if thought.reply.suggestion is None:
            await client.functions_completeError(function_execution_id=run, error=thought.reply.text)
        else:
            await client.functions_completeSuccess(function_execution_id=run, outputs=outputs)
    except SlackApiError as error:
        if error.response.get("error") not in _DONE:
            raise


async def _think(desk: Desk, job: Job) -> Thought:
    talk = Talk()
    try:
        draft = _draft(job.data["inputs"])
        reply, talk = await (await desk.conversation(job.team)).take(draft, talk)
    except ValidationError:
        reply = Reply(kind="note", text=_UNUSABLE)
    except RequestError as problem:
        reply = Reply(kind="note", text=str(problem))
    return Thought(reply=reply, talk=talk)


def _draft(inputs: Mapping[str, Any]) -> Draft:
    given = {
        "title": from_slack(inputs.get("title") or "") or None,
        "body": from_slack(inputs.get("message") or ""),
        "audience": inputs.get("audience") or None,
        "channel": inputs.get("channel") or None,
    }
    return Draft.model_validate(given)


def _outputs(reply: Reply) -> dict[str, str]:
    """What later steps of the workflow can use; without a rewrite, the draft as it came."""
    suggestion, draft = reply.suggestion, reply.draft
    if suggestion is None or draft is None:
        return {}
    message = suggestion.message or draft.message
    why = [f"{error.feedback}" for error in suggestion.errors] + list(suggestion.questions)
    return {
        "title": message.title or "",
        "body": message.body,
        "outcome": suggestion.outcome,
        "explanation": " ".join(why),
    }
