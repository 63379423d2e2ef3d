"""Posting exactly once, through the real client against the local Slack, whatever goes wrong on the way."""

from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.attachments import upload_once
from handlers.slack.blocks.card import Card
from handlers.slack.blocks.notes import note_card
from handlers.slack.clients import web_client
from handlers.slack.deliver import post_once, tell_privately, update_card
from handlers.slack.errors import (
    AccessLostError,
    BusyError,
    ChannelClosedError,
    MessageGoneError,
    MissingScopeError,
    RefusedError,
)
from playground import Playground
from tests.handlers.slack.slack_fixtures import Runs, client, runs, slack, texts

__all__ = ["client", "runs", "slack"]  # fixtures

CARD = note_card("Your Kopi-O is in your cart.")
HERE = "C_MARKETING"


async def posted(client: AsyncWebClient, runs: Runs, card: Card = CARD, **place: str) -> str:
    place = {"channel": HERE, **place}
    return await post_once(client, runs.begin(), key="Ev1", name="answer", card=card, **place)


async def test_a_card_is_posted_at_once_and_without_a_look_around(
    slack: Playground, client: AsyncWebClient, runs: Runs
) -> None:
    ts = await posted(client, runs)
    [message] = slack.messages(HERE)
    assert (message["ts"], message["text"]) == (ts, CARD.text)
    assert message["blocks"][0]["type"] == CARD.blocks[0]["type"]
    assert message["metadata"] == {"event_type": "crmagent_answer", "event_payload": {"key": "Ev1:answer"}}
    [call] = slack.calls()
    literal = {call.args[name] for name in ("unfurl_links", "unfurl_media", "mrkdwn")}
    assert literal <= {False, "0"}


async def test_a_post_that_was_recorded_is_neither_made_nor_looked_for_again(
    slack: Playground, client: AsyncWebClient, runs: Runs
) -> None:
    first = await posted(client, runs)
    assert await posted(client, runs) == first
    assert [call.method for call in slack.calls()] == ["chat.postMessage"]


@pytest.mark.parametrize("in_thread", [True, False])
async def test_a_post_whose_record_was_lost_is_found(
    slack: Playground, client: AsyncWebClient, runs: Runs, *, in_thread: bool
) -> None:
    thread = await slack.person("U_ANA").says(HERE, "a draft") if in_thread else ""
    runs.forgetful.add("post answer")
    first = await posted(client, runs, thread=thread)
    for _ in range(150):  # more than a page of others
        await client.chat_postMessage(channel=HERE, thread_ts=thread or None, text="another")
    runs.forgetful.clear()
    assert await posted(client, runs, thread=thread) == first
    assert texts(slack.messages(HERE, thread or None)).count(CARD.text) == 1


async def test_a_job_that_died_before_it_posted_posts(
    slack: Playground, client: AsyncWebClient, runs: Runs
) -> None:
    runs.begin()
    other = note_card("another post of the same job")
    await post_once(client, runs.begin(), key="Ev1", name="other", channel=HERE, card=other)
    await posted(client, runs)
    assert texts(slack.messages(HERE)) == [other.text, CARD.text]


async def test_a_message_of_somebody_else_with_the_same_words_is_not_taken_for_ours(
    slack: Playground, client: AsyncWebClient, runs: Runs
) -> None:
    await client.chat_postMessage(
        channel=HERE,
        text=CARD.text,
        metadata={"event_type": "crmagent_answer", "event_payload": {"key": "Ev2:answer"}},
    )
    runs.begin()
    await posted(client, runs)
    assert len(slack.messages(HERE)) == 2


@pytest.mark.parametrize("trouble", [{"status": 500}, {"error": "fatal_error"}, {"status": 503}])
@pytest.mark.parametrize("after", [True, False])
async def test_after_an_unclear_answer_it_looks_before_it_posts_again(
    slack: Playground, client: AsyncWebClient, runs: Runs, trouble: dict[str, Any], *, after: bool
) -> None:
    slack.faults.fail("chat.postMessage", **trouble, after=after, times=1 if after else 3)
    ts = await posted(client, runs)
    [message] = slack.messages(HERE)
    assert message["ts"] == ts
    assert runs.waits == ([1] if after else [1, 2, 4])
    assert len(slack.calls("conversations.history")) == (1 if after else 3)


async def test_slack_is_given_the_time_it_asks_for(
    slack: Playground, client: AsyncWebClient, runs: Runs
) -> None:
    slack.faults.fail("chat.postMessage", error="ratelimited", status=429, retry_after=17, times=2)
    await posted(client, runs)
    assert runs.waits == [17, 17]
    assert [call.method for call in slack.calls()] == ["chat.postMessage"] * 3  # surely not done: no look


async def test_a_timeout_is_unclear_too(slack: Playground, runs: Runs) -> None:
    slack.faults.delay("chat.postMessage", seconds=0.4)
    timeout = aiohttp.ClientTimeout(total=0.2)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        hurried = web_client(base_url=slack.api_url, session=session, token=slack.bot_token)
        await posted(hurried, runs)
    assert runs.waits == [1]
    assert len(slack.calls("conversations.history")) == 1


async def test_patience_ends_after_ten_minutes(slack: Playground, client: AsyncWebClient, runs: Runs) -> None:
    slack.faults.fail("chat.postMessage", status=503, times=1000)
    with pytest.raises(BusyError, match="Slack could not be reached"):
        await posted(client, runs)
    assert 500 < sum(runs.waits) <= 600


async def test_no_connection_at_all_is_waited_for(slack: Playground, runs: Runs) -> None:
    async with aiohttp.ClientSession() as session:
        nowhere = web_client(base_url="http://127.0.0.1:9/api/", session=session, token=slack.bot_token)
        with pytest.raises(BusyError) as caught:
            await posted(nowhere, runs)
    assert caught.value.code == "no_connection"
    assert not caught.value.unclear


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("not_in_channel", ChannelClosedError),
        ("channel_not_found", ChannelClosedError),
        ("is_archived", ChannelClosedError),
        ("cannot_reply_to_message", MessageGoneError),
        ("token_revoked", AccessLostError),
        ("account_inactive", AccessLostError),
        ("invalid_auth", AccessLostError),
        ("invalid_blocks", RefusedError),
        ("msg_too_long", RefusedError),
    ],
)
async def test_what_will_not_go_better_is_not_tried_again(
    slack: Playground, client: AsyncWebClient, runs: Runs, code: str, kind: type[Exception]
) -> None:
    slack.faults.fail("chat.postMessage", error=code, times=9)
    with pytest.raises(kind) as caught:
        await posted(client, runs)
    assert caught.value.code == code  # type: ignore[attr-defined]
    assert runs.waits == []


async def test_a_missing_permission_is_named(client: AsyncWebClient, slack: Playground, runs: Runs) -> None:
    slack.world.tokens[slack.bot_token].scopes = frozenset({"im:history"})
    with pytest.raises(MissingScopeError, match="chat:write"):
        await posted(client, runs)


async def test_a_channel_we_are_not_in_is_closed_to_us(client: AsyncWebClient, runs: Runs) -> None:
    with pytest.raises(ChannelClosedError, match="/invite"):
        await posted(client, runs, channel="C_GENERAL")


@pytest.mark.parametrize("resumed", [True, False])
async def test_nothing_is_left_behind_where_the_thread_was_deleted_meanwhile(
    slack: Playground, client: AsyncWebClient, runs: Runs, *, resumed: bool
) -> None:
    ana = slack.person("U_ANA")
    thread = await ana.says(HERE, "a draft")
    await ana.deletes(HERE, thread)
    if resumed:
        runs.begin()
    with pytest.raises(MessageGoneError):
        await posted(client, runs, thread=thread)
    assert slack.messages(HERE) == []


async def test_a_card_is_changed_in_its_place(slack: Playground, client: AsyncWebClient, runs: Runs) -> None:
    ts = await posted(client, runs)
    await update_card(client, channel=HERE, ts=ts, card=note_card("Done"))
    assert texts(slack.messages(HERE)) == ["Done"]


async def test_a_change_is_tried_again_when_slack_is_busy(
    slack: Playground, client: AsyncWebClient, runs: Runs
) -> None:
    ts = await posted(client, runs)
    slack.faults.fail("chat.update", error="ratelimited", status=429, retry_after=0, times=4)
    await update_card(client, channel=HERE, ts=ts, card=note_card("Done"))
    assert texts(slack.messages(HERE)) == ["Done"]
    assert len(slack.calls("chat.update")) == 5


async def test_changing_what_was_deleted_is_told_apart(client: AsyncWebClient) -> None:
    with pytest.raises(MessageGoneError):
        await update_card(client, channel=HERE, ts="1.000001", card=CARD)


async def test_the_text_that_did_not_fit_follows_as_a_file(
    slack: Playground, client: AsyncWebClient, runs: Runs
) -> None:
    long = CARD.model_copy(update={"overflow": "all of it ☕"})
    ts = await posted(client, runs, card=long)
    [_, reply] = slack.messages(HERE, ts)
    [file] = reply["files"]
    assert file["name"] == "full-text.txt"


async def test_a_file_is_shared_once(
    slack: Playground, client: AsyncWebClient, runs: Runs, tmp_path: Path
) -> None:
    path = tmp_path / "rejected.csv"
    path.write_text("line,reason\n3,no id\n", encoding="utf-8")
    thread = await slack.person("U_ANA").says(HERE, "my data")
    runs.forgetful.add("share rejects")
    slack.faults.fail("files.completeUploadExternal", status=500, after=True)
    for _ in range(3):
        await upload_once(
            client,
            runs.begin(),
            name="rejects",
            content=path,
            filename="rejected.csv",
            channel=HERE,
            thread=thread,
        )
    [_, reply] = slack.messages(HERE, thread)
    assert [file["name"] for file in reply["files"]] == ["rejected.csv"]
    assert len(slack.calls("files.completeUploadExternal")) == 1


async def test_a_word_to_one_person_is_said_where_they_are(slack: Playground, client: AsyncWebClient) -> None:
    await tell_privately(client, channel=HERE, user="U_BEN", card=CARD)
    assert texts(slack.ephemerals("U_BEN")) == [CARD.text]


async def test_where_we_may_not_write_the_word_goes_into_our_conversation(
    slack: Playground, client: AsyncWebClient
) -> None:
    await tell_privately(client, channel="C_GENERAL", user="U_BEN", card=CARD)
    await tell_privately(client, channel="", user="U_BEN", card=CARD)
    assert texts(slack.messages("D_BEN")) == [CARD.text, CARD.text]


async def test_a_word_that_can_not_be_said_is_let_go(slack: Playground, client: AsyncWebClient) -> None:
    slack.faults.revoke(slack.bot_token)
    await tell_privately(client, channel=HERE, user="U_BEN", card=CARD)
    assert slack.ephemerals("U_BEN") == []
