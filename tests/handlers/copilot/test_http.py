import asyncio
import io
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from handlers.copilot.desk import CopilotDesk
from handlers.slack.limiter import Limiter
from store.tokens import revoke_token
from store.workspaces import connect_workspace, note_workspace
from tests.handlers.copilot.conftest import DRAFT, NOW
from tests.handlers.copilot.site import HEADERS, Place, content_of, from_slack, placed, request, signed

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place(desk: CopilotDesk) -> AsyncIterator[Place]:
    """The tools on a port; T_SHOP is Kopi Lorong's workspace, T_NEW nobody's."""
    async with desk.database.session() as session:
        for team in ("T_SHOP", "T_NEW"):
            await note_workspace(session, team_id=team, name=f"Room {team}", now=NOW)
        await connect_workspace(session, team_id="T_SHOP", merchant_id="m02", now=NOW)
    async with placed(desk) as opened:
        yield opened


CALLS: dict[str, dict[str, Any]] = {
    "rewrite_message": DRAFT,
    "diagnose_message": DRAFT,
    "compare_messages": {"first": {"body": "Hi"}, "second": {"body": "See what is new."}},
    "explain_segment": {"audience": "lapsing_buyers"},
    "list_underperforming": {},
    "get_campaign": {"campaign_id": "C-1034"},
    "search": {"query": "coffee"},
    "fetch": {"id": "C-1034"},
}


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_the_official_client_lists_and_calls_every_tool(place: Place, mode: str) -> None:
    token = await place.token("read", "write")
    async with asyncio.timeout(60), place.client(token, mode=mode) as client:
        kept = await client.call_tool("rewrite_message", DRAFT)
        assert kept.structured_content is not None
        about = {"suggestion_id": kept.structured_content["id"]}
        test = {**about, "weekly": 5_000}
        calls = CALLS | {"record_feedback": {**about, "verdict": "good"}}
        calls |= {"plan_trial": test, "start_trial": test}
        assert {tool.name for tool in (await client.list_tools()).tools} == calls.keys()
        for tool, arguments in calls.items():
            result = await client.call_tool(tool, arguments)
            assert not result.is_error, (tool, result.content)
        assert len((await client.list_resources()).resources) == 3
        assert len((await client.list_prompts()).prompts) == 2


async def test_without_a_token_or_signature_nothing_is_told(place: Place) -> None:
    for method in ("tools/list", "tools/call", "initialize", "resources/list", "nonsense"):
        status, content = await place.post(request(method), {})
        assert (status, content["error"]) == (401, "invalid_token")


async def test_who_is_refused_is_told_where_to_look(place: Place) -> None:
    async with place.session.post(place.url, data="{}", headers=HEADERS) as answer:
        challenge = answer.headers["WWW-Authenticate"]
    told = f"{place.address}/.well-known/oauth-protected-resource/mcp"
    assert challenge.startswith("Bearer ")
    assert f'resource_metadata="{told}"' in challenge
    async with place.session.get(told) as answer:
        metadata = await content_of(answer)
    assert metadata["resource"] == place.url
    assert metadata["scopes_supported"] == ["read", "write", "personal"]


@pytest.mark.parametrize(
    "authorization", ["Bearer", "Bearer ", "Bearer no", "Basic eDp5", "crm_m02_1", "Bearer é"]
)
async def test_what_is_no_token_of_ours_is_refused(place: Place, authorization: str) -> None:
    status, _ = await place.post(request("tools/list"), {"Authorization": authorization})
    assert status == 401


async def test_an_expired_or_revoked_token_works_no_more(place: Place) -> None:
    over = await place.token(expires=NOW - timedelta(seconds=1))
    running = await place.token(expires=NOW + timedelta(seconds=1))
    for token, expected in ((over, 401), (running, 200)):
        status, _ = await place.post(request("tools/list"), {"Authorization": f"Bearer {token}"})
        assert status == expected
    async with place.desk.database.session() as session:
        assert await revoke_token(session, token_id=place.token_id, now=NOW)
    async with asyncio.timeout(20):  # within a second, on a machine that is not busy
        while (await place.post(request("tools/list"), {"Authorization": f"Bearer {running}"}))[0] != 401:
            pass


async def test_slacks_assistant_is_known_by_its_signature(place: Place) -> None:
    body = from_slack("rewrite_message", DRAFT)
    status, content = await place.post(body, signed(body, at=NOW))
    assert status == 200, content
    result = content["result"]
    assert not result.get("isError"), result
    assert result["structuredContent"]["outcome"] == "rewritten"
    (newest,) = await place.calls(1)
    assert (newest.via, newest.team_id, newest.who) == ("slack", "T_SHOP", "U_ANA")


async def test_a_workspace_of_nobodys_gets_help_and_nobodys_data(place: Place) -> None:
    for tool, arguments, is_error in (
        ("rewrite_message", DRAFT, False),
        ("get_campaign", {"campaign_id": "C-1034"}, True),
    ):
        for team in ("T_NEW", "T_UNHEARD_OF"):
            body = from_slack(tool, arguments, team=team)
            _, content = await place.post(body, signed(body, at=NOW))
            assert content["result"].get("isError", False) is is_error


@pytest.mark.parametrize(
    ("age", "secret", "tamper"),
    [
        (timedelta(minutes=5, seconds=1), None, False),
        (timedelta(minutes=-6), None, False),
        (timedelta(), "another's", False),
        (timedelta(), None, True),
    ],
)
async def test_a_signature_that_is_old_wrong_or_of_something_else_is_refused(
    place: Place, age: timedelta, secret: str | None, tamper: bool
) -> None:
    body = from_slack("get_campaign", {"campaign_id": "C-1034"})
    headers = signed(body, at=NOW - age, **({"secret": secret} if secret else {}))
    status, _ = await place.post(body.replace("U_ANA", "U_BEN") if tamper else body, headers)
    assert status == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Slack-Signature": "v0=0"},
        {"X-Slack-Signature": "v0=0", "X-Slack-Request-Timestamp": "soon"},
        {"X-Slack-Signature": "", "X-Slack-Request-Timestamp": "1"},
        {"X-Slack-Signature": "v0=" + "0" * 64, "X-Slack-Request-Timestamp": "9" * 40},
    ],
)
async def test_half_a_signature_is_refused_even_with_a_good_token(
    place: Place, headers: dict[str, str]
) -> None:
    token = await place.token()
    status, _ = await place.post(request("tools/list"), {**headers, "Authorization": f"Bearer {token}"})
    assert status == 401


async def test_bytes_that_are_no_text_are_refused(place: Place) -> None:
    headers = {"X-Slack-Signature": "v0=" + "0" * 64, "X-Slack-Request-Timestamp": str(int(NOW.timestamp()))}
    assert (await place.post(b"\xff\xfe", headers))[0] == 401


async def test_slack_may_look_around_before_it_says_for_whom(place: Place) -> None:
    body = request("tools/list")
    status, content = await place.post(body, signed(body, at=NOW))
    assert status == 200
    assert content["result"]["tools"]
    for person in ({}, {"team_id": "T_SHOP"}, {"team_id": "T_SHOP", "user_id": "U'--"}, None, []):
        params = {"name": "search", "arguments": {"query": "coffee"}, "_meta": {"slack": person}}
        body = request("tools/call", params)
        status, content = await place.post(body, signed(body, at=NOW))
        assert status in {200, 400}
        if status == 200:
            assert "can't tell who asks" in content["result"]["content"][0]["text"]


async def test_an_identity_in_the_body_means_nothing_without_the_signature(place: Place) -> None:
    """Somebody with a token of another shop writes Ana's name into the call."""
    token = await place.token(merchant="m03")
    body = from_slack("get_campaign", {"campaign_id": "C-1034"})
    _, content = await place.post(body, {"Authorization": f"Bearer {token}"})
    assert "no campaign “C-1034”" in content["result"]["content"][0]["text"]


@pytest.mark.parametrize(
    ("tool", "known", "unheard_of"),
    [
        ("get_campaign", {"campaign_id": "C-1034"}, {"campaign_id": "C-9999"}),
        ("rewrite_message", {"campaign_id": "C-1034"}, {"campaign_id": "C-9999"}),
        ("fetch", {"id": "campaign:C-1034"}, {"id": "campaign:C-9999"}),
        ("fetch", {"id": "suggestion:{}"}, {"id": "suggestion:S-9999"}),
        ("rewrite_message", {"suggestion_id": "{}"}, {"suggestion_id": "S-9999"}),
        (
            "record_feedback",
            {"suggestion_id": "{}", "verdict": "good"},
            {"suggestion_id": "S-9999", "verdict": "good"},
        ),
    ],
)
async def test_another_shops_things_are_as_if_they_were_not_there(
    place: Place, tool: str, known: dict[str, str], unheard_of: dict[str, str]
) -> None:
    """The same answer, but for the id that was asked for: not even that it exists is told."""
    own, other = await place.token("read", "write"), await place.token("read", "write", merchant="m03")
    kept = (await place.call(own, "rewrite_message", **DRAFT))["structuredContent"]["id"]
    known = {name: value.format(kept) for name, value in known.items()}
    assert not (await place.call(own, tool, **known)).get("isError")
    asked, invented = next(iter(known.values())), next(iter(unheard_of.values()))
    answers = [await place.call(other, tool, **arguments) for arguments in (known, unheard_of)]
    assert all(answer["isError"] for answer in answers)
    first, second = (json.dumps(answer) for answer in answers)
    assert first.replace(asked.rpartition(":")[2], "X") == second.replace(invented.rpartition(":")[2], "X")


async def test_a_search_finds_nothing_of_another_shop(place: Place) -> None:
    other = await place.token(merchant="m03")
    found = await place.call(other, "search", query="kopi lorong C-1034 C-1035")
    own = await place.token()
    of_m02 = {
        one["id"] for one in (await place.call(own, "search", query="kopi"))["structuredContent"]["results"]
    }
    assert of_m02
    assert not of_m02 & {one["id"] for one in found["structuredContent"]["results"]}


async def test_reading_is_all_that_a_token_may_unless_told(place: Place) -> None:
    token = await place.token()
    kept = (await place.call(token, "rewrite_message", **DRAFT))["structuredContent"]["id"]
    refused = await place.call(token, "record_feedback", suggestion_id=kept, verdict="good")
    assert refused["isError"]
    assert "lacks the permission “write”" in refused["content"][0]["text"]
    writer = await place.token("write")
    assert not (await place.call(writer, "record_feedback", suggestion_id=kept, verdict="good")).get(
        "isError"
    )
    assert "“read”" in (await place.call(writer, "search", query="coffee"))["content"][0]["text"]


async def test_personal_data_is_hidden_without_its_switch(place: Place) -> None:
    private = "Hi Ana, call +65 8123 4567 or write to ana.tan@example.com. Order by 2026-11-30!"
    sees, does_not = await place.token("read", "personal"), await place.token("read")
    said = await place.call(does_not, "rewrite_message", body=private, audience="lapsing_buyers")
    kept = said["structuredContent"]["id"]
    for token, hidden in ((sees, False), (does_not, True)):
        document = (await place.call(token, "fetch", id=kept))["structuredContent"]["text"]
        assert ("8123 4567" not in document) is hidden
        assert "2026-11-30" in document


async def test_a_minute_has_room_for_so_many_calls_of_each_token(desk: CopilotDesk) -> None:
    async with placed(replace(desk, limiter=Limiter(2, desk.clock))) as place:
        for merchant in ("m02", "m03"):
            token = await place.token(merchant=merchant)
            results = [await place.call(token, "search", query="x") for _ in range(3)]
            assert [bool(result.get("isError")) for result in results] == [False, False, True]
            assert "Try again in 60 seconds" in results[-1]["content"][0]["text"]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Host": "evil.example.com"}, 421),
        ({"Host": "evil.example.com:80"}, 421),
        ({"Host": "127.0.0.1.evil.example.com"}, 421),
        ({"Origin": "https://evil.example.com"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost:6274"}, 200),
        ({"Content-Type": "text/plain"}, 400),
        ({}, 200),
    ],
)
async def test_other_names_and_pages_are_refused(
    place: Place, headers: dict[str, str], expected: int
) -> None:
    token = await place.token()
    status, _ = await place.post(request("tools/list"), {"Authorization": f"Bearer {token}", **headers})
    assert status == expected


async def test_the_public_address_is_a_name_of_ours(desk: CopilotDesk) -> None:
    settings = {"public_url": "https://crm.example.com", "allowed_hosts": "crm.internal:8080"}
    async with placed(desk, **settings, allowed_origins="https://console.example.com") as place:
        token = {"Authorization": f"Bearer {await place.token()}"}
        for headers in (
            {"Host": "crm.example.com"},
            {"Host": "crm.internal:8080"},
            {"Origin": "https://crm.example.com"},
            {"Origin": "https://console.example.com"},
        ):
            assert (await place.post(request("tools/list"), token | headers))[0] == 200, headers
        async with place.session.get(f"{place.address}/.well-known/oauth-protected-resource") as answer:
            assert (await content_of(answer))["resource"] == "https://crm.example.com/mcp"


async def test_only_posts_are_answered(place: Place) -> None:
    headers = {**HEADERS, "Authorization": f"Bearer {await place.token()}"}
    for method in ("GET", "DELETE", "PUT"):
        async with place.session.request(method, place.url, headers=headers) as answer:
            assert answer.status == 405
    async with place.session.get(place.url, headers=HEADERS) as answer:
        assert answer.status == 401


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", '{"jsonrpc":"2.0"}', "[" * 5_000, '{"id":' + "9" * 5_000 + "}"]
)
@pytest.mark.parametrize("version", ["2025-06-18", "2026-07-28", "1999-01-01"])
async def test_what_is_no_request_is_refused_and_breaks_nothing(
    place: Place, body: str, version: str
) -> None:
    headers = {"Authorization": f"Bearer {await place.token()}", "MCP-Protocol-Version": version}
    status, _ = await place.post(body, headers)
    assert 400 <= status < 500


async def test_a_huge_request_is_refused(place: Place) -> None:
    headers = {"Authorization": f"Bearer {await place.token()}"}
    assert (await place.post(io.BytesIO(b"x" * 1_100_000), headers))[0] == 413


async def test_every_call_is_written_down_with_its_end(place: Place) -> None:
    token = await place.token()
    await place.call(token, "search", query="coffee")
    await place.call(token, "get_campaign", campaign_id="C-0")
    await place.call(token, "record_feedback", suggestion_id="S-1", verdict="good")
    await place.call(token, "explain_segment")
    calls = await place.calls(4)
    assert [(call.tool, call.outcome) for call in reversed(calls)] == [
        ("search", "ok"),
        ("get_campaign", "unknown campaign here"),
        ("record_feedback", "not allowed"),
        ("explain_segment", "arguments"),
    ]
    assert {call.who for call in calls} == {place.token_id}
