"""Posting to Slack exactly once, although Slack has no key to recognise a request by.

A message that is posted twice confuses people, one that is missing is worse. Between Slack's "yes"
and our record of it a process can die; a request can be answered by a 500 or a cut connection and
still have been carried out. So every message carries its key in its metadata (people don't see it),
and before anything is posted that *may* have been posted already, the place where it would stand is
searched for that key:

- The first attempt of a job's first run posts at once: nobody can have posted before. In any other
  run `Steps.resumed` is True, and then the first attempt looks first.
- After an unclear failure the next attempt looks first; after a clear one (429, no connection) it
  needn't.
- What Slack answered is recorded as a step, so a post that was recorded is never looked for again.

The client's own retries are left out for this: they would send the same post twice unseen. Slack
shows a message to whoever reads the conversation as soon as it has accepted it; the pause before
each further attempt covers what is still under way. The search costs a call of
`conversations.replies` or `.history`, and only in those rare cases.

An answer that takes long is posted before it is whole and completed in its place (`post_growing`).
Not by Slack's streams: these carry no metadata until they end, so that one whose record was lost could
not be found again; Slack ends them after some five minutes, and reads what flows through them as its
own markup. A message that was posted can be changed by any later process.

Files are in `handlers/slack/attachments.py`. Changing a message (`update_card`) may be done twice without
harm. A word to one person (`tell_privately`) can't be looked up: it is for hints that may be missed or
come twice.
"""

import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from handlers.patience import Patience
from handlers.slack.attachments import attach
from handlers.slack.blocks.card import Card
from handlers.slack.errors import (
    MessageGoneError,
    RefusedError,
    SlackError,
    calling_slack,
    is_transient,
)
from handlers.slack.growing import Growing
from handlers.slack.jobs import Steps
from handlers.slack.once import once, without_retries
from handlers.slack.search import Message, Place, find_message

_Mark = dict[str, str]
_EVENT_TYPE = "crmagent_answer"
_LITERAL: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False, "mrkdwn": False}
log = logging.getLogger(__name__)


async def post_once(
    client: AsyncWebClient, steps: Steps, *, key: str, name: str, channel: str, card: Card, thread: str = ""
) -> str:
    """Post a card, once for all runs of a job; the time (`ts`) by which Slack knows the message.

    `key` is the job's, `name` tells its posts apart. What did not fit into the card follows in the
    thread as a file. Raises `SlackError`, and `RefusedError` for a card that Slack does not take.
    """
    place, mark = Place(channel, thread, steps.began), {"key": f"{key}:{name}"}
    ts = await _posted(client, steps, name, place, mark, partial(_post, client, place, card, mark))
    await attach(client, steps, name=name, text=card.overflow, channel=channel, thread=thread or ts)
    return ts


async def post_growing(
    client: AsyncWebClient,
    steps: Steps,
    *,
    key: str,
    name: str,
    channel: str,
    growing: Growing,
    thread: str = "",
) -> str:
    """Post what there is of an answer and complete it in its place, once for all runs of a job; its `ts`.

    There is one post: each attempt takes the newest there is by then. Raises as `post_once` does, also
    if it was deleted meanwhile, and what kept the whole from coming, once the message says so.
    """
    place, mark = Place(channel, thread, steps.began), {"key": f"{key}:{name}"}
    ts = await _posted(client, steps, name, place, mark, partial(_post_newest, client, place, growing, mark))
    await growing.posted(ts)
    if not await growing.ended():
        await _close(client, steps, name, channel, ts, growing.closing)
    card = growing.whole.result()
    # A step even where nothing is left to do: a later run must not touch what people have used since.
    await steps.run(f"complete {name}", partial(_complete, client, channel, ts, growing), retry=is_transient)
    await attach(client, steps, name=name, text=card.overflow, channel=channel, thread=thread or ts)
    return ts


async def update_card(client: AsyncWebClient, *, channel: str, ts: str, card: Card) -> None:
    """Show this card in place of a message of ours. Raises `MessageGoneError` and other `SlackError`s."""
    await Patience().keep_trying(partial(_update, client, channel, ts, card), is_transient)


async def tell_privately(client: AsyncWebClient, *, channel: str, user: str, card: Card) -> None:
    """Say something to one person where they are, else in our conversation with them; as a courtesy."""
    shown: dict[str, Any] = {"text": card.text, "blocks": list(card.blocks)}
    try:
        if channel:
            with calling_slack():
                await client.chat_postEphemeral(channel=channel, user=user, **shown)
                return
    except SlackError as error:
        log.info("not told in the channel: %s", error)
    try:
        with calling_slack():
            opened = await client.conversations_open(users=user)
            await client.chat_postMessage(channel=opened["channel"]["id"], **shown, **_LITERAL)
    except SlackError as error:
        log.info("not told: %s", error)


async def _posted(
    client: AsyncWebClient,
    steps: Steps,
    name: str,
    place: Place,
    mark: _Mark,
    post: Callable[[], Awaitable[str]],
) -> str:
    found = partial(_found_post, client, place, mark)
    return await steps.run(f"post {name}", once(steps, post, found), retry=is_transient)


async def _post(client: AsyncWebClient, place: Place, card: Card, mark: _Mark) -> str:
    channel, thread = place.channel, place.thread
    with calling_slack():
        posted = await without_retries(client).chat_postMessage(
            channel=channel,
            thread_ts=thread or None,
            text=card.text,
            blocks=list(card.blocks),
            metadata={"event_type": _EVENT_TYPE, "event_payload": mark},
            **_LITERAL,
        )
    ts = str(posted["ts"])
    if thread and posted["message"].get("thread_ts") != thread:
        # Its root was deleted meanwhile, and Slack let the answer stand in the channel by itself.
        with calling_slack():
            await client.chat_delete(channel=channel, ts=ts)
        raise MessageGoneError("thread_not_found")
    return ts


async def _post_newest(client: AsyncWebClient, place: Place, growing: Growing, mark: _Mark) -> str:
    card = growing.newest()
    try:
        return await _post(client, place, card, mark)
    except RefusedError as error:
        if card != growing.first or not await growing.ended():
            raise
        log.warning("the first version of “%s” was not shown: %s", mark["key"], error)
    return await _post(client, place, growing.newest(), mark)


async def _complete(client: AsyncWebClient, channel: str, ts: str, growing: Growing) -> None:
    whole = growing.whole.result()
    if not growing.is_shown(whole):
        await _update(client, channel, ts, whole)


async def _close(client: AsyncWebClient, steps: Steps, name: str, channel: str, ts: str, card: Card) -> None:
    """Say in the message that no more comes. Why is told apart, so this is a courtesy."""
    update = partial(_update, client, channel, ts, card)
    try:
        await steps.run(f"close {name}", update, retry=is_transient)
    except SlackError as error:
        log.warning("“%s” was left half told: %s", name, error)


async def _update(client: AsyncWebClient, channel: str, ts: str, card: Card) -> None:
    with calling_slack():
        bare = without_retries(client)
        await bare.chat_update(channel=channel, ts=ts, text=card.text, blocks=list(card.blocks))


async def _found_post(client: AsyncWebClient, place: Place, mark: _Mark) -> str | None:
    def marked(message: Message) -> bool:
        metadata = message.get("metadata") or {}
        return metadata.get("event_type") == _EVENT_TYPE and metadata.get("event_payload") == mark

    found = await find_message(client, place, marked)
    return str(found["ts"]) if found else None
