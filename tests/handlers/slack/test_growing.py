"""An answer that is posted before it is whole: one message, completed, whenever the process died."""

import asyncio
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.blocks.card import Card
from handlers.slack.blocks.notes import note_card
from handlers.slack.deliver import post_growing, post_once
from handlers.slack.errors import BusyError, ChannelClosedError, MessageGoneError
from handlers.slack.growing import Growing
from playground import Playground
from tests.handlers.slack.slack_fixtures import Runs, client, runs, slack, texts

__all__ = ["client", "runs", "slack"]  # fixtures

FIRST, WHOLE, CLOSING = note_card("A first version"), note_card("All of it"), note_card("No more of it")
HERE = "C_MARKETING"


class LostError(Exception):
    """What kept the whole from coming."""


class Coming:
    """The whole, which comes when the test says so."""

    def __init__(self, card: Card = WHOLE) -> None:
        self.card = card
        self.whole: asyncio.Future[Card] = asyncio.get_running_loop().create_future()

    def comes(self) -> "Coming":
        self.whole.set_result(self.card)
        return self

    def is_lost(self) -> "Coming":
        self.whole.set_exception(LostError())
        return self


async def posted(client: AsyncWebClient, runs: Runs, coming: Coming, **place: str) -> str:
    growing = Growing(first=FIRST, closing=CLOSING, whole=coming.whole)
    place = {"channel": HERE, **place}
    return await post_growing(client, runs.begin(), key="Ev1", name="answer", growing=growing, **place)


async def shown_first(
    slack: Playground, client: AsyncWebClient, runs: Runs, coming: Coming
) -> asyncio.Task[str]:
    """A run of the job whose first version is there."""
    running = asyncio.create_task(posted(client, runs, coming))
    await slack.until(lambda: texts(slack.messages(HERE)) == [FIRST.text])
    return running


async def killed(running: asyncio.Task[str]) -> None:
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


def calls(slack: Playground) -> list[str]:
    return [call.method for call in slack.calls()]


async def test_the_first_version_is_completed_in_its_place(
    slack: Playground, client: AsyncWebClient, runs: Runs
) -> None:
    coming = Coming()
    running = await shown_first(slack, client, runs, coming)
    coming.comes()
    ts = await running
    [message] = slack.messages(HERE)
    assert (message["ts"], message["text"]) == (ts, WHOLE.text)
    assert message["metadata"]["event_payload"] == {"key": "Ev1:answer"}
    assert calls(slack) == ["chat.postMessage", "chat.update"]


async def test_what_is_whole_by_the_time_it_is_posted_is_not_changed_again(
    slack: Playground, client: AsyncWebClient, runs: Runs
) -> None:
    await posted(client, runs, Coming().comes())
    assert texts(slack.messages(HERE)) == [WHOLE.text]
    assert calls(slack) == ["chat.postMessage"]


@pytest.mark.parametrize("lost", [set(), {"post answer"}])
async def test_a_process_that_died_in_between_leaves_the_rest_to_the_next(
    slack: Playground, client: AsyncWebClient, runs: Runs, lost: set[str]
) -> None:
    runs.forgetful |= lost
    await killed(await shown_first(slack, client, runs, Coming()))
    runs.forgetful.clear()
    await posted(client, runs, Coming().comes())
    assert texts(slack.messages(HERE)) == [WHOLE.text]
    assert calls(slack).count("chat.postMessage") == 1


async def test_one_that_died_before_it_posted_posts_the_newest(
    slack: Playground, client: AsyncWebClient, runs: Runs
) -> None:
    runs.begin()
    await posted(client, runs, Coming().comes())
    assert texts(slack.messages(HERE)) == [WHOLE.text]
    assert calls(slack) == ["conversations.history", "chat.postMessage"]


async def test_what_people_have_used_since_is_not_touched_by_a_later_run(
    slack: Playground, client: AsyncWebClient, runs: Runs
) -> None:
    ts = await posted(client, runs, Coming().comes())
    await client.chat_update(channel=HERE, ts=ts, text="Used by Ana", blocks=list(FIRST.blocks))
    await posted(client, runs, Coming().comes())
    assert texts(slack.messages(HERE)) == ["Used by Ana"]


async def test_the_completion_is_tried_again_when_slack_is_busy(
    slack: Playground, client: AsyncWebClient, runs: Runs
) -> None:
    slack.faults.fail("chat.update", error="ratelimited", status=429, retry_after=7, times=2)
    coming = Coming()
    running = await shown_first(slack, client, runs, coming)
    coming.comes()
    await running
    assert runs.waits == [7, 7]
    assert texts(slack.messages(HERE)) == [WHOLE.text]


@pytest.mark.parametrize("trouble", [{"status": 500, "after": True}, {"status": 503}])
async def test_after_an_unclear_answer_there_is_still_one_message(
    slack: Playground, client: AsyncWebClient, runs: Runs, trouble: dict[str, Any]
) -> None:
    slack.faults.fail("chat.postMessage", **trouble)
    coming = Coming()
    running = await shown_first(slack, client, runs, coming)
    coming.comes()
    await running
    assert texts(slack.messages(HERE)) == [WHOLE.text]


async def test_while_slack_wants_to_wait_the_newest_takes_the_place_of_the_first(
    slack: Playground, client: AsyncWebClient, runs: Runs
) -> None:
    coming = Coming()

    runs.meanwhile = coming.comes
    slack.faults.fail("chat.postMessage", error="ratelimited", status=429, retry_after=30)
    await posted(client, runs, coming)
    assert texts(slack.messages(HERE)) == [WHOLE.text]
    assert calls(slack) == ["chat.postMessage"] * 2


async def test_a_first_version_that_is_refused_waits_for_the_whole(
    slack: Playground, client: AsyncWebClient, runs: Runs
) -> None:
    slack.faults.fail("chat.postMessage", error="invalid_blocks")
    coming = Coming()
    running = asyncio.create_task(posted(client, runs, coming))
    await slack.until(lambda: slack.calls("chat.postMessage"))
    coming.comes()
    await running
    assert texts(slack.messages(HERE)) == [WHOLE.text]


async def test_where_we_may_not_write_nothing_is_waited_for(client: AsyncWebClient, runs: Runs) -> None:
    with pytest.raises(ChannelClosedError):
        await posted(client, runs, Coming(), channel="C_GENERAL")


@pytest.mark.parametrize("dies", [True, False])
async def test_when_the_whole_never_comes_the_message_says_so(
    slack: Playground, client: AsyncWebClient, runs: Runs, *, dies: bool
) -> None:
    coming = Coming()
    running = await shown_first(slack, client, runs, coming)
    if dies:
        await killed(running)
        running = asyncio.create_task(posted(client, runs, coming))
    coming.is_lost()
    with pytest.raises(LostError):
        await running
    assert texts(slack.messages(HERE)) == [CLOSING.text]


async def test_when_it_never_comes_and_nothing_was_posted_nothing_is(
    slack: Playground, client: AsyncWebClient, runs: Runs
) -> None:
    with pytest.raises(LostError):
        await posted(client, runs, Coming().is_lost())
    assert slack.messages(HERE) == []


async def test_one_that_was_deleted_is_not_posted_again(
    slack: Playground, client: AsyncWebClient, runs: Runs
) -> None:
    coming = Coming()
    running = await shown_first(slack, client, runs, coming)
    [message] = slack.messages(HERE)
    await client.chat_delete(channel=HERE, ts=message["ts"])
    coming.comes()
    with pytest.raises(MessageGoneError):
        await running
    assert slack.messages(HERE) == []


async def test_what_does_not_fit_follows_the_whole_as_a_file(
    slack: Playground, client: AsyncWebClient, runs: Runs
) -> None:
    ts = await posted(client, runs, Coming(WHOLE.model_copy(update={"overflow": "all of it ☕"})).comes())
    [_, reply] = slack.messages(HERE, ts)
    assert [file["name"] for file in reply["files"]] == ["full-text.txt"]


async def test_an_answer_that_was_recorded_by_an_older_version_is_completed(
    slack: Playground, client: AsyncWebClient, runs: Runs
) -> None:
    await post_once(client, runs.begin(), key="Ev1", name="answer", channel=HERE, card=FIRST)
    await posted(client, runs, Coming().comes())
    assert texts(slack.messages(HERE)) == [WHOLE.text]


async def test_patience_ends_here_too(slack: Playground, client: AsyncWebClient, runs: Runs) -> None:
    slack.faults.fail("chat.postMessage", status=503, times=1000)
    with pytest.raises(BusyError):
        await posted(client, runs, Coming())
