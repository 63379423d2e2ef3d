"""Clients: what is tried again without being asked, and what never is."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.authorize import OneWorkspace
from handlers.slack.clients import Access, Clients
from playground import Playground


@pytest.fixture
async def slack() -> AsyncIterator[Playground]:
    """The local Slack."""
    async with Playground() as slack:
        yield slack


@pytest.fixture
async def client(slack: Playground) -> AsyncIterator[AsyncWebClient]:
    access = Access(slack.bot_token, "B1", "UB")
    async with aiohttp.ClientSession() as session:
        yield await Clients(OneWorkspace(access), base_url=slack.api_url, session=session).of("T_DEMO")


async def test_a_refusal_for_the_rate_is_waited_out(slack: Playground, client: AsyncWebClient) -> None:
    slack.faults.fail("chat.postMessage", error="ratelimited", status=429, retry_after=0, times=2)
    await client.chat_postMessage(channel="C_MARKETING", text="hello")
    assert len(slack.calls("chat.postMessage")) == 3
    assert len(slack.messages("C_MARKETING")) == 1


@pytest.mark.parametrize("after", [False, True])
async def test_a_post_that_may_have_been_made_is_never_sent_again_unseen(
    slack: Playground, client: AsyncWebClient, *, after: bool
) -> None:
    slack.faults.fail("chat.postMessage", status=500, after=after)
    with pytest.raises(SlackApiError):
        await client.chat_postMessage(channel="C_MARKETING", text="hello")
    assert len(slack.calls("chat.postMessage")) == 1


async def test_where_there_was_no_connection_it_is_tried_again() -> None:
    tries: list[object] = []
    watch = aiohttp.TraceConfig()

    async def on_start(_session: object, _context: object, params: object) -> None:
        tries.append(params)

    watch.on_request_start.append(on_start)
    async with aiohttp.ClientSession(trace_configs=[watch]) as session:
        nobody = Clients(
            OneWorkspace(Access("xoxb-1", "B1", "UB")), base_url="http://127.0.0.1:9/api", session=session
        )
        with pytest.raises(aiohttp.ClientConnectorError):
            await (await nobody.of("T1")).auth_test()
    assert len(tries) == 3


def test_an_access_does_not_show_its_token() -> None:
    assert "xoxb" not in repr(Access("xoxb-1", "B1", "UB"))
