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

A file is sent first and shared in a second step, by an id that can be looked for in the same way.
Changing a message (`update_card`) may be done twice without harm. A word to one person
(`tell_privately`) can't be looked up: it is for hints that may be missed or come twice.
"""

import asyncio
import copy
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.patience import Patience
from handlers.slack.blocks.card import Card
from handlers.slack.errors import BusyError, MessageGoneError, SlackError, calling_slack, is_transient
from handlers.slack.jobs import Steps
from handlers.slack.search import Message, Place, find_message

_EVENT_TYPE = "crmagent_answer"
_LITERAL: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False, "mrkdwn": False}
_FULL_TEXT = "full-text.txt"
log = logging.getLogger(__name__)


async def post_once(
    client: AsyncWebClient, steps: Steps, *, key: str, name: str, channel: str, card: Card, thread: str = ""
) -> str:
    """Post a card, once for all runs of a job; the time (`ts`) by which Slack knows the message.

    `key` is the job's, `name` tells its posts apart. What did not fit into the card follows in the
    thread as a file. Raises `SlackError`, and `RefusedError` for a card that Slack does not take.
    """
    mark = {"key": f"{key}:{name}"}
    post = partial(_post, client, channel, thread, card, mark)
    found = partial(_found_post, client, Place(channel, thread, steps.began), mark)
    ts = await steps.run(f"post {name}", _once(steps, post, found), retry=is_transient)
    if card.overflow is not None:
        place = {"channel": channel, "thread": thread or ts}
        await _attach(client, steps, name=name, text=card.overflow, **place)
    return ts


async def update_card(client: AsyncWebClient, *, channel: str, ts: str, card: Card) -> None:
    """Show this card in place of a message of ours. Raises `MessageGoneError` and other `SlackError`s."""

    async def update() -> None:
        with calling_slack():
            bare = _without_retries(client)
            await bare.chat_update(channel=channel, ts=ts, text=card.text, blocks=list(card.blocks))

    await Patience().keep_trying(update, is_transient)


async def upload_once(
    client: AsyncWebClient,
    steps: Steps,
    *,
    name: str,
    content: Path | str,
    filename: str,
    channel: str,
    thread: str,
) -> None:
    """Put a file into a thread, once for all runs of a job. `content` is the file to read, or its text.

    Raises `SlackError`, and `OSError` if the file can't be read.
    """
    send = partial(_send, client, content, filename)
    file = await steps.run(f"send {name}", send, retry=is_transient)
    share = partial(_share, client, file, filename, Place(channel, thread, steps.began))
    found = partial(_found_file, client, Place(channel, thread, steps.began), file)
    await steps.run(f"share {name}", _once(steps, share, found), retry=is_transient)


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


def _once(
    steps: Steps, do: Callable[[], Awaitable[str]], found: Callable[[], Awaitable[str | None]]
) -> Callable[[], Awaitable[str]]:
    """An attempt that may be repeated: it looks first whenever it may have been done before."""
    may_be_done = steps.resumed

    async def attempt() -> str:
        nonlocal may_be_done
        if may_be_done and (done := await found()) is not None:
            return done
        try:
            return await do()
        except BusyError as busy:
            may_be_done = busy.unclear
            raise

    return attempt


async def _post(client: AsyncWebClient, channel: str, thread: str, card: Card, mark: dict[str, str]) -> str:
    with calling_slack():
        posted = await _without_retries(client).chat_postMessage(
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


async def _found_post(client: AsyncWebClient, place: Place, mark: dict[str, str]) -> str | None:
    def marked(message: Message) -> bool:
        metadata = message.get("metadata") or {}
        return metadata.get("event_type") == _EVENT_TYPE and metadata.get("event_payload") == mark

    found = await find_message(client, place, marked)
    return str(found["ts"]) if found else None


async def _attach(
    client: AsyncWebClient, steps: Steps, *, name: str, text: str, channel: str, thread: str
) -> None:
    """The whole text of a card as a file; without it the card is still an answer."""
    place = {"channel": channel, "thread": thread}
    try:
        await upload_once(client, steps, name=name, content=text, filename=_FULL_TEXT, **place)
    except SlackError as error:
        log.warning("the full text of “%s” was not attached: %s", name, error)


async def _send(client: AsyncWebClient, content: str | Path, filename: str) -> str:
    """Hand the bytes to Slack; the id of a file that nobody sees yet."""
    read = content.read_bytes if isinstance(content, Path) else content.encode
    data = await asyncio.to_thread(read)
    with calling_slack():
        place = await client.files_getUploadURLExternal(filename=filename, length=len(data))
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(client.timeout)) as session,
            session.post(place["upload_url"], data=data, proxy=client.proxy) as response,
        ):
            response.raise_for_status()
    return str(place["file_id"])


async def _share(client: AsyncWebClient, file: str, filename: str, place: Place) -> str:
    with calling_slack():
        await _without_retries(client).files_completeUploadExternal(
            files=[{"id": file, "title": filename}], channel_id=place.channel, thread_ts=place.thread
        )
    return file


async def _found_file(client: AsyncWebClient, place: Place, file: str) -> str | None:
    def shared(message: Message) -> bool:
        return any(attached.get("id") == file for attached in message.get("files") or ())

    return file if await find_message(client, place, shared) else None


def _without_retries(client: AsyncWebClient) -> AsyncWebClient:
    bare = copy.copy(client)
    bare.retry_handlers = []
    return bare
