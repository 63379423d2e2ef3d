"""Our double against an independent one: where both know a part of Slack, they behave alike.

The second is the emulator of the npm package `emulate`; without it (`npm install --no-save
emulate@0.12.2` in the repository) only ours is tested. What it lacks (Socket Mode, interactions, streams,
block checks, retries) and what it does otherwise than Slack's own pages say is not compared.
"""

import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.signature import SignatureVerifier

from tests.playground.protocol.doubles import BACK, Double, emulator_folder, our_own, the_emulator
from tests.playground.protocol.rig import Json, section

VIEW: Json = {"type": "modal", "title": {"type": "plain_text", "text": "Form"}, "blocks": [section("x")]}
HOME: Json = {"type": "home", "blocks": [section("x")]}


@pytest.fixture(params=["playground", "emulate"])
async def double(request: pytest.FixtureRequest) -> AsyncIterator[Double]:
    if request.param == "playground":
        async with our_own() as found:
            yield found
        return
    folder = emulator_folder()
    if folder is None:
        pytest.skip("node or the npm package “emulate” is not installed")
    async with the_emulator(folder) as found:
        yield found


async def test_a_token_is_a_bot_in_a_workspace(double: Double) -> None:
    who = await double.call("auth.test")
    assert (who["ok"], who["team"]) == (True, "Kopi Lorong")
    assert all(who[name] for name in ("team_id", "user_id", "bot_id", "url"))


async def test_a_scope_that_is_missing_is_named(double: Double) -> None:
    answer = await double.with_token(double.poor_token).call(
        "chat.postMessage", channel=double.channel, text="x"
    )
    assert (answer["error"], answer["needed"], answer["provided"]) == (
        "missing_scope",
        "chat:write",
        "users:read",
    )


async def test_a_thread_is_counted_and_read_in_order(double: Double) -> None:
    root = await double.hands.says("root")
    for text in ("one", "two"):
        await double.call("chat.postMessage", channel=double.channel, text=text, thread_ts=root)
    replies = await double.call("conversations.replies", channel=double.channel, ts=root)
    assert [m["text"] for m in replies["messages"]] == ["root", "one", "two"]
    assert replies["messages"][0]["reply_count"] == 2
    assert len(replies["messages"][0]["reply_users"]) == 1
    assert replies["has_more"] is False
    assert all(m["thread_ts"] == root for m in replies["messages"][1:])


async def test_history_is_newest_first_in_pages_and_without_replies(double: Double) -> None:
    sent = [
        (await double.call("chat.postMessage", channel=double.channel, text=f"{n}"))["ts"] for n in range(5)
    ]
    await double.call("chat.postMessage", channel=double.channel, text="reply", thread_ts=sent[0])
    texts, cursor = [], ""
    while True:
        page = await double.call("conversations.history", channel=double.channel, limit=2, cursor=cursor)
        texts.append([m["text"] for m in page["messages"]])
        cursor = page["response_metadata"]["next_cursor"]
        assert page["has_more"] is bool(cursor)
        if not cursor:
            break
    assert texts == [["4", "3"], ["2", "1"], ["0"]]


async def test_stamps_grow_and_never_repeat(double: Double) -> None:
    answers = await asyncio.gather(
        *(double.call("chat.postMessage", channel=double.channel, text=f"{n}") for n in range(20))
    )
    stamps = [answer["ts"] for answer in answers]
    assert len(set(stamps)) == 20
    assert all(len(stamp.partition(".")[2]) == 6 for stamp in stamps)


async def test_blocks_and_metadata_are_kept(double: Double) -> None:
    meta = {"event_type": "answer", "event_payload": {"key": "1"}}
    posted = await double.call(
        "chat.postMessage", channel=double.channel, text="x", blocks=[section("b")], metadata=meta
    )
    assert posted["message"]["blocks"][0]["text"]["text"] == "b"
    assert posted["message"]["metadata"] == meta


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("chat.postMessage", {"channel": "C_NOWHERE", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"text": ""}, "no_text"),
        ("chat.update", {"ts": "1.000001", "text": "x"}, "message_not_found"),
        ("chat.delete", {"ts": "1.000001"}, "message_not_found"),
        ("chat.getPermalink", {"message_ts": "1.000001"}, "message_not_found"),
        ("chat.postEphemeral", {"user": "U_NOBODY", "text": "x"}, "user_not_found"),
        ("conversations.info", {"channel": "C_NOWHERE"}, "channel_not_found"),
        ("users.info", {"user": "U_NOBODY"}, "user_not_found"),
        ("reactions.add", {"timestamp": "1.000001", "name": "fire"}, "message_not_found"),
        ("files.info", {"file": "F_NOWHERE"}, "file_not_found"),
        ("views.open", {"trigger_id": "made-up", "view": VIEW}, "invalid_trigger_id"),
        ("views.update", {"view_id": "V_NOWHERE", "view": VIEW}, "not_found"),
        ("views.publish", {"user_id": "U_NOBODY", "view": HOME}, "user_not_found"),
    ],
)
async def test_what_is_not_there_has_the_same_name(
    double: Double, method: str, arguments: Json, error: str
) -> None:
    answer = await double.call(method, **{"channel": double.channel, **arguments})
    assert (answer["ok"], answer["error"]) == (False, error)


async def test_an_update_by_text_takes_the_blocks_away(double: Double) -> None:
    posted = await double.call("chat.postMessage", channel=double.channel, text="x", blocks=[section("b")])
    where = {"channel": double.channel, "ts": posted["ts"]}
    by_blocks = await double.call("chat.update", **where, blocks=[section("new")])
    by_text = await double.call("chat.update", **where, text="bare")
    assert by_blocks["message"]["blocks"][0]["text"]["text"] == "new"
    assert (by_text["text"], by_text["message"].get("blocks")) == ("bare", None)
    assert by_text["message"]["edited"]["user"]


async def test_another_ones_message_is_not_the_apps_to_change(double: Double) -> None:
    where = {"channel": double.channel, "ts": await double.hands.says("mine")}
    assert (await double.call("chat.update", **where, text="x"))["error"] == "cant_update_message"
    assert (await double.call("chat.delete", **where))["error"] == "cant_delete_message"


async def test_a_very_long_text_is_cut(double: Double) -> None:
    answer = await double.call("chat.postMessage", channel=double.channel, text="x" * 40_001)
    assert (len(answer["message"]["text"]), answer["warning"]) == (40_000, "message_truncated")


async def test_a_reaction_is_given_once_and_taken_back_once(double: Double) -> None:
    where = {"channel": double.channel, "timestamp": await double.hands.says("x"), "name": "fire"}
    answers = [await double.call(f"reactions.{do}", **where) for do in ("add", "add", "remove", "remove")]
    assert [answer.get("error") for answer in answers] == [None, "already_reacted", None, "no_reaction"]


async def test_a_direct_conversation_is_opened_once(double: Double) -> None:
    first = await double.call("conversations.open", users=double.ana)
    second = await double.call("conversations.open", users=double.ana)
    assert first["channel"]["id"].startswith("D")
    assert first["channel"]["id"] == second["channel"]["id"]


async def test_a_person_is_described(double: Double) -> None:
    user = (await double.call("users.info", user=double.ana))["user"]
    assert (user["name"], user["real_name"], user["is_bot"]) == ("ana", "Ana Tan", False)
    assert user["profile"]["display_name"] == "ana"


async def test_a_file_goes_up_in_three_steps_and_down_with_a_token(double: Double) -> None:
    content = b"id,title\n1,Sale\n"
    place = await double.call("files.getUploadURLExternal", filename="sends.csv", length=len(content))
    early = await double.call("files.completeUploadExternal", files=[{"id": place["file_id"]}])
    async with aiohttp.ClientSession() as session:
        async with session.post(place["upload_url"], data=content) as answer:
            assert (await answer.text()).startswith("OK")
        done = await double.call(
            "files.completeUploadExternal",
            files=[{"id": place["file_id"], "title": "Sends"}],
            channel_id=double.channel,
            initial_comment="Here",
        )
        again = await double.call("files.completeUploadExternal", files=[{"id": place["file_id"]}])
        about = (await double.call("files.info", file=done["files"][0]["id"]))["file"]
        headers = {"Authorization": f"Bearer {double.token}"}
        async with session.get(about["url_private"], headers=headers) as answer:
            assert await answer.read() == content
    assert early["error"] == again["error"] == "file_not_found"
    assert (about["name"], about["title"], about["size"]) == ("sends.csv", "Sends", len(content))
    message = (await double.call("conversations.history", channel=double.channel))["messages"][0]
    assert (message["subtype"], message["text"], message["files"][0]["id"]) == (
        "file_share",
        "Here",
        place["file_id"],
    )


async def test_a_trigger_is_used_once(double: Double) -> None:
    trigger = await double.hands.trigger()
    opened = await double.call("views.open", trigger_id=trigger, view=VIEW)
    again = await double.call("views.open", trigger_id=trigger, view=VIEW)
    assert opened["view"]["root_view_id"] == opened["view"]["id"]
    assert again["error"] == "exchanged_trigger_id"


async def test_a_trigger_lives_three_seconds(double: Double) -> None:
    trigger = await double.hands.trigger()
    await double.hands.waits(3)
    assert (await double.call("views.open", trigger_id=trigger, view=VIEW))["error"] == "expired_trigger_id"


async def test_a_view_is_updated_by_who_knows_it_as_it_stands(double: Double) -> None:
    view = (await double.call("views.open", trigger_id=await double.hands.trigger(), view=VIEW))["view"]
    wanted = {"view_id": view["id"], "hash": view["hash"], "view": VIEW}
    updated = await double.call("views.update", **wanted)
    stale = await double.call("views.update", **wanted)
    assert (updated["view"]["id"], stale["error"]) == (view["id"], "hash_conflict")


async def test_three_modals_stand_on_each_other(double: Double) -> None:
    view = (await double.call("views.open", trigger_id=await double.hands.trigger(), view=VIEW))["view"]
    root, errors = view["id"], []
    for _ in range(3):
        trigger = await double.hands.trigger(view["id"])
        answer = await double.call("views.push", trigger_id=trigger, view=VIEW)
        errors.append(answer.get("error"))
        if answer["ok"]:
            assert (answer["view"]["previous_view_id"], answer["view"]["root_view_id"]) == (view["id"], root)
            view = answer["view"]
    outside = await double.call("views.push", trigger_id=await double.hands.trigger(), view=VIEW)
    assert errors == [None, None, "push_limit_reached"]
    assert outside["error"] == "view_not_found"


async def test_a_home_tab_keeps_its_id_and_minds_its_hash(double: Double) -> None:
    first = await double.call("views.publish", user_id=double.ana, view=HOME)
    second = await double.call("views.publish", user_id=double.ana, view=HOME, hash=first["view"]["hash"])
    stale = await double.call("views.publish", user_id=double.ana, view=HOME, hash=first["view"]["hash"])
    assert (second["view"]["id"], stale["error"]) == (first["view"]["id"], "hash_conflict")


async def test_a_code_becomes_a_token_once(double: Double) -> None:
    said = {"client_id": "1000.2000", "client_secret": "playground-client-secret", "redirect_uri": BACK}
    said["code"] = await double.hands.code()
    installed = await double.call("oauth.v2.access", **said)
    again = await double.call("oauth.v2.access", **said)
    stranger = await double.call("oauth.v2.access", **{**said, "client_id": "x"})
    who = await double.with_token(installed["access_token"]).call("auth.test")
    assert (installed["token_type"], installed["team"]["name"]) == ("bot", "Kopi Lorong")
    assert who["user_id"] == installed["bot_user_id"]
    assert again["error"] in {"invalid_code", "code_already_used"}
    assert stranger["error"] == "invalid_client_id"


async def test_events_come_signed_in_slacks_envelope(double: Double) -> None:
    ts = await double.hands.says("x")
    await double.call("reactions.add", channel=double.channel, timestamp=ts, name="fire")
    headers, raw = await double.hears("reaction_added")
    verifier = SignatureVerifier(double.secret)
    signature = headers["X-Slack-Signature"]
    assert verifier.is_valid(raw, headers["X-Slack-Request-Timestamp"], signature)
    assert not verifier.is_valid(raw + b" ", headers["X-Slack-Request-Timestamp"], signature)
    body = json.loads(raw)
    assert body["type"] == "event_callback"
    assert body["team_id"].startswith("T")
    assert body["event_id"].startswith("Ev")
    assert isinstance(body["event_time"], int)
    assert body["event"]["item"] == {"type": "message", "channel": double.channel, "ts": ts}
    assert (body["event"]["reaction"], body["event"]["user"]) == (
        "fire",
        (await double.call("auth.test"))["user_id"],
    )
