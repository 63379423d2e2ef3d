"""Slash commands. What can be told at once is the reply itself; a rewrite comes as a direct message."""

from typing import Any

from slack_bolt.async_app import AsyncAck

from handlers.slack.desk import Desk
from handlers.slack.jobs import Inbox, Job
from handlers.talk import Reply

Payload = dict[str, Any]
COMING = "On it: the answer comes in our direct messages."
WHICH = "Which campaign? Say its id: /campaign C-1042. “/weak” lists those most in need of a fix."


async def on_rewrite(command: Payload, ack: AsyncAck, *, inbox: Inbox) -> None:
    """`/rewrite`: with a draft or a campaign's id the answer, alone a form to fill in."""
    text = command.get("text", "").strip()
    await inbox.take(_job("ask" if text else "open_form", command, text))
    await ack(text=COMING) if text else await ack()


async def on_campaign(command: Payload, ack: AsyncAck, *, inbox: Inbox) -> None:
    """`/campaign C-1042`: how it did, why, and what would be better."""
    said = command.get("text", "").strip()
    if not said:
        await ack(text=WHICH)
        return
    await inbox.take(_job("ask", command, f"campaign {said}"))
    await ack(text=COMING)


async def on_weak(command: Payload, ack: AsyncAck, *, desk: Desk) -> None:
    """`/weak`: the campaigns most in need of a fix."""
    team = command["team_id"]
    card = await desk.card(team, await desk.at_once(team, "weak"))
    await ack(text=card.text, blocks=card.blocks)


async def on_crm(command: Payload, ack: AsyncAck, *, desk: Desk, inbox: Inbox) -> None:
    """`/crm help`, `/crm connect`, `/crm digest`: what there is, whose shop it is, how it does this week."""
    said = command.get("text", "").strip().lower()
    if said == "connect":
        await inbox.take(_job("open_connect", command, ""))
        await ack()
        return
    if said == "digest":
        await inbox.take(_job("digest_preview", command, ""))
        await ack(text=COMING)
        return
    card = await desk.card(command["team_id"], Reply(kind="help"))
    await ack(text=card.text, blocks=card.blocks)


def _job(kind: str, command: Payload, text: str) -> Job:
    return Job(
        kind=kind,
        key=command["trigger_id"],
        team=command["team_id"],
        user=command["user_id"],
        channel=command["channel_id"],
        data={"text": text, "trigger": command["trigger_id"]},
    )
