"""Modals and Home tabs: opened in time, filled in, objected to, stacked, closed."""

from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground import NoAnswerError, Playground, PlaygroundError
from tests.playground.protocol.rig import CHANNEL, Connect, Json, button, options, refusal, section


def text(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def field(block_id: str, element: Json, **more: Any) -> Json:
    """An input block."""
    return {
        "type": "input",
        "block_id": block_id,
        "label": text(block_id.title()),
        "element": {"action_id": f"{block_id}_value", **element},
        **more,
    }


def modal(*blocks: Json, **more: Any) -> Json:
    """A modal with a submit button."""
    return {
        "type": "modal",
        "callback_id": "form",
        "title": text("Form"),
        "submit": text("Send"),
        "blocks": list(blocks),
        **more,
    }


BODY = field("body", {"type": "plain_text_input", "multiline": True, "max_length": 20})
FORM = modal(
    BODY,
    field("audience", {"type": "static_select", "options": options("all", "new")}, optional=True),
    field("when", {"type": "datepicker", "initial_date": "2026-11-27"}, optional=True),
    field("spend", {"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}, optional=True),
    {"type": "actions", "block_id": "row", "elements": [button("fill")]},
)


async def opened(slack: Playground, client: AsyncWebClient, view: Json, user: str = "U_ANA") -> Json:
    """A view as somebody has it open."""
    trigger = slack.world.passes.trigger(slack.world.mint("t"), user)
    await client.views_open(trigger_id=trigger.id, view=view)
    shown = slack.view(user)
    assert shown is not None
    return shown


def answering(app: AsyncApp, **answer: Any) -> list[Json]:
    """The submissions that reach the app, each acknowledged in the same way."""
    seen: list[Json] = []

    @app.view("form")
    async def keep(ack: Any, body: Json) -> None:
        seen.append(body)
        await ack(**answer)

    return seen


async def test_a_command_opens_a_modal_and_its_submission_tells_the_entries(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    seen = answering(app)

    @app.command("/echo")
    async def open_form(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)
        await ack()

    await connect(app)
    ana = slack.person("U_ANA")
    await ana.commands("/echo", channel=CHANNEL)
    view = slack.view("U_ANA")
    assert view is not None
    assert await ana.submits(view, {"body": "Sale 🎉", "audience": "new"}) is None
    values = seen[0]["view"]["state"]["values"]
    assert values["body"]["body_value"] == {"type": "plain_text_input", "value": "Sale :tada:"}
    assert values["audience"]["audience_value"]["selected_option"]["value"] == "new"
    assert values["when"]["when_value"]["selected_date"] == "2026-11-27"
    assert values["spend"]["spend_value"]["value"] is None
    assert slack.view("U_ANA") is None


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({}, {"body": "Please complete this required field."}),
        ({"body": "x" * 21}, {"body": "Please enter at most 20 characters."}),
        ({"body": "x", "spend": "many"}, {"spend": "Please enter a number."}),
        ({"body": "x", "spend": 1.5}, {"spend": "Please enter a whole number."}),
        ({"body": "x", "spend": 0}, {"spend": "Please enter a number of at least 1."}),
    ],
)
async def test_slacks_own_page_objects_before_the_app_hears_of_it(
    slack: Playground, client: AsyncWebClient, values: Json, errors: Json
) -> None:
    view = await opened(slack, client, FORM)
    answer = await slack.person("U_ANA").submits(view, values)
    assert answer == {"response_action": "errors", "errors": errors}
    assert slack.deliveries == []


async def test_the_apps_objections_leave_the_modal_open_with_its_entries(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    answering(app, response_action="errors", errors={"body": "Too loud."})
    await connect(app)
    view = await opened(slack, app.client, FORM)
    answer = await slack.person("U_ANA").submits(view, {"body": "SALE"})
    assert answer == {"response_action": "errors", "errors": {"body": "Too loud."}}
    still = slack.view("U_ANA")
    assert still is not None
    assert still["state"]["values"]["body"]["body_value"]["value"] == "SALE"


async def test_objections_to_what_is_no_input_cannot_be_shown(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    answering(app, response_action="errors", errors={"row": "Not an input."})
    await connect(app)
    view = await opened(slack, app.client, FORM)
    with pytest.raises(NoAnswerError, match="trouble connecting"):
        await slack.person("U_ANA").submits(view, {"body": "x"})


async def test_a_submission_may_update_push_or_clear(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    following: Iterator[Json] = iter(
        [
            {"response_action": "push", "view": modal(section("second"), callback_id="form")},
            {"response_action": "update", "view": modal(section("second, changed"), callback_id="form")},
            {"response_action": "clear"},
        ]
    )

    @app.view("form")
    async def answer(ack: Any) -> None:
        await ack(**next(following))

    await connect(app)
    ana = slack.person("U_ANA")
    first = await opened(slack, app.client, FORM)
    await ana.submits(first, {"body": "x"})
    second = slack.view("U_ANA")
    assert second is not None
    assert (second["previous_view_id"], second["root_view_id"]) == (first["id"], first["id"])
    await ana.submits(second, {})
    changed = slack.view("U_ANA")
    assert changed is not None
    assert (changed["id"], changed["blocks"][0]["text"]["text"]) == (second["id"], "second, changed")
    assert changed["hash"] != second["hash"]
    await ana.submits(changed, {})
    assert slack.view("U_ANA") is None


async def test_an_unusable_view_in_an_ack_is_trouble(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    answering(app, response_action="update", view=modal(section("x" * 3001)))
    await connect(app)
    view = await opened(slack, app.client, FORM)
    with pytest.raises(NoAnswerError, match="must be less than 3001 characters"):
        await slack.person("U_ANA").submits(view, {"body": "x"})


async def test_a_button_in_a_modal_tells_what_is_filled_in_so_far(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    seen: list[Json] = []

    @app.action("fill")
    async def fill(ack: Any, body: Json, client: AsyncWebClient) -> None:
        seen.append(body)
        await ack()
        wider = {**FORM, "blocks": [*FORM["blocks"], section("more")]}
        await client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=wider)

    await connect(app)
    view = await opened(slack, app.client, FORM)
    await slack.person("U_ANA").submits(view, {"body": "half"}, button="fill")
    assert seen[0]["view"]["state"]["values"]["body"]["body_value"]["value"] == "half"
    assert seen[0]["container"] == {"type": "view", "view_id": view["id"]}
    kept = slack.view("U_ANA")
    assert kept is not None
    assert kept["state"]["values"]["body"]["body_value"]["value"] == "half"
    assert kept["blocks"][-1]["text"]["text"] == "more"


async def test_closing_is_told_where_the_view_asks_for_it(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    seen: list[Json] = []

    @app.view_closed("form")
    async def keep(ack: Any, body: Json) -> None:
        seen.append(body)
        await ack()

    await connect(app)
    ana = slack.person("U_ANA")
    await ana.closes(await opened(slack, app.client, FORM))
    await ana.closes(await opened(slack, app.client, {**FORM, "notify_on_close": True}), everything=True)
    assert [(body["type"], body["is_cleared"]) for body in seen] == [("view_closed", True)]
    assert slack.view("U_ANA") is None


async def test_a_trigger_opens_one_modal_within_three_seconds(
    slack: Playground, client: AsyncWebClient
) -> None:
    passes = slack.world.passes
    used, late = passes.trigger("a", "U_ANA").id, passes.trigger("b", "U_ANA").id
    await client.views_open(trigger_id=used, view=FORM)
    slack.world.clock.skip(3)
    errors = [
        (await refusal(client.views_open(trigger_id=trigger, view=FORM)))["error"]
        for trigger in (used, late, "made-up")
    ]
    assert errors == ["exchanged_trigger_id", "expired_trigger_id", "invalid_trigger_id"]


async def test_three_modals_can_stand_on_each_other(slack: Playground, client: AsyncWebClient) -> None:
    view = await opened(slack, client, FORM)

    def trigger() -> str:
        return slack.world.passes.trigger(slack.world.mint("t"), "U_ANA", view["id"]).id

    for _ in range(2):
        await client.views_push(trigger_id=trigger(), view=FORM)
    assert (await refusal(client.views_push(trigger_id=trigger(), view=FORM)))[
        "error"
    ] == "push_limit_reached"
    ana = slack.person("U_ANA")
    for expected in (2, 1, 0):
        top = slack.view("U_ANA")
        assert top is not None
        await ana.closes(top)
        assert len(slack.world.snapshot("U_ANA")["views"]) == expected


async def test_an_update_must_know_the_view_as_it_stands(slack: Playground, client: AsyncWebClient) -> None:
    view = await opened(slack, client, {**FORM, "external_id": "mine"})
    await client.views_update(view_id=view["id"], hash=view["hash"], view=FORM)
    stale = await refusal(client.views_update(view_id=view["id"], hash=view["hash"], view=FORM))
    unknown = await refusal(client.views_update(view_id="V0", view=FORM))
    assert (stale["error"], unknown["error"]) == ("hash_conflict", "not_found")


async def test_what_was_typed_survives_an_update_unless_the_block_changed(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    answering(app, response_action="errors", errors={"body": "Again."})
    await connect(app)
    view = await opened(slack, app.client, FORM)
    await slack.person("U_ANA").submits(view, {"body": "typed"})
    await app.client.views_update(view_id=view["id"], view=FORM)
    kept = slack.view("U_ANA")
    assert kept is not None
    assert kept["state"]["values"]["body"]["body_value"]["value"] == "typed"
    other = field("body_2", {"type": "plain_text_input", "initial_value": "fresh"})
    await app.client.views_update(view_id=view["id"], view=modal(other))
    fresh = slack.view("U_ANA")
    assert fresh is not None
    assert fresh["state"]["values"] == {
        "body_2": {"body_2_value": {"type": "plain_text_input", "value": "fresh"}}
    }


async def test_a_home_tab_is_published_and_used(slack: Playground, app: AsyncApp, connect: Connect) -> None:
    seen: list[Json] = []

    @app.event("app_home_opened")
    async def publish(event: Json, client: AsyncWebClient) -> None:
        seen.append(event)
        row = {"type": "actions", "block_id": "row", "elements": [button("fix", "C-1042")]}
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [row]})

    @app.action("fix")
    async def fix(ack: Any, body: Json) -> None:
        seen.append(body)
        await ack()

    await connect(app)
    ana = slack.person("U_ANA")
    await ana.opens_home()
    await slack.until(lambda: slack.home("U_ANA"))
    home = slack.home("U_ANA")
    assert home is not None
    await ana.clicks(home, "fix")
    await ana.opens_home()
    await slack.until(lambda: len(seen) == 3)
    assert (seen[0]["tab"], seen[0].get("view"), seen[1]["view"]["type"]) == ("home", None, "home")
    assert seen[2]["view"]["id"] == home["id"]
    assert slack.home("U_BEN") is None


async def test_a_view_that_is_gone_cannot_be_used(slack: Playground, client: AsyncWebClient) -> None:
    view, ana = await opened(slack, client, FORM), slack.person("U_ANA")
    with pytest.raises(PlaygroundError, match="there is body, audience"):
        await ana.submits(view, {"nowhere": "x"})
    await ana.closes(view)
    with pytest.raises(PlaygroundError, match="not open"):
        await ana.submits(view, {"body": "x"})
