"""Messages: what people write reaches the app as Slack would hand it on, and what the app writes is kept."""

import json
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground import Playground, PlaygroundError
from tests.playground.protocol.rig import CHANNEL, FOREIGN, Connect, Json, kinds, refusal, section


def collecting(app: AsyncApp, kind: str) -> list[Json]:
    """The bodies of the events of a kind that reach the app."""
    seen: list[Json] = []

    async def keep(body: Json) -> None:
        seen.append(body)

    app.event(kind)(keep)
    return seen


async def test_a_direct_message_is_answered_in_its_thread(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    @app.event("message")
    async def answer(event: Json, say: Any) -> None:
        await say(text=f"You said: {event['text']}", thread_ts=event["ts"])

    await connect(app)
    ana = slack.person("U_ANA")
    dm = await ana.opens_dm()
    ts = await ana.says(dm, "hello")
    await slack.until(lambda: len(slack.messages(dm, ts)) == 2)
    root, reply = slack.messages(dm, ts)
    assert reply["text"] == "You said: hello"
    assert (root["reply_count"], reply["thread_ts"], reply["bot_id"]) == (1, ts, "B_CRMAGENT")


async def test_a_message_event_carries_what_slacks_does(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    seen = collecting(app, "message")
    await connect(app)
    ana = slack.person("U_ANA")
    ts = await ana.says(await ana.opens_dm(), "hello")
    await slack.until(lambda: seen)
    body = seen[0]
    assert (body["team_id"], body["api_app_id"], body["type"]) == ("T_DEMO", "A_CRMAGENT", "event_callback")
    assert body["event_id"].startswith("Ev")
    assert body["authorizations"][0]["user_id"] == "U_CRMAGENT"
    event = body["event"]
    assert (event["channel"], event["channel_type"], event["user"]) == ("D_ANA", "im", "U_ANA")
    assert (event["ts"], event["event_ts"]) == (ts, ts)
    assert "thread_ts" not in event
    assert "subtype" not in event


async def test_a_mention_reaches_the_app_in_a_channel_it_is_in(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    seen = collecting(app, "app_mention")
    collecting(app, "message")
    await connect(app)
    await slack.person("U_BEN").says(CHANNEL, "@Echo look")
    await slack.until(lambda: seen)
    assert seen[0]["event"]["text"] == "<@U_CRMAGENT> look"


async def test_where_the_app_is_not_a_mention_only_gets_a_hint_until_it_is_invited(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    seen = collecting(app, "app_mention")
    collecting(app, "message")
    joined = collecting(app, "member_joined_channel")
    await connect(app)
    ben = slack.person("U_BEN")
    await ben.says(FOREIGN, "@Echo look")
    assert "not in this channel" in slack.ephemerals("U_BEN")[0]["text"]
    assert not slack.deliveries
    assert await ben.invites(FOREIGN)
    assert not await ben.invites(FOREIGN)
    await ben.says(FOREIGN, "@Echo now")
    await slack.until(lambda: seen and joined)
    assert (joined[0]["event"]["user"], joined[0]["event"]["inviter"]) == ("U_CRMAGENT", "U_BEN")


async def test_the_app_does_not_answer_itself(slack: Playground, app: AsyncApp, connect: Connect) -> None:
    seen = collecting(app, "message")
    await connect(app)
    await app.client.chat_postMessage(channel=CHANNEL, text="I said this")
    await slack.person("U_ANA").says(CHANNEL, "and I this")
    await slack.until(lambda: seen)
    assert kinds(slack) == ["message", "message"]
    assert [body["event"]["user"] for body in seen] == ["U_ANA"]


async def test_editing_and_deleting_are_told_with_what_was_there(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    seen = collecting(app, "message")
    await connect(app)
    ana = slack.person("U_ANA")
    ts = await ana.says(CHANNEL, "fisrt")
    await ana.edits(CHANNEL, ts, "first")
    await ana.deletes(CHANNEL, ts)
    await slack.until(lambda: len(seen) == 3)
    changed, deleted = sorted((body["event"] for body in seen), key=lambda e: e["event_ts"])[1:]
    assert (changed["subtype"], changed["message"]["text"]) == ("message_changed", "first")
    assert changed["previous_message"]["text"] == "fisrt"
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", ts)
    assert slack.messages(CHANNEL) == []


async def test_a_deleted_root_with_replies_leaves_a_stone_and_its_thread(
    slack: Playground, client: AsyncWebClient
) -> None:
    ana = slack.person("U_ANA")
    ts = await ana.says(CHANNEL, "root")
    await client.chat_postMessage(channel=CHANNEL, text="reply", thread_ts=ts)
    await ana.deletes(CHANNEL, ts)
    stone, reply = slack.messages(CHANNEL, ts)
    assert (stone["subtype"], reply["text"]) == ("tombstone", "reply")
    await client.chat_postMessage(channel=CHANNEL, text="another", thread_ts=ts)
    assert len(slack.messages(CHANNEL, ts)) == 3


async def test_a_reply_to_a_message_that_is_gone_is_posted_outside_any_thread(
    slack: Playground, client: AsyncWebClient
) -> None:
    ana = slack.person("U_ANA")
    ts = await ana.says(CHANNEL, "root")
    await ana.deletes(CHANNEL, ts)
    answer = await client.chat_postMessage(channel=CHANNEL, text="too late", thread_ts=ts)
    assert "thread_ts" not in answer["message"]
    assert (await refusal(client.conversations_replies(channel=CHANNEL, ts=ts)))[
        "error"
    ] == "thread_not_found"


async def test_the_last_reply_taken_back_leaves_a_plain_message(
    slack: Playground, client: AsyncWebClient
) -> None:
    ts = await slack.person("U_ANA").says(CHANNEL, "root")
    reply = await client.chat_postMessage(channel=CHANNEL, text="reply", thread_ts=ts)
    await client.chat_delete(channel=CHANNEL, ts=reply["ts"])
    assert "reply_count" not in slack.messages(CHANNEL, ts)[0]


async def test_only_the_apps_own_messages_can_be_updated_or_deleted(
    slack: Playground, client: AsyncWebClient
) -> None:
    ts = await slack.person("U_ANA").says(CHANNEL, "mine")
    update = await refusal(client.chat_update(channel=CHANNEL, ts=ts, text="yours"))
    delete = await refusal(client.chat_delete(channel=CHANNEL, ts=ts))
    assert (update["error"], delete["error"]) == ("cant_update_message", "cant_delete_message")


async def test_an_update_by_text_takes_old_blocks_away_and_one_by_blocks_keeps_the_text(
    slack: Playground, client: AsyncWebClient
) -> None:
    meta = {"event_type": "answer", "event_payload": {"key": "1"}}
    posted = await client.chat_postMessage(
        channel=CHANNEL, text="old", blocks=[section("old")], metadata=meta
    )
    only_blocks = {"channel": CHANNEL, "ts": posted["ts"], "blocks": [section("new")]}
    await client.api_call("chat.update", json=only_blocks)
    message = slack.messages(CHANNEL)[0]
    assert (message["text"], message["metadata"]) == ("old", meta)
    assert (message["blocks"][0]["text"]["text"], "edited" in message) == ("new", False)
    await client.chat_update(channel=CHANNEL, ts=posted["ts"], text="bare")
    message = slack.messages(CHANNEL)[0]
    assert (message["text"], "blocks" in message, message["edited"]["user"]) == ("bare", False, "U_CRMAGENT")
    assert message["metadata"] == meta


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C_NOWHERE", "text": "x"}, "channel_not_found"),
        ({"channel": FOREIGN, "text": "x"}, "not_in_channel"),
        ({"channel": CHANNEL, "text": ""}, "no_text"),
        ({"channel": CHANNEL, "text": "x", "blocks": "[{"}, "invalid_blocks_format"),
        ({"channel": CHANNEL, "text": "x", "metadata": {"event_type": 1}}, "invalid_metadata_format"),
        ({"text": "x"}, "invalid_arguments"),
    ],
)
async def test_a_message_slack_would_not_post_is_refused(
    client: AsyncWebClient, arguments: Json, error: str
) -> None:
    assert (await refusal(client.api_call("chat.postMessage", json=arguments)))["error"] == error


async def test_a_very_long_text_is_cut_with_a_warning(slack: Playground, client: AsyncWebClient) -> None:
    answer = await client.chat_postMessage(channel=CHANNEL, text="x" * 40_001)
    assert answer["warning"] == "message_truncated"
    assert len(slack.messages(CHANNEL)[0]["text"]) == 40_000


async def test_an_update_takes_four_thousand_bytes(client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel=CHANNEL, text="x")
    await client.chat_update(channel=CHANNEL, ts=posted["ts"], text="é" * 2000)
    too_long = await refusal(client.chat_update(channel=CHANNEL, ts=posted["ts"], text="é" * 2001))
    assert too_long["error"] == "msg_too_long"


async def test_a_person_can_be_written_to_by_id(slack: Playground, client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel="U_BEN", text="hello")
    assert posted["channel"] == "D_BEN"
    assert slack.messages("D_BEN")[0]["text"] == "hello"
    opened = await client.conversations_open(users=["U_BEN"])
    assert (opened["channel"]["id"], opened["already_open"]) == ("D_BEN", True)


async def test_an_ephemeral_message_is_seen_by_one_person_alone(
    slack: Playground, client: AsyncWebClient
) -> None:
    answer = await client.chat_postEphemeral(channel=CHANNEL, user="U_ANA", text="psst")
    assert slack.ephemerals("U_ANA")[0]["ts"] == answer["message_ts"]
    assert slack.ephemerals("U_BEN") == []
    assert slack.messages(CHANNEL) == []


async def test_a_form_with_json_in_it_is_read_like_json(slack: Playground, client: AsyncWebClient) -> None:
    await client.api_call(
        "chat.postMessage",
        params={"channel": CHANNEL, "text": "x", "blocks": json.dumps([section("from a form")])},
    )
    assert slack.messages(CHANNEL)[0]["blocks"][0]["text"]["text"] == "from a form"


async def test_a_permalink_names_the_message_and_its_thread(
    slack: Playground, client: AsyncWebClient
) -> None:
    root = await client.chat_postMessage(channel=CHANNEL, text="root")
    reply = await client.chat_postMessage(channel=CHANNEL, text="reply", thread_ts=root["ts"])
    link = await client.chat_getPermalink(channel=CHANNEL, message_ts=reply["ts"])
    assert link["permalink"].startswith(f"{slack.url}/archives/{CHANNEL}/p{reply['ts'].replace('.', '')}")
    assert f"thread_ts={root['ts']}" in link["permalink"]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("5 < 6 & 7 > 2", "5 &lt; 6 &amp; 7 &gt; 2"),
        ("see https://a.example/x?a=1&b=2.", "see <https://a.example/x?a=1&amp;b=2>."),
        ("at example.com/sale now", "at <http://example.com/sale|example.com/sale> now"),
        ("mail a.b@example.com", "mail <mailto:a.b@example.com|a.b@example.com>"),
        ("No spaces.Now 3.50 e.g. this", "No spaces.Now 3.50 e.g. this"),
        ("👍 🎉 🇸🇬 👍🏽 ❤️", ":+1: :tada: :flag-sg: :+1::skin-tone-4: :heart:"),
        ("@ben and @Ana Tan, @nobody", "<@U_BEN> and <@U_ANA>, @nobody"),
        ("@ben.", "<@U_BEN>."),
        ("@here and @channel", "<!here> and <!channel>"),
        ("in #general", "in <#C_GENERAL|general>"),
        ("Hi {{first_name}}, {% if vip %}10%{% endif %}", "Hi {{first_name}}, {% if vip %}10%{% endif %}"),
    ],
)
async def test_what_is_typed_is_passed_on_in_slacks_form(slack: Playground, typed: str, text: str) -> None:
    ts = await slack.person("U_ANA").says(CHANNEL, typed)
    assert slack.world.message(CHANNEL, ts)["text"] == text


async def test_rich_text_holds_what_was_typed_unescaped(slack: Playground) -> None:
    ts = await slack.person("U_ANA").says(CHANNEL, "5 < 6 👍🏽 example.com @ben")
    parts = slack.world.message(CHANNEL, ts)["blocks"][0]["elements"][0]["elements"]
    assert parts == [
        {"type": "text", "text": "5 < 6 "},
        {"type": "emoji", "name": "+1", "skin_tone": 4},
        {"type": "text", "text": " "},
        {"type": "link", "url": "http://example.com", "text": "example.com"},
        {"type": "text", "text": " "},
        {"type": "user", "user_id": "U_BEN"},
    ]


async def test_people_cannot_do_what_slacks_page_would_not_let_them(slack: Playground) -> None:
    ana, ben = slack.person("U_ANA"), slack.person("U_BEN")
    dm, ts = await ana.opens_dm(), await ana.says(CHANNEL, "mine")
    for forbidden in (
        ben.says(dm, "in a strange conversation"),
        ben.says(CHANNEL, "  "),
        ben.edits(CHANNEL, ts, "yours"),
        ben.deletes(CHANNEL, ts),
        ben.uninstalls(),
        ben.commands("/nothing", channel=CHANNEL),
    ):
        with pytest.raises(PlaygroundError):
            await forbidden
    assert len(slack.messages(CHANNEL)) == 1


async def test_an_admin_may_delete_what_others_wrote(slack: Playground) -> None:
    ts = await slack.person("U_BEN").says(CHANNEL, "spam")
    await slack.person("U_ANA").deletes(CHANNEL, ts)
    assert slack.messages(CHANNEL) == []
