"""Tokens, scopes and Slack's bad days."""

import asyncio
from pathlib import Path

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from playground import Playground
from tests.playground.protocol.rig import CHANNEL, FOREIGN, MANIFEST, client_of, refusal


async def test_a_client_that_honours_retry_after_gets_through(
    slack: Playground, client: AsyncWebClient
) -> None:
    slack.faults.fail("chat.postMessage", error="ratelimited", status=429, retry_after=1, times=1)
    client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=1))
    started = asyncio.get_running_loop().time()
    await client.chat_postMessage(channel=CHANNEL, text="x")
    assert asyncio.get_running_loop().time() - started >= 1
    assert [call.status for call in slack.calls("chat.postMessage")] == [429, 200]


async def test_a_429_carries_slacks_code_and_header(slack: Playground, client: AsyncWebClient) -> None:
    slack.faults.fail("chat.postMessage", error="ratelimited", status=429, retry_after=7)
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel=CHANNEL, text="x")
    assert refused.value.response["error"] == "ratelimited"
    assert refused.value.response.headers["Retry-After"] == "7"


async def test_slack_may_do_a_thing_and_say_it_failed(slack: Playground, client: AsyncWebClient) -> None:
    slack.faults.fail("chat.postMessage", status=500, after=True)
    client.retry_handlers.append(AsyncServerErrorRetryHandler(max_retry_count=1))
    await client.chat_postMessage(channel=CHANNEL, text="x")
    assert len(slack.messages(CHANNEL)) == 2


async def test_faults_hit_their_own_method_as_often_as_asked(
    slack: Playground, client: AsyncWebClient
) -> None:
    slack.faults.fail("chat.postMessage", error="fatal_error", times=2)
    await client.auth_test()
    for _ in range(2):
        assert (await refusal(client.chat_postMessage(channel=CHANNEL, text="x")))["error"] == "fatal_error"
    await client.chat_postMessage(channel=CHANNEL, text="x")
    slack.faults.fail("chat.postMessage", error="fatal_error", times=9)
    slack.faults.clear()
    await client.chat_postMessage(channel=CHANNEL, text="x")


async def test_calls_can_be_slow(slack: Playground, client: AsyncWebClient) -> None:
    slack.faults.delay("auth.test", seconds=0.2)
    started = asyncio.get_running_loop().time()
    await client.auth_test()
    slow = asyncio.get_running_loop().time() - started
    await client.auth_test()
    assert slow >= 0.2
    assert asyncio.get_running_loop().time() - started - slow < 0.2


async def test_a_strict_workspace_takes_a_message_a_second_and_channel(
    slack: Playground, client: AsyncWebClient
) -> None:
    slack.world.paces_posts = True
    await client.chat_postMessage(channel=CHANNEL, text="1")
    await client.chat_postMessage(channel="U_ANA", text="1")
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel=CHANNEL, text="2")
    assert (refused.value.response.status_code, refused.value.response["error"]) == (429, "ratelimited")
    slack.world.clock.skip(1)
    await client.chat_postMessage(channel=CHANNEL, text="3")


@pytest.mark.parametrize(
    ("token", "error"),
    [
        ("xoxb-made-up", "invalid_auth"),
        ("nonsense", "invalid_auth"),
        ("", "not_authed"),
        ("xapp-playground-crmagent", "not_allowed_token_type"),
    ],
)
async def test_a_token_must_be_a_bots(slack: Playground, token: str, error: str) -> None:
    async with aiohttp.ClientSession() as session:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with session.post(f"{slack.api_url}chat.postMessage", json={}, headers=headers) as answer:
            assert (await answer.json())["error"] == error


async def test_a_revoked_token_is_worth_nothing(slack: Playground, client: AsyncWebClient) -> None:
    slack.faults.revoke(slack.bot_token)
    assert (await refusal(client.auth_test()))["error"] == "token_revoked"
    assert slack.deliveries == []


async def test_the_manifest_decides_what_a_token_may(tmp_path: Path) -> None:
    text = MANIFEST.read_text(encoding="utf-8").replace("      - chat:write\n", "")
    manifest = tmp_path / "manifest.yml"
    manifest.write_text(text, encoding="utf-8")
    async with Playground(manifest) as slack:
        answer = await refusal(client_of(slack).chat_postMessage(channel=CHANNEL, text="x"))
    assert (answer["error"], answer["needed"]) == ("missing_scope", "chat:write")
    assert "users:read" in answer["provided"].split(",")


async def test_auth_test_knows_the_bot_and_an_empty_json_body_is_no_argument(slack: Playground) -> None:
    headers = {"Authorization": f"Bearer {slack.bot_token}", "Content-Type": "application/json"}
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{slack.api_url}auth.test", data=b"", headers=headers) as answer:
            who = await answer.json()
        async with session.post(f"{slack.api_url}auth.test", data=b"{", headers=headers) as answer:
            broken = await answer.json()
        async with session.post(f"{slack.api_url}auth.test", data=b"[]", headers=headers) as answer:
            listed = await answer.json()
    assert (who["team_id"], who["user_id"], who["bot_id"]) == ("T_DEMO", "U_CRMAGENT", "B_CRMAGENT")
    assert (broken["error"], listed["error"]) == ("invalid_json", "json_not_object")


async def test_an_unknown_method_is_named(client: AsyncWebClient) -> None:
    answer = await refusal(client.api_call("chat.shout"))
    assert (answer["error"], answer["req_method"]) == ("unknown_method", "chat.shout")


async def test_calls_are_kept_with_their_arguments(slack: Playground, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel=CHANNEL, text="x")
    await refusal(client.chat_postMessage(channel=FOREIGN, text="y"))
    first, second = slack.calls("chat.postMessage")
    assert (first.args, first.token, first.answer["ok"]) == (
        {"channel": CHANNEL, "text": "x"},
        slack.bot_token,
        True,
    )
    assert second.answer["error"] == "not_in_channel"
    assert len(slack.calls()) == 2
