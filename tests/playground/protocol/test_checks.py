"""Blocks and views are refused as Slack refuses them, with its words and the place."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.web.async_client import AsyncWebClient

from playground.checks.whole import is_too_long, problems_of_blocks, problems_of_view
from tests.playground.protocol.rig import CHANNEL, Json, actions, button, options, refusal, section


def text(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def mrkdwn(words: str) -> Json:
    return {"type": "mrkdwn", "text": words}


def select(**more: Any) -> Json:
    return {"type": "static_select", "action_id": "s", "options": options("a"), **more}


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": list(elements)}


def words(*parts: Json, kind: str = "rich_text_section") -> Json:
    return {"type": kind, "elements": list(parts)}


def table(rows: int, columns: int = 1, cell: str = "x") -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": cell}] * columns] * rows}


def typed(**more: Any) -> Json:
    element = {"type": "plain_text_input", "action_id": "t", **more}
    return {"type": "input", "block_id": "typed", "label": text("Label"), "element": element}


def modal(*blocks: Json, **more: Any) -> Json:
    view = {"type": "modal", "title": text("Form"), "submit": text("Send"), "blocks": list(blocks), **more}
    return {name: value for name, value in view.items() if value is not None}


FEEDBACK: Json = {
    "type": "context_actions",
    "elements": [
        {
            "type": "feedback_buttons",
            "action_id": "f",
            "positive_button": {"text": text("Good"), "value": "good"},
            "negative_button": {"text": text("Bad"), "value": "bad"},
        }
    ],
}
CARD: Json = {"type": "card", "title": mrkdwn("*Card*"), "body": mrkdwn("Body"), "actions": [button("open")]}
IMAGE = {"type": "image", "image_url": "https://a.example/b.png", "alt_text": "picture"}
TASK = {"type": "task_card", "task_id": "1", "title": "t", "status": "complete"}
TAKEN: list[Json] = [
    section("x", accessory=select()),
    {"type": "section", "fields": [mrkdwn("*a*"), text("b")]},
    {"type": "header", "text": text("x" * 150)},
    {"type": "divider"},
    {"type": "context", "elements": [mrkdwn("x"), IMAGE]},
    actions(button("a"), select(), {"type": "datepicker", "action_id": "d"}),
    FEEDBACK,
    {"type": "markdown", "text": "**x**" * 1000},
    {**IMAGE, "title": text("t")},
    rich(
        words({"type": "text", "text": " ", "style": {"bold": True}}, {"type": "emoji", "name": "fire"}),
        words({"type": "text", "text": "Hi {{name}}"}, kind="rich_text_preformatted"),
        words({"type": "link", "url": "https://a.example"}, kind="rich_text_quote"),
        {"type": "rich_text_list", "style": "ordered", "indent": 1, "elements": [words()]},
    ),
    table(100, 20, "x" * 5),
    {"type": "data_table", "caption": "c", "rows": table(2)["rows"], "page_size": 5},
    {"type": "plan", "title": "p", "tasks": [TASK]},
    CARD,
    {"type": "carousel", "elements": [CARD]},
    {"type": "container", "title": text("t"), "child_blocks": [section("x")]},
    typed(),
]


@pytest.mark.parametrize("block", TAKEN, ids=lambda block: str(block["type"]))
def test_a_good_block_is_taken(block: Json) -> None:
    assert problems_of_blocks([block]) == []


REFUSED: list[tuple[Any, str]] = [
    ("x", "must provide an array [json-pointer:/blocks]"),
    (["x"], "must provide an object [json-pointer:/blocks/0]"),
    ([{}], "missing required field: type [json-pointer:/blocks/0]"),
    ([section("x")] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    ([{"type": "shout", "text": "x"}], "unsupported type: shout [json-pointer:/blocks/0/type]"),
    ([section("x" * 3001)], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    ([section(" ")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ([{"type": "section"}], "missing required field: text [json-pointer:/blocks/0]"),
    ([section("x", colour="red")], "invalid additional property: colour [json-pointer:/blocks/0]"),
    (
        [{"type": "section", "fields": [text("x")] * 11}],
        "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
    ),
    (
        [{"type": "section", "fields": [text("x" * 2001)]}],
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    (
        [{"type": "header", "text": mrkdwn("x")}],
        "must be a valid enum value [json-pointer:/blocks/0/text/type]",
    ),
    (
        [{"type": "header", "text": text("x" * 151)}],
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    ([{"type": "context", "elements": [text("x")] * 11}], "no more than 10 items allowed"),
    ([actions(*(button(f"b{n}") for n in range(26)))], "no more than 25 items allowed"),
    ([actions(button("a"), button("a"))], '`action_id` "a" already exists [json-pointer:/blocks/0]'),
    ([actions(button("a")), actions(button("b"))], '`block_id` "row" already exists'),
    ([actions({**button("a"), "text": text("x" * 76)})], "must be less than 76 characters"),
    ([actions(button("a", "x" * 2001))], "must be less than 2001 characters"),
    ([actions(button("a" * 256))], "must be less than 256 characters"),
    ([actions({**button("a"), "style": "loud"})], "must be a valid enum value"),
    ([actions({**button("a"), "url": "javascript:alert(1)"})], "must be a valid url"),
    ([actions({**button("a"), "confirm": {"title": text("x")}})], "missing required field: "),
    ([actions({"type": "lever", "action_id": "a"})], "unsupported type: lever"),
    ([actions(FEEDBACK["elements"][0])], "unsupported type: feedback_buttons"),
    ([actions(select(options=options(*map(str, range(101)))))], "no more than 100 items allowed"),
    ([actions(select(options=[]))], "no fewer than 1 items allowed"),
    ([actions(select(options=options("x" * 76)))], "must be less than 76 characters"),
    (
        [actions(select(options=[{"text": text("x"), "value": "v" * 151}]))],
        "must be less than 151 characters",
    ),
    ([actions(select(initial_option=options("b")[0]))], "must be one of the provided options"),
    ([actions(select(placeholder=text("x" * 151)))], "must be less than 151 characters"),
    ([actions({"type": "checkboxes", "options": options(*"abcdefghijk")})], "no more than 10 items allowed"),
    ([actions({"type": "overflow", "options": options(*"abcdef")})], "no more than 5 items allowed"),
    ([{**FEEDBACK, "elements": FEEDBACK["elements"] * 6}], "no more than 5 items allowed"),
    ([{"type": "markdown", "text": "x" * 12_001}], "must be less than 12001 characters"),
    ([rich(words({"type": "text", "text": ""}))], "must be more than 0 characters"),
    ([rich(words({"type": "emoji", "name": "x"}, kind="rich_text_preformatted"))], "unsupported type: emoji"),
    ([rich(words({"type": "shout"}))], "unsupported type: shout"),
    ([{"type": "image", "image_url": "https://a.example"}], "missing required field: alt_text"),
    ([table(101)], "no more than 100 items allowed [json-pointer:/blocks/0/rows]"),
    ([table(1, 21)], "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]"),
    ([table(11, 10, "x" * 100)], "must be less than 10001 characters across all cells"),
    ([table(1, 1, "")], "must be more than 0 characters"),
    ([table(1), table(1)], "only_one_table_allowed"),
    ([{"type": "data_table", "rows": table(2)["rows"]}], "missing required field: caption"),
    ([{**CARD, "body": text("x" * 201)}], "must be less than 201 characters"),
    ([{**CARD, "actions": [button(n) for n in "abcd"]}], "no more than 3 items allowed"),
    ([{"type": "carousel", "elements": [CARD] * 11}], "no more than 10 items allowed"),
    ([{"type": "alert", "text": text("x")}], "unsupported type: alert"),
    ([typed(initial_value="x" * 11, max_length=10)], "must be less than 11 characters"),
    ([{**typed(), "element": button("a")}], "unsupported type: button"),
]


@pytest.mark.parametrize(("blocks", "problem"), REFUSED, ids=[found[:40] for _, found in REFUSED])
def test_a_block_over_a_limit_is_refused_with_its_place(blocks: Any, problem: str) -> None:
    assert any(found.startswith(problem) for found in problems_of_blocks(blocks)), problems_of_blocks(blocks)


@pytest.mark.parametrize(
    ("view", "problem"),
    [
        (modal(), "no fewer than 1 items allowed [json-pointer:/view/blocks]"),
        (modal(*[section("x")] * 101), "no more than 100 items allowed [json-pointer:/view/blocks]"),
        (
            modal(section("x"), title=text("x" * 25)),
            "must be less than 25 characters [json-pointer:/view/title/text]",
        ),
        (modal(section("x"), submit=text("x" * 25)), "must be less than 25 characters"),
        (modal(section("x"), close=text("x" * 25)), "must be less than 25 characters"),
        (modal(section("x"), title=None), "missing required field: title [json-pointer:/view]"),
        (modal(section("x"), private_metadata="x" * 3001), "must be less than 3001 characters"),
        (modal(section("x"), callback_id="x" * 256), "must be less than 256 characters"),
        (modal(section("x"), state={}), "invalid additional property: state"),
        (modal(typed(), submit=None), "missing required field: submit"),
        (modal({"type": "markdown", "text": "x"}), "unsupported type: markdown"),
        (modal(table(1)), "unsupported type: table"),
        (modal(FEEDBACK), "unsupported type: context_actions"),
        (
            modal(typed(focus_on_load=True), {**typed(focus_on_load=True), "block_id": "b"}),
            "only one element",
        ),
        (
            {"type": "home", "title": text("x"), "blocks": [section("x")]},
            "invalid additional property: title",
        ),
        ({"type": "home", "blocks": [{"type": "alert", "text": text("x")}]}, "unsupported type: alert"),
        ({"type": "page"}, "unsupported type: page"),
        ("x", "must provide an object"),
    ],
)
def test_a_view_slack_would_not_show_is_refused(view: Any, problem: str) -> None:
    assert any(found.startswith(problem) for found in problems_of_view(view)), problems_of_view(view)


@pytest.mark.parametrize(
    "view",
    [
        modal(section("x"), {"type": "alert", "text": text("Careful"), "level": "warning"}),
        modal(*[section("x")] * 100),
        modal(typed(), private_metadata="", notify_on_close=True, callback_id="c"),
        {"type": "home", "blocks": [section("x"), table(2), CARD]},
    ],
)
def test_a_good_view_is_taken(view: Json) -> None:
    assert problems_of_view(view) == []


def test_a_message_as_a_whole_takes_about_thirteen_thousand_characters() -> None:
    assert not is_too_long([section("x" * 3000)] * 4)
    assert is_too_long([section("x" * 3000)] * 5)
    assert not is_too_long([{"type": "markdown", "text": "x" * 12_000}])
    assert is_too_long([{"type": "header", "text": text("x" * 50)}] * 10 + [section("x" * 3000)] * 4)


async def test_a_refusal_carries_every_problem(client: AsyncWebClient) -> None:
    blocks = [section("x" * 3001), {"type": "shout"}]
    answer = await refusal(client.chat_postMessage(channel=CHANNEL, text="x", blocks=blocks))
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {problem}" for problem in answer["errors"]]
    assert len(answer["errors"]) == 2


async def test_a_message_that_is_too_long_as_a_whole_is_refused(client: AsyncWebClient) -> None:
    blocks = [section("x" * 3000)] * 5
    answer = await refusal(client.chat_postMessage(channel=CHANNEL, text="x", blocks=blocks))
    assert answer["error"] == "msg_blocks_too_long"


KEYS = [
    *("type", "text", "elements", "options", "option_groups", "rows", "accessory", "element", "blocks"),
    *("action_id", "block_id", "initial_option", "child_blocks", "title", "max_length", "label", "actions"),
]
TYPES = [*(block["type"] for block in TAKEN), "data_visualization", "static_select", "plain_text", "modal"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(TYPES),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS), inside, max_size=5)
        | st.fixed_dictionaries({"type": st.sampled_from(TYPES), "block_id": inside, "elements": inside})
    ),
    max_leaves=12,
)


@given(JSON)
def test_nothing_an_app_can_send_breaks_the_checks(sent: Any) -> None:
    blocks = problems_of_blocks([sent])
    assert all(isinstance(problem, str) for problem in blocks + problems_of_view(sent))
