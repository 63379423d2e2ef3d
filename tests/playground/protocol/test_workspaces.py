"""Conversations and people as the API lists them; two workspaces that never meet; installing and leaving."""

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground import Playground, PlaygroundError
from tests.playground.protocol.rig import CHANNEL, FOREIGN, Connect, Json, client_of, refusal

BACK = "http://127.0.0.1:1/slack/oauth_redirect"


async def pages(call: Any, name: str, **arguments: Any) -> AsyncIterator[list[Any]]:
    """The pages of a list, following the cursors."""
    cursor = ""
    while True:
        answer = await call(**arguments, cursor=cursor)
        yield answer[name]
        if not (cursor := answer["response_metadata"]["next_cursor"]):
            return


def first_attempts(slack: Playground) -> list[str]:
    """What the app was told, however often it had to be told."""
    return [delivery.kind for delivery in slack.deliveries if not delivery.attempt]


async def test_history_comes_newest_first_in_pages_without_replies(
    client: AsyncWebClient,
) -> None:
    sent = [(await client.chat_postMessage(channel=CHANNEL, text=f"{n}"))["ts"] for n in range(5)]
    await client.chat_postMessage(channel=CHANNEL, text="reply", thread_ts=sent[0])
    await client.chat_postMessage(channel=CHANNEL, text="told all", thread_ts=sent[0], reply_broadcast=True)
    found = [
        [message["text"] for message in page]
        async for page in pages(client.conversations_history, "messages", channel=CHANNEL, limit=2)
    ]
    assert found == [["told all", "4"], ["3", "2"], ["1", "0"]]
    between = await client.conversations_history(channel=CHANNEL, oldest=sent[1], latest=sent[3])
    both_ends = await client.conversations_history(
        channel=CHANNEL, oldest=sent[1], latest=sent[3], inclusive=True
    )
    assert [m["text"] for m in between["messages"]] == ["2"]
    assert [m["text"] for m in both_ends["messages"]] == ["3", "2", "1"]


async def test_replies_come_oldest_first_and_metadata_only_on_request(
    slack: Playground, client: AsyncWebClient
) -> None:
    root = await slack.person("U_ANA").says(CHANNEL, "root")
    meta = {"event_type": "answer", "event_payload": {"key": "1:answer"}}
    for number in range(3):
        await client.chat_postMessage(channel=CHANNEL, text=f"{number}", thread_ts=root, metadata=meta)
    plain = await client.conversations_replies(channel=CHANNEL, ts=root)
    full = await client.conversations_replies(channel=CHANNEL, ts=root, include_all_metadata=True)
    assert [m["text"] for m in plain["messages"]] == ["root", "0", "1", "2"]
    assert not any("metadata" in m for m in plain["messages"])
    assert [m.get("metadata") for m in full["messages"]] == [None, meta, meta, meta]
    found = [
        len(page)
        async for page in pages(client.conversations_replies, "messages", channel=CHANNEL, ts=root, limit=3)
    ]
    assert found == [3, 1]


async def test_what_the_app_is_not_in_it_cannot_read_until_it_joins(
    client: AsyncWebClient,
) -> None:
    assert (await refusal(client.conversations_history(channel=FOREIGN)))["error"] == "not_in_channel"
    joined = await client.conversations_join(channel=FOREIGN)
    assert joined["channel"]["is_member"] is True
    await client.conversations_history(channel=FOREIGN)
    assert (await client.conversations_join(channel=FOREIGN))["warning"] == "already_in_channel"


async def test_a_private_channel_is_invisible_from_outside(slack: Playground, client: AsyncWebClient) -> None:
    slack.team("T_DEMO").channels[FOREIGN].kind = "private"
    assert (await refusal(client.conversations_info(channel=FOREIGN)))["error"] == "channel_not_found"
    listed = await client.conversations_list(types="public_channel,private_channel")
    assert [c["name"] for c in listed["channels"]] == ["marketing"]


async def test_channels_and_people_are_listed(slack: Playground, client: AsyncWebClient) -> None:
    await slack.person("U_ANA").opens_dm()
    channels = await client.conversations_list()
    mine = await client.users_conversations(types="public_channel,im")
    assert [(c["name"], c["is_member"]) for c in channels["channels"]] == [
        ("marketing", True),
        ("general", False),
    ]
    assert [c["id"] for c in mine["channels"]] == [CHANNEL, "D_ANA"]
    info = await client.conversations_info(channel="D_ANA")
    assert (info["channel"]["is_im"], info["channel"]["user"]) == (True, "U_ANA")
    members = await client.conversations_members(channel=CHANNEL)
    assert members["members"] == ["U_ANA", "U_BEN", "U_CHI", "U_CRMAGENT"]
    found = [[m["id"] for m in page] async for page in pages(client.users_list, "members", limit=3)]
    assert [len(page) for page in found] == [3, 1]


async def test_people_are_described(client: AsyncWebClient) -> None:
    ana = (await client.users_info(user="U_ANA"))["user"]
    bot = (await client.users_info(user="U_CRMAGENT"))["user"]
    assert (ana["real_name"], ana["is_admin"], ana["is_bot"]) == ("Ana Tan", True, False)
    assert "email" not in ana["profile"]
    assert (bot["is_bot"], bot["profile"]["bot_id"]) == (True, "B_CRMAGENT")
    assert (await refusal(client.users_info(user="U_ZOE")))["error"] == "user_not_found"
    assert (await client.bots_info(bot="B_CRMAGENT"))["bot"]["user_id"] == "U_CRMAGENT"
    assert (await client.team_info())["team"]["name"] == "Kopi Lorong"


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("conversations.history", {"channel": CHANNEL, "cursor": "!"}, "invalid_cursor"),
        ("conversations.history", {"channel": CHANNEL, "limit": -1}, "invalid_limit"),
        ("conversations.history", {"channel": CHANNEL, "oldest": "today"}, "invalid_ts_oldest"),
        ("conversations.history", {"channel": CHANNEL, "limit": "many"}, "invalid_arguments"),
        ("conversations.replies", {"channel": CHANNEL, "ts": "1.000001"}, "thread_not_found"),
        ("conversations.list", {"types": "rooms"}, "invalid_types"),
        ("conversations.open", {"users": "U_NOBODY"}, "user_not_found"),
        ("conversations.open", {"users": "U_ANA,U_BEN"}, "missing_scope"),
        ("chat.postEphemeral", {"channel": CHANNEL, "user": "U_ZOE", "text": "x"}, "user_not_found"),
        ("chat.update", {"channel": CHANNEL, "ts": "1.000001", "text": "x"}, "message_not_found"),
    ],
)
async def test_what_is_not_there_or_makes_no_sense_is_refused(
    client: AsyncWebClient, method: str, arguments: Json, error: str
) -> None:
    assert (await refusal(client.api_call(method, json=arguments)))["error"] == error


async def test_the_apps_own_reactions(slack: Playground, client: AsyncWebClient) -> None:
    ts = await slack.person("U_ANA").says(CHANNEL, "hello")
    where: Json = {"channel": CHANNEL, "timestamp": ts}
    await client.reactions_add(**where, name="eyes")
    again = await refusal(client.reactions_add(**where, name="eyes"))
    found = (await client.reactions_get(**where))["message"]["reactions"]
    await client.reactions_remove(**where, name="eyes")
    gone = await refusal(client.reactions_remove(**where, name="eyes"))
    odd = await refusal(client.reactions_add(**where, name="No Such!"))
    assert (again["error"], gone["error"], odd["error"]) == ("already_reacted", "no_reaction", "invalid_name")
    assert found == [{"name": "eyes", "users": ["U_CRMAGENT"], "count": 1}]


async def test_two_workspaces_never_meet(slack: Playground, app: AsyncApp, connect: Connect) -> None:
    seen: list[Json] = []

    @app.event("message")
    async def keep(body: Json) -> None:
        seen.append(body)

    await connect(app)
    other = client_of(slack, slack.team("T_OTHER").installation.token)
    assert (await other.auth_test())["team_id"] == "T_OTHER"
    assert (await refusal(other.chat_postMessage(channel=CHANNEL, text="x")))["error"] == "channel_not_found"
    await other.chat_postMessage(channel="C_PROMOTIONS", text="x")
    zoe = slack.person("U_ZOE")
    with pytest.raises(PlaygroundError):
        await zoe.says(CHANNEL, "hello")
    seen_by_zoe = slack.world.snapshot("U_ZOE")
    assert {c["name"] for c in seen_by_zoe["channels"]} == {"promotions", "lobby"}
    await zoe.says("C_PROMOTIONS", "hello")
    await slack.until(lambda: seen)
    assert {body["team_id"] for body in seen} == {"T_OTHER"}
    assert seen[-1]["authorizations"][0]["user_id"] == "U_CRMAGENT_OTHER"


async def consent(slack: Playground, **more: str) -> tuple[int, str]:
    """What the consent page answers: its status, and its text or where it leads."""
    asked = {"client_id": slack.client_id, "scope": "chat:write", "state": "s1", "redirect_uri": BACK, **more}
    url = f"{slack.url}/oauth/v2/authorize"
    async with (
        aiohttp.ClientSession() as session,
        session.get(url, params=asked, allow_redirects=False) as answer,
    ):
        return answer.status, answer.headers.get("Location") or await answer.text()


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")  # slack_sdk uses it
async def test_consent_leads_back_with_a_code_that_is_worth_one_token(slack: Playground) -> None:
    status, page = await consent(slack)
    assert (status, "Pasar Pagi" in page, "error=access_denied" in page) == (200, True, True)
    status, back = await consent(slack, team="T_OTHER")
    query = parse_qs(urlsplit(back).query)
    assert (status, query["state"], back.startswith(BACK)) == (302, ["s1"], True)
    app = AsyncWebClient(base_url=slack.api_url)
    said: Json = {"client_id": slack.client_id, "client_secret": slack.client_secret, "redirect_uri": BACK}
    installed = await app.oauth_v2_access(code=query["code"][0], **said)
    assert installed["team"]["id"] == "T_OTHER"
    assert (await client_of(slack, installed["access_token"]).auth_test())["team_id"] == "T_OTHER"
    used = await refusal(app.oauth_v2_access(code=query["code"][0], **said))
    made_up = await refusal(app.oauth_v2_access(code="made-up", **said))
    stranger = await refusal(app.oauth_v2_access(code="x", **{**said, "client_secret": "guess"}))
    assert [answer["error"] for answer in (used, made_up, stranger)] == [
        "code_already_used",
        "invalid_code",
        "bad_client_secret",
    ]


async def test_consent_is_not_asked_for_a_stranger_or_for_more_than_the_manifest(slack: Playground) -> None:
    assert await consent(slack, client_id="x") == (400, "invalid_client_id")
    assert await consent(slack, scope="chat:write,admin") == (400, "invalid_scope: admin")


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")  # slack_sdk uses it
async def test_an_uninstalled_app_is_told_and_needs_a_new_token(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    await connect(app)
    ana, old = slack.person("U_ANA"), slack.bot_token
    await ana.uninstalls()
    assert first_attempts(slack) == ["tokens_revoked", "app_uninstalled"]
    assert (await refusal(app.client.auth_test()))["error"] == "account_inactive"
    await ana.says(CHANNEL, "anybody there?")
    assert len({d.event_id for d in slack.deliveries}) == 2
    _, back = await consent(slack, team="T_DEMO")
    code = parse_qs(urlsplit(back).query)["code"][0]
    installed = await AsyncWebClient(base_url=slack.api_url).oauth_v2_access(
        client_id=slack.client_id, client_secret=slack.client_secret, code=code
    )
    assert installed["access_token"] != old
    assert slack.bot_token == installed["access_token"]


async def test_a_token_can_end_itself_and_an_app_can_leave(slack: Playground, client: AsyncWebClient) -> None:
    assert (await client.auth_revoke(test=True))["revoked"] is False
    other = client_of(slack, slack.team("T_OTHER").installation.token)
    await other.apps_uninstall(client_id=slack.client_id, client_secret=slack.client_secret)
    assert (await refusal(other.auth_test()))["error"] == "account_inactive"
    assert (await client.auth_revoke())["revoked"] is True
    assert (await refusal(client.auth_test()))["error"] == "token_revoked"
    assert first_attempts(slack) == ["tokens_revoked", "app_uninstalled", "tokens_revoked"]
