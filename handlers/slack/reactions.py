"""Reactions on our messages: kept as what people think of an answer, taken back when the reaction is."""

from typing import Any

from handlers.slack.jobs import Inbox, Job
from handlers.slack.whose import team_of

Payload = dict[str, Any]


async def on_reaction(event: Payload, body: Payload, *, kind: str, inbox: Inbox) -> None:
    """A reaction came or went under a message of ours; what stands under others is not our business."""
    item = event["item"]
    us = [a["user_id"] for a in body.get("authorizations") or () if a.get("is_bot")]
    if item.get("type") != "message" or event.get("item_user") not in us:
        return
    data = {"emoji": _name(event), "at": event["event_ts"]}
    await inbox.take(
        Job(
            kind=kind,
            key=body["event_id"],
            team=team_of(body),
            user=event["user"],
            channel=item["channel"],
            ts=item["ts"],
            data=data,
        )
    )


def _name(event: Payload) -> str:
    """The emoji without its skin tone: "+1::skin-tone-3" is a thumb up."""
    return str(event["reaction"]).partition("::")[0]
