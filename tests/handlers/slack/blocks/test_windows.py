"""Forms and windows as they open."""

from datetime import date

import pytest

from agents.types import CHANNELS, SEGMENTS, Message, Suggestion
from handlers.slack.blocks.card import View
from handlers.slack.blocks.forms import (
    FormValues,
    SettingsValues,
    connect_form,
    edit_form,
    reason_form,
    rewrite_form,
    settings_form,
)
from handlers.slack.blocks.origin import Origin
from handlers.slack.blocks.results import loading_view, notice_view, result_view
from tests.handlers.slack.blocks.slack_rules import accept_view, objects, words_of
from tests.handlers.slack.blocks.suggestions import DRAFT, SUGGESTION

ORIGIN = Origin(channel="C1", ts="1.2", thread="1.1", suggestion_id="S-1")
LONG = "A line of a long letter.\n" * 500


@pytest.mark.parametrize(
    ("view", "name", "submit"),
    [
        (rewrite_form(), "rewrite_form", "Rewrite"),
        (rewrite_form(FormValues(body=LONG, product="x" * 900)), "rewrite_form", "Rewrite"),
        (edit_form(Message(title="T", body=LONG), ORIGIN), "edit_form", "Use Edited"),
        (edit_form(Message(body=""), ORIGIN), "edit_form", "Use Edited"),
        (reason_form(ORIGIN), "reason_form", "Send"),
        (settings_form(), "settings_form", "Save"),
        (settings_form(SettingsValues(digest_channel="C1", editors=("U1",))), "settings_form", "Save"),
        (connect_form(), "connect_form", "Connect"),
        (result_view(DRAFT, SUGGESTION, ORIGIN), "result_form", "Send to Thread"),
        (result_view(DRAFT, SUGGESTION, None), "result_form", "Save"),
        (result_view(DRAFT, SUGGESTION, Origin(suggestion_id="S-1")), "result_form", "Save"),
    ],
)
def test_a_form_says_what_its_button_does(view: View, name: str, submit: str) -> None:
    accept_view(view)
    assert (view["callback_id"], view["submit"]["text"]) == (name, submit)


@pytest.mark.parametrize(
    "view",
    [
        loading_view("Improve This Message", "Reading the message…"),
        notice_view("A title that is far too long for Slack", "x" * 9000),
        result_view(DRAFT, Suggestion(id="S", outcome="refused", questions=("No text.",)), ORIGIN),
    ],
)
def test_a_window_without_fields_is_read_and_closed(view: View) -> None:
    accept_view(view)
    assert "callback_id" not in view


def test_forms_that_come_from_an_answer_lead_back_to_it() -> None:
    for view in (
        edit_form(Message(body="x"), ORIGIN),
        reason_form(ORIGIN),
        result_view(DRAFT, SUGGESTION, ORIGIN),
    ):
        assert Origin.read(view["private_metadata"]) == ORIGIN


def test_the_form_for_a_draft_offers_every_audience_and_channel() -> None:
    values = [found.get("value") for found in objects(rewrite_form())]
    assert set(SEGMENTS) | set(CHANNELS) <= set(values)


def test_only_the_message_is_needed() -> None:
    inputs = [block for block in rewrite_form()["blocks"] if block["type"] == "input"]
    assert [block["block_id"] for block in inputs if not block["optional"]] == ["body"]


def test_what_is_known_is_filled_in() -> None:
    view = rewrite_form(FormValues(audience="new_buyers", voucher_expires=date(2026, 12, 1)))
    initial = [found["initial_option"]["value"] for found in objects(view) if "initial_option" in found]
    assert initial == ["new_buyers"]
    assert [found["initial_date"] for found in objects(view) if "initial_date" in found] == ["2026-12-01"]


def test_a_message_without_a_title_is_edited_without_one() -> None:
    view = edit_form(Message(body="x"), ORIGIN)
    assert [block["block_id"] for block in view["blocks"]] == ["body"]


def test_the_result_can_be_copied_or_changed_and_says_why() -> None:
    view = result_view(DRAFT, SUGGESTION, ORIGIN)
    fields = {
        block["block_id"]: block["element"]["initial_value"]
        for block in view["blocks"]
        if "block_id" in block
    }
    assert fields == {
        "title": "Your drip bags are still here",
        "body": "Hi {{first_name}}, take S$5 off by 30 Nov.",
    }
    assert "Why it's weak" in words_of(view)
    assert "Step by step" in words_of(view)


def test_a_question_comes_before_the_fields_of_a_result() -> None:
    view = result_view(DRAFT, SUGGESTION.model_copy(update={"outcome": "ask"}), ORIGIN)
    types = [block["type"] for block in view["blocks"]]
    place = next(n for n, block in enumerate(view["blocks"]) if "How many are left?" in words_of(block))
    assert place < types.index("input")
