"""The other cards: details, versions, campaigns, files, notes, troubles, help."""

from datetime import UTC, datetime

import pytest

from agents.types import Contradiction, Draft, Message
from handlers.slack.blocks.campaigns import campaigns_card
from handlers.slack.blocks.decision import Decision
from handlers.slack.blocks.details import details_card
from handlers.slack.blocks.from_reply import from_reply
from handlers.slack.blocks.imports import ingest_progress_card, ingest_report_card
from handlers.slack.blocks.notes import help_card, message_card, note_card, settled_note, trouble_card
from handlers.talk import CampaignLine, Reply
from tests.handlers.slack.blocks.slack_rules import (
    accept_message,
    copyable_texts,
    marked_texts,
    objects,
    words_of,
)
from tests.handlers.slack.blocks.suggestions import DRAFT, SUGGESTION

LINE = CampaignLine(
    merchant_id="m02",
    campaign_id="C-1042",
    audience="abandoned_cart_buyers",
    channel="push",
    score=0.41,
    delivered=3015,
    quarter="weak",
    message=Message(
        title="You forgot something", body="Hi {{first_name}},\nyour cart misses you! " + "x" * 300
    ),
)


def test_the_details_give_every_reason() -> None:
    against = Contradiction(field="amount", said="30% OFF", known="the voucher gives 10%")
    card = details_card(SUGGESTION.model_copy(update={"contradictions": (against,)}))
    accept_message(card)
    text = words_of(card.blocks)
    for part in (
        "“a special treat” hides S$5 off.",
        "The draft says “30% OFF”: the voucher gives 10%.",
        "Your C-211 (score 2.90, 4,120 delivered): the same offer",
        "Another shop's (score 2.40, 3,015 delivered): the same item",
        "Draft: It is vague.",
        "Rewrite: It is exact.",
        "the rewrite won in both orders, 90% sure",
        "The first clause is long.",
    ):
        assert part in text


def test_a_reason_that_is_a_finding_is_not_said_twice() -> None:
    pair = SUGGESTION.scores
    assert pair is not None
    both = pair.original.model_copy(update={"reasons": (SUGGESTION.errors[0].feedback, "It is vague.")})
    scores = pair.model_copy(update={"original": both})
    text = words_of(details_card(SUGGESTION.model_copy(update={"scores": scores})).blocks)
    assert text.count(SUGGESTION.errors[0].feedback) == 1
    assert "Draft: It is vague." in text


def test_a_message_can_be_sent_in_somebodys_name() -> None:
    card = message_card("A better version:", Message(title="T", body="B"), by="U_ANA")
    accept_message(card)
    assert copyable_texts(card.blocks) == ["T", "B"]
    assert {"type": "user", "user_id": "U_ANA"} in list(objects(card.blocks))
    assert card.text == "A better version: T / B"


def test_campaigns_are_a_row_each_with_a_fix() -> None:
    card = campaigns_card(
        [LINE, LINE.model_copy(update={"campaign_id": "C-7", "score": None, "delivered": 0})]
    )
    accept_message(card)
    buttons = [found for found in objects(card.blocks) if found.get("type") == "button"]
    assert [(b["action_id"], b["value"]) for b in buttons] == [("fix", "C-1042"), ("fix", "C-7")]
    text = words_of(card.blocks)
    assert "C-1042 · score 0.41, 3,015 delivered · Abandoned cart, push notification\n“You forgot" in text
    assert "/ Hi {{first_name}}, your cart misses you! xxx" in text
    assert "C-7 · no figures yet · Abandoned cart" in text
    assert not marked_texts(card.blocks)


def test_campaigns_say_where_they_stand_among_messages_to_the_same_people() -> None:
    text = words_of(campaigns_card([LINE.model_copy(update={"percentile": 0.041})]).blocks)
    assert "score 0.41 (better than 4%), 3,015 delivered" in text
    assert "to the same people" in text


def test_no_more_than_eight_campaigns_stand_in_a_list() -> None:
    card = campaigns_card([LINE] * 11)
    accept_message(card)
    assert sum(found.get("action_id") == "fix" for found in objects(card.blocks)) == 8
    assert "and 3 more" in words_of(card.blocks)


def test_huge_ids_and_unknown_names_are_shown_as_far_as_they_fit() -> None:
    strange = LINE.model_copy(update={"campaign_id": "C" * 5000, "audience": "vip_club", "channel": "fax"})
    card = campaigns_card([strange] * 8)
    accept_message(card)
    assert "vip club, fax" in words_of(card.blocks)


def test_no_weak_campaign_is_said() -> None:
    assert "No weak campaign found" in words_of(campaigns_card([]).blocks)


@pytest.mark.parametrize(
    ("share", "percent"), [(0, "0%"), (0.43, "43%"), (1, "100%"), (7, "100%"), (-1, "0%")]
)
def test_progress_is_a_bar_and_a_number(share: float, percent: str) -> None:
    card = ingest_progress_card("sends.csv", "Counting", share)
    accept_message(card)
    assert words_of(card.blocks).splitlines()[0] == "Counting sends.csv"
    assert words_of(card.blocks).endswith(f" {percent}")
    assert card.text == f"Counting sends.csv: {percent}"


def test_progress_names_the_file_once() -> None:
    assert ingest_progress_card("a.csv", "Looking at a.csv", 0.5).text == "Looking at a.csv: 50%"


def test_a_report_counts_what_was_taken_and_shows_what_was_not() -> None:
    rejections = [{"line": n, "reason": f"reason {n}"} for n in range(2, 12)]
    card = ingest_report_card(
        "sends.csv",
        "sends",
        taken=12_000,
        rejected=10,
        scored=40,
        notes=["Columns nothing was taken from: foo."],
        rejections=rejections,
    )
    accept_message(card)
    text = words_of(card.blocks)
    assert "12,000 rows of sends taken from sends.csv, 10 left out." in text
    assert "The first of the 10 left out" in text
    assert "Line 6: reason 6" in text
    assert "reason 7" not in text
    assert "ranked anew" in text
    assert "40" not in text  # the count is of every shop
    assert "Columns nothing was taken from: foo." in text


def test_a_clean_report_is_one_sentence() -> None:
    for taken, rows in ((1, "1 row"), (3, "3 rows")):
        card = ingest_report_card("c.csv", "campaigns", taken=taken, rejected=0, scored=0)
        assert words_of(card.blocks) == f"{rows} of campaigns taken from c.csv."


def test_a_trouble_says_what_to_do_and_its_reference() -> None:
    card = trouble_card("That didn't work.", "Please try again.", "a1b2c3d4")
    accept_message(card)
    assert words_of(card.blocks) == "That didn't work.\n Please try again.\nReference a1b2c3d4"
    assert card.text == "That didn't work. Please try again."


def test_a_trouble_without_a_reference_is_a_sentence() -> None:
    card = trouble_card("Slow down.", "", "")
    accept_message(card)
    assert words_of(card.blocks) == "Slow down."


def test_who_came_second_is_told_who_was_first() -> None:
    card = settled_note(Decision(kind="used", by="U_BEN", at=datetime(2026, 11, 27, tzinfo=UTC)))
    accept_message(card)
    assert {"type": "user", "user_id": "U_BEN"} in list(objects(card.blocks))


def test_help_speaks_of_campaigns_only_where_there_are_some() -> None:
    connected, alone = help_card(connected=True, merchant_name="Kopi Lorong"), help_card(connected=False)
    for card in (connected, alone):
        accept_message(card)
    assert "Kopi Lorong" in words_of(connected.blocks)
    for needs_a_shop in ("your weakest campaigns", "/campaign", "/weak", "CSV"):
        assert needs_a_shop in words_of(connected.blocks)
        assert needs_a_shop not in words_of(alone.blocks)
    assert "/crm connect" in words_of(alone.blocks)


@pytest.mark.parametrize(
    ("reply", "part"),
    [
        (Reply(kind="suggestion", text="Shorter.", draft=DRAFT, suggestion=SUGGESTION), "Use This"),
        (Reply(kind="details", draft=DRAFT, suggestion=SUGGESTION), "Scores"),
        (Reply(kind="message", text="Ready to copy:", message=Message(body="Words")), "Words"),
        (Reply(kind="campaigns", campaigns=(LINE,)), "C-1042"),
        (Reply(kind="help"), "/rewrite"),
        (Reply(kind="note", text="Now paste the draft."), "Now paste the draft."),
        (Reply(kind="farewell", text="See you."), "See you."),
    ],
)
def test_every_kind_of_reply_has_its_card(reply: Reply, part: str) -> None:
    card = from_reply(reply)
    accept_message(card)
    assert part in words_of(card.blocks)


def test_what_is_said_beside_a_suggestion_is_shown() -> None:
    card = from_reply(
        Reply(kind="suggestion", text="Back again.", draft=Draft(body="x"), suggestion=SUGGESTION)
    )
    assert words_of(card.blocks).startswith("Back again.")


def test_a_note_with_markup_is_shown_as_it_is() -> None:
    card = note_card("I know no merchant “<!channel> *x* <https://a.b|c>”.")
    assert "<!channel> *x* <https://a.b|c>" in words_of(card.blocks)
    assert not marked_texts(card.blocks)
    assert "<" not in card.text
