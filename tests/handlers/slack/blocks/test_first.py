"""A first version as it is shown: to be copied, and not taken for the last word."""

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from agents.first_version import FirstVersion
from agents.types import Message
from handlers.slack.blocks.first import closing_card, first_card, with_change_told
from handlers.talk import Reply
from tests.handlers.slack.blocks.slack_rules import accept_message, copyable_texts
from tests.handlers.slack.blocks.suggestions import DRAFT, SUGGESTION

SHOWN = Message(title="Your drip bags are still here", body="Hi {{first_name}}, take S$5 off by 30 Nov.")
FIRST = FirstVersion(draft=DRAFT, message=SHOWN)
ASKED = FirstVersion(
    draft=DRAFT,
    message=SHOWN,
    asks_first=True,
    questions=("The draft says 30%, the voucher 10%. Which one holds?",),
)
OTHER = Message(body="S$5 off your drip bags until 30 Nov.")


@pytest.fixture
def as_json(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(JSONSnapshotExtension)


@pytest.mark.parametrize("first", [FIRST, ASKED], ids=["plain", "with_a_question_first"])
def test_a_first_version(first: FirstVersion, as_json: SnapshotAssertion) -> None:
    card = first_card(first)
    accept_message(card)
    assert copyable_texts(card.blocks) == [SHOWN.title, SHOWN.body]
    assert card.model_dump() == as_json


def test_one_that_stays(as_json: SnapshotAssertion) -> None:
    card = closing_card(FIRST)
    accept_message(card)
    assert card.model_dump() == as_json


def test_a_question_that_can_wait_stands_below() -> None:
    card = first_card(ASKED.model_copy(update={"asks_first": False}))
    said = [str(block) for block in card.blocks]
    assert ["Question to you" in words for words in said].index(True) > [SHOWN.body in w for w in said].index(
        True
    )


def test_the_longest_is_told_to_be_too_long() -> None:
    long = FIRST.model_copy(update={"message": Message(body="Hi {{first_name}}, " * 2000)})
    assert first_card(long).overflow is not None
    assert first_card(FIRST).overflow is None


def test_an_answer_that_ends_otherwise_says_so() -> None:
    reply = Reply(kind="suggestion", text="A note.", draft=DRAFT, suggestion=SUGGESTION)
    assert with_change_told(reply, FIRST) == reply
    changed = reply.model_copy(update={"suggestion": SUGGESTION.model_copy(update={"message": OTHER})})
    assert with_change_told(changed, FIRST).text.startswith("A note. The first version I showed you came out")
    same = SUGGESTION.model_copy(update={"message": DRAFT.message, "outcome": "unchanged"})
    left = reply.model_copy(update={"suggestion": same, "text": ""})
    assert with_change_told(left, FIRST).text.endswith("behind your draft.")
    asked = reply.model_copy(update={"suggestion": SUGGESTION.model_copy(update={"message": None})})
    assert with_change_told(asked, FIRST) == asked
    note = Reply(kind="note", text="These are all the versions I have.")
    assert with_change_told(note, FIRST) == note
