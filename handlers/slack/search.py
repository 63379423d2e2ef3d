"""Looking for something of ours in a conversation: what a process that died may have left there."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.errors import MessageGoneError, calling_slack

Message = Mapping[str, Any]
_SKEW = 15 * 60  # seconds by which Slack's clock and ours may differ
_PAGE = 100


@dataclass(frozen=True)
class Place:
    """Where to look: a thread, or what stands in a channel itself if `thread` is "".

    Nothing older than `since` (seconds since the epoch, by our clock) is looked at.
    """

    channel: str
    thread: str
    since: float


async def find_message(
    client: AsyncWebClient, place: Place, wanted: Callable[[Message], bool]
) -> Message | None:
    """The first message that is `wanted`; None if there is none, or no thread. Raises `SlackError`."""
    try:
        async for message in _messages(client, place):
            if wanted(message):
                return message
    except MessageGoneError:  # with its thread gone nothing can stand in it
        pass
    return None


async def _messages(client: AsyncWebClient, place: Place) -> AsyncIterator[Message]:
    arguments: dict[str, Any] = {
        "channel": place.channel,
        "oldest": f"{max(place.since - _SKEW, 0):.6f}",
        "limit": _PAGE,
        "include_all_metadata": True,
    }
    while True:
        with calling_slack():
            page = await _page(client, place.thread, arguments)
        for message in page["messages"]:
            yield message
        arguments["cursor"] = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not arguments["cursor"]:
            return


async def _page(client: AsyncWebClient, thread: str, arguments: Mapping[str, Any]) -> Message:
    if thread:
        replies: Message = (await client.conversations_replies(ts=thread, **arguments)).data  # type: ignore[assignment]
        return replies
    history: Message = (await client.conversations_history(**arguments)).data  # type: ignore[assignment]
    return history
