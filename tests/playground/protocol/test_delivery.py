"""Delivery: signatures, retries, sockets that come and go. Nothing is lost, and repetition shows as such."""

import asyncio
import hashlib
import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground import Playground, PlaygroundError
from tests.playground.protocol.rig import (
    CHANNEL,
    MANIFEST,
    Connect,
    Json,
    bolt_app,
    kinds,
    over_http,
    over_socket,
    refusal,
    serving,
)


def counting(app: AsyncApp) -> list[tuple[str, str, str]]:
    """Text, retry number and reason of each message that reaches the app."""
    seen: list[tuple[str, str, str]] = []

    @app.event("message")
    async def keep(event: Json, request: object) -> None:
        headers = getattr(request, "headers", {})
        number = headers.get("x-slack-retry-num", [""])[0]
        reason = headers.get("x-slack-retry-reason", [""])[0]
        seen.append((event.get("text", ""), number, reason))

    return seen


@asynccontextmanager
async def endpoint(slack: Playground, *answers: web.Response) -> AsyncIterator[list[tuple[Json, bytes]]]:
    """A web server without Bolt: headers and body of each request, answered in order, then with 200."""
    seen: list[tuple[Json, bytes]] = []
    left = list(answers)

    async def take(request: web.Request) -> web.Response:
        seen.append((dict(request.headers), await request.read()))
        return left.pop(0) if left else web.Response()

    app = web.Application()
    app.router.add_post("/slack/events", take)
    async with serving(app) as url:
        slack.events_url = f"{url}/slack/events"
        yield seen
        slack.events_url = None


async def test_a_request_is_signed_over_its_time_and_body(slack: Playground) -> None:
    async with endpoint(slack) as seen:
        await slack.person("U_ANA").says(CHANNEL, "hello")
        await slack.until(lambda: seen)
    headers, body = seen[0]
    base = b"v0:" + headers["X-Slack-Request-Timestamp"].encode() + b":" + body
    digest = hmac.new(slack.signing_secret.encode(), base, hashlib.sha256).hexdigest()
    assert headers["X-Slack-Signature"] == f"v0={digest}"
    assert "X-Slack-Retry-Num" not in headers


async def test_bolt_refuses_a_signature_by_another_secret(slack: Playground) -> None:
    app = bolt_app(slack)
    seen = counting(app)
    async with over_http(slack, app):
        slack.signing_secret = "stolen"  # noqa: S105 - that is the point
        slack.events_url = slack.events_url
        await slack.person("U_ANA").says(CHANNEL, "hello")
        await slack.until(lambda: len(slack.deliveries) == 4)
        await slack.until(lambda: slack.deliveries[-1].failure)
    assert {delivery.failure for delivery in slack.deliveries} == {"http_error"}
    assert seen == []


async def test_an_events_address_proves_itself_by_the_challenge(slack: Playground, app: AsyncApp) -> None:
    assert not await slack.hears()
    async with over_http(slack, app):
        assert await slack.hears()
    async with endpoint(slack):
        assert not await slack.hears()


async def test_what_is_not_acknowledged_comes_again_three_times(slack: Playground) -> None:
    failing = (web.Response(status=500), web.Response(status=404))
    async with endpoint(slack, *failing) as seen:
        await slack.person("U_ANA").says(CHANNEL, "hello")
        await slack.until(lambda: slack.deliveries and slack.deliveries[-1].acked_at)
    told = [(headers.get("X-Slack-Retry-Num"), headers.get("X-Slack-Retry-Reason")) for headers, _ in seen]
    assert told == [(None, None), ("1", "http_error"), ("2", "http_error")]
    assert len({body for _, body in seen}) == 1
    assert len({delivery.event_id for delivery in slack.deliveries}) == 1


async def test_after_three_retries_slack_gives_up(slack: Playground) -> None:
    async with endpoint(slack, *(web.Response(status=500) for _ in range(9))) as seen:
        await slack.person("U_ANA").says(CHANNEL, "hello")
        await slack.until(lambda: len(slack.deliveries) == 4 and slack.deliveries[-1].failure)
        await asyncio.sleep(0.3)
    assert len(seen) == 4


async def test_no_retry_asked_for_is_none_made(slack: Playground) -> None:
    async with endpoint(slack, web.Response(status=500, headers={"X-Slack-No-Retry": "1"})) as seen:
        await slack.person("U_ANA").says(CHANNEL, "hello")
        await slack.until(lambda: slack.deliveries[0].failure)
        await asyncio.sleep(0.1)
    assert len(seen) == 1


async def test_an_app_that_is_too_slow_hears_it_again(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    seen: list[str] = []

    @app.event("message")
    async def dawdle(body: Json) -> None:
        seen.append(body["event_id"])
        if len(seen) == 1:
            await asyncio.sleep(0.4)

    await connect(app)
    slack.courier.ack_within = 0.2
    await slack.person("U_ANA").says(CHANNEL, "hello")
    await slack.until(lambda: len(seen) == 2 and slack.deliveries[-1].acked_at)
    assert len(set(seen)) == 1
    assert slack.deliveries[0].failure in {"timeout", "http_timeout"}
    assert (slack.deliveries[1].attempt, slack.deliveries[1].reason) == (1, slack.deliveries[0].failure)


async def test_a_retry_shows_as_such_in_bolt(slack: Playground, app: AsyncApp, connect: Connect) -> None:
    seen = counting(app)
    await connect(app)
    await slack.person("U_ANA").says(CHANNEL, "hello")
    await slack.until(lambda: slack.deliveries and slack.deliveries[0].acked_at)
    await slack.deliver_again(slack.deliveries[0].event_id)
    assert [entry[1] or "0" for entry in seen] == ["0", "1"]
    assert seen[1][2] in {"timeout", "http_timeout"}


async def test_duplicates_on_demand(slack: Playground, app: AsyncApp, connect: Connect) -> None:
    seen = counting(app)
    await connect(app)
    slack.faults.duplicate(1)
    await slack.person("U_ANA").says(CHANNEL, "twice")
    await slack.person("U_ANA").says(CHANNEL, "once")
    await slack.until(lambda: len(seen) == 3)
    assert sorted(text for text, *_ in seen) == ["once", "twice", "twice"]


async def test_an_event_on_its_way_survives_a_cut_socket(slack: Playground, app: AsyncApp) -> None:
    started, seen = asyncio.Event(), []

    @app.event("message")
    async def keep(body: Json) -> None:
        seen.append(body["event_id"])
        started.set()
        if len(seen) == 1:
            await asyncio.sleep(0.2)

    slack.courier.retry_after = (0, 0.6, 2)
    async with over_socket(slack, app):
        await slack.person("U_ANA").says(CHANNEL, "hello")
        await started.wait()
        slack.faults.drop_socket()
        assert slack.sockets.connections == 0
        await slack.until(lambda: len(seen) == 2 and slack.deliveries[-1].acked_at)
    assert len(set(seen)) == 1
    assert [d.failure for d in slack.deliveries] == ["connection_failed", "connection_failed", ""]


async def test_what_happens_while_nobody_listens_is_delivered_later(slack: Playground, app: AsyncApp) -> None:
    seen = counting(app)
    await slack.person("U_ANA").says(CHANNEL, "hello")
    await slack.until(lambda: slack.deliveries and slack.deliveries[0].failure)
    async with over_socket(slack, app):
        await slack.until(lambda: seen)
    assert slack.deliveries[0].failure == "connection_failed"


async def test_asked_to_reconnect_the_client_does(slack: Playground, app: AsyncApp) -> None:
    seen = counting(app)
    async with over_socket(slack, app):
        opened = len(slack.calls("apps.connections.open"))
        slack.faults.refresh_sockets()
        await slack.until(lambda: len(slack.calls("apps.connections.open")) > opened)
        await slack.until(lambda: slack.sockets.connections == 1)
        await slack.person("U_ANA").says(CHANNEL, "hello")
        await slack.until(lambda: seen)


async def test_several_connections_share_the_work(slack: Playground) -> None:
    first, second = bolt_app(slack), bolt_app(slack)
    seen = [counting(first), counting(second)]
    async with over_socket(slack, first), over_socket(slack, second):
        for number in range(4):
            await slack.person("U_ANA").says(CHANNEL, f"{number}")
        await slack.until(lambda: sum(map(len, seen)) == 4)
    assert [len(part) for part in seen] == [2, 2]


async def test_an_eleventh_socket_is_sent_away(slack: Playground) -> None:
    app_client = AsyncWebClient(token=slack.app_token, base_url=slack.api_url)
    async with aiohttp.ClientSession() as session:
        sockets = []
        for _ in range(11):
            opened = await app_client.apps_connections_open(app_token=slack.app_token)
            sockets.append(await session.ws_connect(opened["url"]))
        hellos = [await socket.receive_json() for socket in sockets]
        for socket in sockets:
            await socket.close()
    assert [hello["type"] for hello in hellos] == ["hello"] * 10 + ["disconnect"]
    assert hellos[10]["reason"] == "too_many_websockets"
    assert (hellos[9]["num_connections"], hellos[0]["connection_info"]) == (10, {"app_id": "A_CRMAGENT"})


async def test_a_socket_needs_a_fresh_ticket_and_ignores_what_is_no_json(slack: Playground) -> None:
    app_client = AsyncWebClient(token=slack.app_token, base_url=slack.api_url)
    url = (await app_client.apps_connections_open(app_token=slack.app_token))["url"]
    async with aiohttp.ClientSession() as session:
        socket = await session.ws_connect(url)
        await socket.receive_json()
        await socket.send_str("sdk-ping-pong:1")
        await socket.send_str("[1]")
        await slack.person("U_ANA").says(CHANNEL, "hello")
        envelope = await socket.receive_json()
        await socket.send_json({"envelope_id": "unknown"})
        await socket.send_json({"envelope_id": envelope["envelope_id"]})
        await slack.until(lambda: slack.deliveries[0].acked_at)
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)
        await socket.close()
    assert (envelope["type"], envelope["retry_attempt"]) == ("events_api", 0)
    assert envelope["accepts_response_payload"] is False
    assert envelope["payload"]["event"]["text"] == "hello"


async def test_a_bot_token_opens_no_socket(slack: Playground, client: AsyncWebClient) -> None:
    answer = await refusal(client.apps_connections_open(app_token=slack.bot_token))
    assert answer["error"] in {"missing_scope", "not_allowed_token_type"}


async def test_only_what_the_manifest_subscribes_to_is_delivered(tmp_path: Path) -> None:
    text = MANIFEST.read_text(encoding="utf-8").replace("      - message.channels\n", "")
    manifest = tmp_path / "manifest.yml"
    manifest.write_text(text, encoding="utf-8")
    async with Playground(manifest) as slack:
        ana = slack.person("U_ANA")
        await ana.says(CHANNEL, "hello")
        await ana.says(await ana.opens_dm(), "hello")
        assert kinds(slack) == ["app_home_opened", "message"]


async def test_acknowledgements_are_timed(slack: Playground, app: AsyncApp, connect: Connect) -> None:
    counting(app)
    await connect(app)
    await slack.person("U_ANA").says(CHANNEL, "hello")
    await slack.until(lambda: slack.deliveries and slack.deliveries[0].acked_at)
    assert slack.deliveries[0].ack_seconds is not None
    assert 0 < slack.deliveries[0].ack_seconds < 1


async def test_whoever_waits_in_vain_is_told_what_happened(slack: Playground, client: AsyncWebClient) -> None:
    await refusal(client.chat_postMessage(channel="C_NOWHERE", text="x"))
    await slack.person("U_ANA").says(CHANNEL, "hello")
    with pytest.raises(PlaygroundError, match=r"message \(attempt 0\)") as problem:
        await slack.until(lambda: False, seconds=0.05)
    assert "chat.postMessage → channel_not_found" in str(problem.value)
