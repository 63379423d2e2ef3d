from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.types import Message
from handlers.digest.content import Adoption, DigestContent
from handlers.slack.blocks.card import Card
from handlers.slack.blocks.decision import Decision
from handlers.slack.blocks.digest.card import digest_card
from handlers.slack.blocks.digest.item import Standing
from tests.handlers.slack.blocks.digests import digest, item
from tests.handlers.slack.blocks.slack_rules import accept_message, marked_texts, words_of
from tests.handlers.slack.blocks.suggestions import MARK, messages, words
from tests.handlers.slack.blocks.test_limits import HUGE, anything

AT = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
USED = Standing(decision=Decision(kind="used", by="U_ANA", at=AT))


def pressed(card: Card) -> list[str]:
    """Every action that the card offers, in order."""
    return [e["action_id"] for b in card.blocks for e in b.get("elements", ()) if "action_id" in e]


def test_it_begins_with_the_number_that_matters() -> None:
    card = digest_card(digest())
    assert card.blocks[0]["type"] == "header"
    assert card.blocks[0]["text"]["text"] == "5 messages to fix, worth about 1,508 points a week"
    assert card.text.startswith("5 messages to fix")
    assert "as much as 503 more clicks to your shop a week" in words_of(card.blocks[1])


def test_each_item_says_how_it_does_what_is_wrong_and_what_would_be_better() -> None:
    said = words_of(digest_card(digest(1)).blocks)
    for part in (
        "1. C-1001",
        " · push notification, new buyers",
        "Weak call to action",
        "Thank you / Thanks for buying.",
        "See what goes with it in our shop.",
        "Score 0.24 (0.22 to 0.25; 10,372 delivered), better than 2% of 71 templates",
        "strong ones reach 0.83. A fix: up to +302 points a week.",
    ):
        assert part in said


def test_every_open_item_has_its_buttons_and_a_box() -> None:
    card = digest_card(digest(2))
    each = ["digest_apply", "digest_edit", "digest_variants", "digest_dismiss"]
    assert pressed(card) == [*each, *each, "digest_pick", "digest_apply_picked"]
    primary = [e for b in card.blocks for e in b.get("elements", ()) if e.get("style") == "primary"]
    assert len(primary) == 1


def test_a_settled_item_says_who_and_when_and_has_no_buttons() -> None:
    card = digest_card(digest(3), {2: USED})
    values = [e.get("value") for b in card.blocks for e in b.get("elements", ()) if e["type"] == "button"]
    assert "2" not in values
    assert "Used by" in words_of(card.blocks)


def test_boxes_are_new_ones_when_something_was_settled() -> None:
    """Slack remembers what was ticked in a block by its id."""
    before, after = (digest_card(digest(3), standings).blocks for standings in ({}, {1: USED}))
    ids = [b["block_id"] for blocks in (before, after) for b in blocks if "block_id" in b]
    assert ids == ["digest_pick_1_2_3", "digest_pick_2_3"]


def test_a_single_open_item_needs_no_boxes() -> None:
    assert "digest_pick" not in pressed(digest_card(digest(2), {1: USED}))


def test_the_fix_of_another_audience_takes_the_place_of_the_first() -> None:
    other = Standing(fix=Message(title=None, body="Come back, we roasted on Tuesday."))
    said = words_of(digest_card(digest(1), {1: other}).blocks)
    assert "we roasted on Tuesday" in said
    assert "See what goes with it" not in said


def test_what_was_adopted_stands_with_what_it_brought() -> None:
    said = words_of(digest_card(digest(1)).blocks)
    assert "“Your drip bags are here / Take S$5 off.”: score 0.40 before, 0.60 since" in said
    assert "+50% [+39%, +61%], n = 3,015" in said


def test_pictures_are_shown_with_their_words() -> None:
    images = [b for b in digest_card(digest()).blocks if b["type"] == "image"]
    assert [image["slack_file"] for image in images] == [{"id": "F1"}, {"id": "F2"}]
    assert images[0]["alt_text"] == "Scores of …"


@pytest.mark.parametrize(("scored", "said"), [(30, "I looked at all 30 templates"), (0, "drop your logs")])
def test_nothing_worth_fixing_is_said_plainly(scored: int, said: str) -> None:
    card = digest_card(digest(0, scored=scored, adopted=(), spreads=(), pictures=()))
    assert card.text.startswith("Nothing worth fixing this week")
    assert said in words_of(card.blocks)
    assert pressed(card) == []


def test_a_preview_fixes_and_settles_nothing() -> None:
    card = digest_card(digest(2), is_preview=True)
    assert pressed(card) == ["fix", "fix"]
    assert "only you see it" in words_of(card.blocks)


def test_what_is_left_out_for_room_is_the_least_important() -> None:
    long = item(
        why=HUGE, sent=Message(title=HUGE, body=HUGE), fix=Message(title=HUGE, body=HUGE), question=HUGE
    )
    card = digest_card(digest(items=(long,) * 5, shop=HUGE))
    accept_message(card)
    assert pressed(card).count("digest_apply") == 5
    assert "digest_apply_picked" in pressed(card)
    assert "5 messages to fix" in words_of(card.blocks)


@st.composite
def contents(draw: st.DrawFn) -> DigestContent:
    items = tuple(
        item(
            number,
            campaign_id=draw(words()) or "C",
            sent=draw(messages()),
            fix=draw(messages()),
            why=draw(words()),
            question=draw(words()),
            gain=draw(st.floats(0, 1e12)),
        )
        for number in range(draw(st.integers(0, 5)))
    )
    adopted = tuple(Adoption(words=draw(messages()), at=AT) for _ in range(draw(st.integers(0, 4))))
    return digest(
        items=items, adopted=adopted, shop=draw(words()), market=draw(st.sampled_from(("SG", "IN", None)))
    )


@anything
@given(contents(), st.booleans())
def test_whatever_is_in_it_slack_takes_it_and_parses_nothing(
    content: DigestContent, is_preview: bool
) -> None:
    standings: dict[int, Any] = {1: USED}
    card = digest_card(content, standings, is_preview=is_preview)
    accept_message(card)
    assert not [text for text in marked_texts(card.blocks) if MARK in text]
