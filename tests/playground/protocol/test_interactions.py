"""Buttons, selects, commands and shortcuts: what the app is told, and what becomes of its answers."""

from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground import NoAnswerError, Playground, PlaygroundError
from tests.playground.protocol.rig import (
    CHANNEL,
    FOREIGN,
    Connect,
    Json,
    actions,
    button,
    options,
    section,
)

PLACEHOLDER = {"type": "plain_text", "text": "Choose"}
SELECT = {
    "type": "static_select",
    "action_id": "audience",
    "placeholder": PLACEHOLDER,
    "options": options("all", "new_buyers"),
    "initial_option": options("all")[0],
}


def listening(app: AsyncApp, action_id: str) -> list[Json]:
    """The bodies of the clicks on an element that reach the app."""
    seen: list[Json] = []

    async def keep(ack: Any, body: Json) -> None:
        seen.append(body)
        await ack()

    app.action(action_id)(keep)
    return seen


async def test_a_click_tells_who_where_and_what(slack: Playground, app: AsyncApp, connect: Connect) -> None:
    seen = listening(app, "use")
    await connect(app)
    root = await app.client.chat_postMessage(channel=CHANNEL, text="root")
    await app.client.chat_postMessage(
        channel=CHANNEL, text="x", thread_ts=root["ts"], blocks=[actions(button("use", "7"), SELECT)]
    )
    message = slack.messages(CHANNEL, root["ts"])[-1]
    await slack.person("U_BEN").clicks(message, "use")
    body = seen[0]
    assert (body["user"]["id"], body["channel"]["id"], body["team"]["id"]) == ("U_BEN", CHANNEL, "T_DEMO")
    assert (body["message"]["ts"], body["container"]["thread_ts"]) == (message["ts"], root["ts"])
    action = body["actions"][0]
    assert (action["block_id"], action["value"], action["type"]) == ("row", "7", "button")
    assert body["state"]["values"]["row"]["audience"]["selected_option"]["value"] == "all"


async def test_a_choice_is_told_and_remembered(slack: Playground, app: AsyncApp, connect: Connect) -> None:
    chosen, used = listening(app, "audience"), listening(app, "use")
    await connect(app)
    await app.client.chat_postMessage(channel=CHANNEL, text="x", blocks=[actions(button("use"), SELECT)])
    message, ben = slack.messages(CHANNEL)[0], slack.person("U_BEN")
    await ben.selects(message, "audience", "new_buyers")
    await ben.clicks(message, "use")
    assert chosen[0]["actions"][0]["selected_option"]["value"] == "new_buyers"
    assert used[0]["state"]["values"]["row"]["audience"]["selected_option"]["value"] == "new_buyers"


ELEMENTS: list[tuple[Json, Any, Json]] = [
    (
        {"type": "multi_static_select", "placeholder": PLACEHOLDER, "options": options("a", "b")},
        ["a", "b"],
        {"selected_options": options("a", "b")},
    ),
    ({"type": "checkboxes", "options": options("a", "b")}, ["b"], {"selected_options": options("b")}),
    ({"type": "radio_buttons", "options": options("a", "b")}, "b", {"selected_option": options("b")[0]}),
    ({"type": "overflow", "options": options("a", "b")}, "b", {"selected_option": options("b")[0]}),
    ({"type": "datepicker"}, "2026-11-27", {"selected_date": "2026-11-27"}),
    ({"type": "timepicker"}, "09:30", {"selected_time": "09:30"}),
    ({"type": "users_select"}, "U_BEN", {"selected_user": "U_BEN"}),
    ({"type": "channels_select"}, CHANNEL, {"selected_channel": CHANNEL}),
    ({"type": "multi_users_select"}, ["U_BEN"], {"selected_users": ["U_BEN"]}),
]


@pytest.mark.parametrize(("element", "value", "told"), ELEMENTS, ids=lambda v: str(v)[:20])
async def test_every_kind_of_element_tells_its_choice_in_its_own_way(
    slack: Playground, app: AsyncApp, connect: Connect, element: Json, value: Any, told: Json
) -> None:
    seen = listening(app, "it")
    await connect(app)
    blocks = [actions({**element, "action_id": "it"})]
    await app.client.chat_postMessage(channel=CHANNEL, text="x", blocks=blocks)
    await slack.person("U_BEN").selects(slack.messages(CHANNEL)[0], "it", value)
    action = seen[0]["actions"][0]
    assert {name: action[name] for name in told} == told


async def test_feedback_buttons_are_one_action_with_two_values(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    seen = listening(app, "feedback")
    await connect(app)
    good, bad = ({"text": {"type": "plain_text", "text": v}, "value": f"{v}:1"} for v in ("good", "bad"))
    buttons = {
        "type": "feedback_buttons",
        "action_id": "feedback",
        "positive_button": good,
        "negative_button": bad,
    }
    blocks = [section("x"), {"type": "context_actions", "elements": [buttons]}]
    await app.client.chat_postMessage(channel=CHANNEL, text="x", blocks=blocks)
    message, ben = slack.messages(CHANNEL)[0], slack.person("U_BEN")
    await ben.clicks(message, "feedback", "bad:1")
    await ben.clicks(message, "feedback")
    votes = [body["actions"][0] for body in seen]
    assert [(v["type"], v["value"]) for v in votes] == [
        ("feedback_buttons", "bad:1"),
        ("feedback_buttons", "good:1"),
    ]
    with pytest.raises(PlaygroundError, match="good:1 and bad:1"):
        await ben.clicks(message, "feedback", "other")


async def test_what_is_not_there_cannot_be_clicked(slack: Playground, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel=CHANNEL, text="x", blocks=[actions(button("use"), SELECT)])
    message, ben = slack.messages(CHANNEL)[0], slack.person("U_BEN")
    with pytest.raises(PlaygroundError, match="there is use, audience"):
        await ben.clicks(message, "edit")
    with pytest.raises(PlaygroundError, match="all, new_buyers"):
        await ben.selects(message, "audience", "nobody")
    await client.chat_delete(channel=CHANNEL, ts=message["ts"])
    with pytest.raises(PlaygroundError, match="gone"):
        await ben.clicks(message, "use")


async def test_an_app_that_says_nothing_is_told_of_as_slack_does(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    @app.command("/echo")
    @app.action("use")
    async def fail() -> None:
        raise RuntimeError("broken on purpose")

    await connect(app)
    slack.courier.ack_within = 0.2
    await app.client.chat_postMessage(channel=CHANNEL, text="x", blocks=[actions(button("use"))])
    ben = slack.person("U_BEN")
    with pytest.raises(NoAnswerError, match="Echo did not respond"):
        await ben.clicks(slack.messages(CHANNEL)[0], "use")
    with pytest.raises(NoAnswerError, match="/echo failed because the app did not respond"):
        await ben.commands("/echo", "hi", channel=CHANNEL)
    assert slack.ephemerals("U_BEN")[0]["user"] == "USLACKBOT"
    assert "/echo failed" in slack.ephemerals("U_BEN")[0]["text"]


async def test_with_no_app_at_all_a_command_fails_at_once(slack: Playground) -> None:
    with pytest.raises(NoAnswerError):
        await slack.person("U_BEN").commands("/echo", channel=CHANNEL)
    assert slack.deliveries[0].failure == "connection_failed"


async def test_a_command_is_answered_with_what_its_ack_carries(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    seen = []

    @app.command("/echo")
    async def echo(ack: Any, body: Json) -> None:
        seen.append(body)
        await ack(text=body["text"], blocks=[section(body["text"])])

    await connect(app)
    reply = await slack.person("U_BEN").commands("/echo", " 5 < 6 👍 @ana ", channel=FOREIGN)
    assert reply is not None
    assert reply["text"] == "5 &lt; 6 :+1: @ana"
    shown = slack.ephemerals("U_BEN")[0]
    assert (shown["channel"], shown["blocks"][0]["text"]["text"]) == (FOREIGN, reply["text"])
    body = seen[0]
    assert (body["command"], body["channel_name"], body["user_id"]) == ("/echo", "general", "U_BEN")
    assert body["team_id"] == "T_DEMO"


async def test_an_empty_ack_shows_nothing(slack: Playground, app: AsyncApp, connect: Connect) -> None:
    @app.command("/echo")
    async def echo(ack: Any) -> None:
        await ack()

    await connect(app)
    assert await slack.person("U_BEN").commands("/echo", channel=CHANNEL) is None
    assert slack.ephemerals("U_BEN") == []


async def test_a_command_can_answer_everybody_and_may_want_names_as_ids(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    @app.command("/escaped")
    async def echo(ack: Any, command: Json) -> None:
        await ack(text=command["text"], response_type="in_channel")

    await connect(app)
    await slack.person("U_BEN").commands("/escaped", "ask @ana", channel=CHANNEL)
    assert slack.messages(CHANNEL)[0]["text"] == "ask <@U_ANA>"


async def test_blocks_slack_would_refuse_in_an_ack_fail_the_command(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    @app.command("/echo")
    async def echo(ack: Any) -> None:
        await ack(text="x", blocks=[{"type": "nonsense"}])

    await connect(app)
    with pytest.raises(NoAnswerError, match="invalid_blocks"):
        await slack.person("U_BEN").commands("/echo", channel=CHANNEL)


async def test_a_response_url_answers_replaces_and_deletes(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    @app.action("say")
    async def say(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="only for you", blocks=[actions(button("change"), button("drop"))])

    @app.action("change")
    async def change(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="changed", blocks=[actions(button("drop"))], replace_original=True)

    @app.action("drop")
    async def drop(ack: Any, respond: Any) -> None:
        await ack()
        await respond(delete_original=True)

    await connect(app)
    await app.client.chat_postMessage(
        channel=CHANNEL, text="x", blocks=[actions(button("say"), button("change"), button("drop"))]
    )
    ben = slack.person("U_BEN")
    await ben.clicks(slack.messages(CHANNEL)[0], "say")
    await ben.clicks(slack.ephemerals("U_BEN")[0], "change")
    assert slack.ephemerals("U_BEN")[0]["text"] == "changed"
    await ben.clicks(slack.ephemerals("U_BEN")[0], "drop")
    assert slack.ephemerals("U_BEN") == []
    await ben.clicks(slack.messages(CHANNEL)[0], "change")
    assert slack.messages(CHANNEL)[0]["text"] == "changed"
    await ben.clicks(slack.messages(CHANNEL)[0], "drop")
    assert slack.messages(CHANNEL) == []


async def test_a_click_in_an_ephemeral_message_tells_no_message(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    seen = listening(app, "use")
    await connect(app)
    await app.client.chat_postEphemeral(
        channel=CHANNEL, user="U_BEN", text="x", blocks=[actions(button("use"))]
    )
    await slack.person("U_BEN").clicks(slack.ephemerals("U_BEN")[0], "use")
    assert "message" not in seen[0]
    assert seen[0]["container"]["is_ephemeral"] is True


async def post(url: str, body: Json) -> tuple[int, Json]:
    """Post to a response_url."""
    async with aiohttp.ClientSession() as session, session.post(url, json=body) as answer:
        return answer.status, await answer.json()


async def test_a_response_url_is_good_for_five_answers_and_half_an_hour(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    seen = listening(app, "use")
    await connect(app)
    await app.client.chat_postMessage(channel=CHANNEL, text="x", blocks=[actions(button("use"))])
    ben = slack.person("U_BEN")
    for _ in range(2):
        await ben.clicks(slack.messages(CHANNEL)[0], "use")
    first, second = (body["response_url"] for body in seen)
    answers = [await post(first, {"text": "again"}) for _ in range(6)]
    assert [status for status, _ in answers] == [200] * 5 + [404]
    assert answers[5][1]["error"] == "used_url"
    refused = await post(second, {"blocks": [{"type": "nonsense"}]})
    assert refused[1]["error"] == "invalid_blocks"
    slack.world.clock.skip(30 * 60)
    assert (await post(second, {"text": "late"}))[1]["error"] == "expired_url"


async def test_shortcuts_tell_where_they_were_used(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    seen: list[Json] = []

    @app.shortcut("shout")
    @app.shortcut("repeat")
    async def keep(ack: Any, body: Json) -> None:
        seen.append(body)
        await ack()

    await connect(app)
    ben = slack.person("U_BEN")
    ts = await ben.says(FOREIGN, "look at this")
    await ben.uses_shortcut("shout")
    await ben.uses_message_shortcut("repeat", FOREIGN, ts)
    assert [body["type"] for body in seen] == ["shortcut", "message_action"]
    assert (seen[1]["message"]["text"], seen[1]["channel"]["id"]) == ("look at this", FOREIGN)
    assert "channel" not in seen[0]
    with pytest.raises(PlaygroundError):
        await ben.uses_shortcut("repeat")


async def test_reactions_come_and_go_under_one_name(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    seen: list[Json] = []

    @app.event("reaction_added")
    @app.event("reaction_removed")
    async def keep(event: Json) -> None:
        seen.append(event)

    await connect(app)
    posted = await app.client.chat_postMessage(channel=CHANNEL, text="x")
    ben = slack.person("U_BEN")
    await ben.reacts(CHANNEL, posted["ts"], "thumbsup")
    await ben.reacts(CHANNEL, posted["ts"], "+1")
    await ben.unreacts(CHANNEL, posted["ts"], "thumbsup")
    await slack.until(lambda: len(seen) == 2)
    assert {(e["type"], e["reaction"], e["item_user"]) for e in seen} == {
        ("reaction_added", "+1", "U_CRMAGENT"),
        ("reaction_removed", "+1", "U_CRMAGENT"),
    }
    assert seen[0]["item"] == {"type": "message", "channel": CHANNEL, "ts": posted["ts"]}
    assert "reactions" not in slack.messages(CHANNEL)[0]
