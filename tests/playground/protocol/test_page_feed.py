"""What the page is built on: a snapshot of all one person sees, and every change after it."""

import asyncio

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from playground import Playground, PlaygroundError
from playground.world.feed import Watch
from tests.playground.protocol.rig import CHANNEL, FOREIGN, Json, actions, button, section


async def changes(watch: Watch) -> list[Json]:
    """All changes so far."""
    watch.close()
    return [change async for change in watch]


async def test_a_snapshot_holds_all_that_one_person_sees(slack: Playground, client: AsyncWebClient) -> None:
    ana = slack.person("U_ANA")
    dm = await ana.opens_dm()
    ts = await ana.uploads(dm, "sends.csv", b"x", "look")
    await client.chat_postMessage(channel=dm, text="reply", thread_ts=ts)
    await client.chat_postEphemeral(channel=CHANNEL, user="U_ANA", text="psst")
    await client.assistant_threads_setStatus(channel_id=dm, thread_ts=ts, status="is reading…")
    await client.assistant_threads_setSuggestedPrompts(
        channel_id=dm, prompts=[{"title": "Hi", "message": "hello"}]
    )
    await client.views_publish(user_id="U_ANA", view={"type": "home", "blocks": [section("home")]})
    seen = slack.world.snapshot("U_ANA")
    assert (seen["me"], seen["team"]["name"], seen["app"]["name"]) == ("U_ANA", "Kopi Lorong", "Echo")
    assert seen["app"]["commands"][0] == {
        "command": "/echo",
        "description": "Say it again",
        "usage_hint": "[words]",
    }
    assert [s["type"] for s in seen["app"]["shortcuts"]] == ["global", "message"]
    channels = {c["id"]: (c["name"], c["kind"], c["bot_is_member"]) for c in seen["channels"]}
    assert channels == {
        CHANNEL: ("marketing", "channel", True),
        FOREIGN: ("general", "channel", False),
        dm: ("Echo", "im", True),
    }
    assert [(m["text"], m.get("reply_count")) for m in seen["messages"][dm]] == [("look", 1), ("reply", None)]
    assert [e["text"] for e in seen["ephemerals"]] == ["psst"]
    assert seen["statuses"][f"{dm}:{ts}"]["status"] == "is reading…"
    assert seen["prompts"][dm]["prompts"][0]["title"] == "Hi"
    assert (seen["home"]["blocks"][0]["text"]["text"], seen["views"]) == ("home", [])
    assert [file["name"] for file in seen["files"].values()] == ["sends.csv"]


async def test_until_the_app_offers_prompts_the_manifests_are_shown(slack: Playground) -> None:
    dm = await slack.person("U_ANA").opens_dm()
    seen = slack.world.snapshot("U_ANA")["prompts"]
    assert seen == {dm: {"title": "", "prompts": [{"title": "Say hello", "message": "hello"}]}}
    assert slack.prompts(dm) is None


async def test_others_see_nothing_of_what_is_private(slack: Playground, client: AsyncWebClient) -> None:
    ben, zoe = slack.world.changes("U_BEN"), slack.world.changes("U_ZOE")
    ana = slack.person("U_ANA")
    await ana.says(await ana.opens_dm(), "secret")
    await client.chat_postEphemeral(channel=CHANNEL, user="U_ANA", text="psst")
    await client.views_publish(user_id="U_ANA", view={"type": "home", "blocks": [section("home")]})
    seen = slack.world.snapshot("U_BEN")
    assert "D_ANA" not in seen["messages"]
    assert (seen["ephemerals"], seen["home"]) == ([], None)
    assert await changes(ben) == await changes(zoe) == []
    with pytest.raises(PlaygroundError, match="U_ANA, U_BEN"):
        slack.world.snapshot("U_NOBODY")


async def test_each_change_carries_the_whole_new_thing(slack: Playground, client: AsyncWebClient) -> None:
    watch = slack.world.changes("U_BEN")
    ben = slack.person("U_BEN")
    ts = await ben.says(CHANNEL, "root")
    reply = await client.chat_postMessage(channel=CHANNEL, text="reply", thread_ts=ts)
    await client.chat_update(channel=CHANNEL, ts=reply["ts"], text="better")
    await ben.reacts(CHANNEL, reply["ts"], "fire")
    await client.chat_delete(channel=CHANNEL, ts=reply["ts"])
    told = await changes(watch)
    assert [change["type"] for change in told] == [
        "message",
        "message_changed",
        "message",
        "message_changed",
        "reactions",
        "message_changed",
        "message_deleted",
    ]
    assert {change["channel"] for change in told} == {CHANNEL}
    assert told[1]["message"]["reply_count"] == 1
    assert told[3]["message"]["text"] == "better"
    assert told[4]["message"]["reactions"][0]["name"] == "fire"
    assert told[6]["ts"] == reply["ts"]


async def test_a_change_is_a_picture_of_its_moment(slack: Playground) -> None:
    watch = slack.world.changes("U_BEN")
    ben = slack.person("U_BEN")
    ts = await ben.says(CHANNEL, "first")
    await ben.edits(CHANNEL, ts, "second")
    assert [change["message"]["text"] for change in await changes(watch)] == ["first", "second"]


async def test_windows_and_the_home_tab_are_told_to_their_owner(
    slack: Playground, client: AsyncWebClient
) -> None:
    watch = slack.world.changes("U_BEN")
    view = {"type": "modal", "title": {"type": "plain_text", "text": "W"}, "blocks": [section("x")]}
    trigger = slack.world.passes.trigger("t", "U_BEN").id
    await client.views_open(trigger_id=trigger, view=view)
    shown = slack.view("U_BEN")
    assert shown is not None
    await slack.person("U_BEN").closes(shown)
    await client.views_publish(user_id="U_BEN", view={"type": "home", "blocks": [actions(button("a"))]})
    told = await changes(watch)
    assert [(change["type"], len(change.get("views", "-"))) for change in told] == [
        ("views", 1),
        ("views", 0),
        ("home", 1),
    ]


async def test_a_watch_waits_for_what_comes(slack: Playground) -> None:
    watch = slack.world.changes("U_BEN")
    waiting = asyncio.ensure_future(anext(watch))
    await asyncio.sleep(0)
    await slack.person("U_BEN").says(CHANNEL, "now")
    assert (await waiting)["message"]["text"] == "now"
    watch.close()


async def test_joining_is_told_with_the_channel(slack: Playground) -> None:
    watch = slack.world.changes("U_BEN")
    await slack.person("U_BEN").invites(FOREIGN)
    await slack.person("U_BEN").removes_app(FOREIGN)
    told = [change["channel"] for change in await changes(watch) if change["type"] == "channel"]
    assert [channel["bot_is_member"] for channel in told] == [True, False]
