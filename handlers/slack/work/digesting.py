"""The week's digest: chosen once and kept, then posted part by part, each exactly once."""

from functools import partial
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from agents.types import Draft, Merchant, Suggestion
from handlers.digest.content import DigestContent
from handlers.history import campaign_figures
from handlers.slack.blocks.digest.card import digest_card
from handlers.slack.deliver import post_once
from handlers.slack.desk import Desk, zone_of
from handlers.slack.errors import RefusedError
from handlers.slack.jobs import Job, Steps
from handlers.slack.work.digest_choosing import as_json, choose_digest
from handlers.slack.work.digest_pictures import send_pictures
from handlers.slack.work.parts import BegunBefore
from handlers.talk import Reply, Talk
from store.answers import save_answer
from store.digests import get_digest, note_item, note_message, note_posted, save_digest
from store.rows import DigestItemRow, DigestRow
from store.suggestions import get_suggestion
from store.threads import save_thread

_NOBODY = ""  # asked for it


async def post_digest(desk: Desk, job: Job, steps: Steps) -> None:
    """Post a shop's digest of a week: one message, and the answer to each of its items in its thread."""
    async with desk.digests.under_way:
        digest = await _kept(desk, job) or await _chosen(desk, job, steps)
        if digest is None or digest.posted_at is not None:
            return
        if job.data.get("again"):
            steps = BegunBefore(steps, digest.created_at.timestamp())
        client = await desk.clients.of(digest.team_id)
        ts = await _post_message(desk, client, steps, digest)
        await steps.run("place", partial(_note_message, desk, digest, ts))
        for item in digest.items:
            await _post_item(desk, client, steps, digest, item, ts)
        await steps.run("done", partial(_note_posted, desk, digest))


async def _kept(desk: Desk, job: Job) -> DigestRow | None:
    async with desk.database.session() as session:
        return await get_digest(session, merchant_id=job.data["merchant"], week=job.data["week"])


async def _chosen(desk: Desk, job: Job, steps: Steps) -> DigestRow | None:
    """Choose and keep; None where the workspace is no longer the shop's."""
    recorded = await steps.run("choose", partial(_choose, desk, job))
    if recorded is None:
        return None
    content = DigestContent.model_validate(recorded)
    client = await desk.clients.of(job.team)
    pictures = await send_pictures(desk, client, steps, content)
    content = content.model_copy(update={"pictures": pictures})
    await steps.run("keep", partial(_keep, desk, job, as_json(content)))
    return await _kept(desk, job)


async def _choose(desk: Desk, job: Job) -> dict[str, Any] | None:
    workspace = await desk.workspace(job.team)
    if workspace is None or workspace.merchant is None or workspace.merchant.id != job.data["merchant"]:
        return None
    content = await choose_digest(desk, job.team, job.data["week"])
    return as_json(content) if content else None


async def _keep(desk: Desk, job: Job, content: dict[str, Any]) -> None:
    about = {"merchant_id": job.data["merchant"], "week": job.data["week"]}
    place = {"team_id": job.team, "channel": job.channel}
    async with desk.database.session() as session:
        await save_digest(session, **about, **place, content=content, now=desk.clock())


async def _post_message(desk: Desk, client: AsyncWebClient, steps: Steps, digest: DigestRow) -> str:
    content = DigestContent.model_validate(digest.content)
    zone = zone_of(await desk.workspace(digest.team_id))
    key, place = _key(digest), {"channel": digest.channel}
    async with desk.digests.pace.turn(digest.team_id, digest.channel):
        try:
            card = digest_card(content, time_zone=zone)
            return await post_once(client, steps, key=key, name="digest", card=card, **place)
        except RefusedError:
            if not content.pictures:
                raise
            # Most likely a picture that Slack does not show (yet): what they show stands in words as well.
            bare = digest_card(content.model_copy(update={"pictures": ()}), time_zone=zone)
            return await post_once(client, steps, key=key, name="digest in words", card=bare, **place)


async def _post_item(
    desk: Desk, client: AsyncWebClient, steps: Steps, digest: DigestRow, item: DigestItemRow, thread: str
) -> None:
    """The full answer to one item: an answer like any other, with its buttons."""
    async with desk.database.session() as session:
        kept = await get_suggestion(session, merchant_id=digest.merchant_id, suggestion_id=item.suggestion_id)
    if kept is None:  # deleted by hand
        return
    draft, suggestion = Draft.model_validate(kept.draft), Suggestion.model_validate(kept.suggestion)
    figures = await campaign_figures(desk.database, draft)
    reply = Reply(kind="suggestion", draft=draft, suggestion=suggestion, figures=figures)
    card = await desk.card(digest.team_id, reply)
    place = {"channel": digest.channel, "thread": thread}
    name = f"item {item.position}"
    async with desk.digests.pace.turn(digest.team_id, digest.channel):
        ts = await post_once(client, steps, key=_key(digest), name=name, card=card, **place)
    await steps.run(f"note {item.position}", partial(_note_item, desk, digest, item, thread, ts))


def _key(digest: DigestRow) -> str:
    """The same for every job that has a hand in this digest."""
    return f"digest:{digest.merchant_id}:{digest.week}"


async def _note_message(desk: Desk, digest: DigestRow, ts: str) -> None:
    """Where it stands, and that whoever replies in its thread is heard."""
    content = DigestContent.model_validate(digest.content)
    talk = Talk(merchant=Merchant(id=digest.merchant_id, name=content.shop, market=content.market))
    place = {"team_id": digest.team_id, "channel": digest.channel, "thread": ts}
    async with desk.database.session() as session:
        await note_message(session, merchant_id=digest.merchant_id, week=digest.week, ts=ts)
        kept = talk.model_dump(mode="json")
        await save_thread(session, **place, talk=kept, key=_key(digest), now=desk.clock())


async def _note_item(desk: Desk, digest: DigestRow, item: DigestItemRow, thread: str, ts: str) -> None:
    about = {"merchant_id": digest.merchant_id, "week": digest.week}
    place = {"team_id": digest.team_id, "channel": digest.channel, "thread": thread}
    async with desk.database.session() as session:
        await save_answer(
            session,
            **place,
            ts=ts,
            suggestion_id=item.suggestion_id,
            merchant_id=digest.merchant_id,
            asked_by=_NOBODY,
            now=desk.clock(),
        )
        await note_item(session, **about, position=item.position, ts=ts)


async def _note_posted(desk: Desk, digest: DigestRow) -> None:
    async with desk.database.session() as session:
        await note_posted(session, merchant_id=digest.merchant_id, week=digest.week, now=desk.clock())
