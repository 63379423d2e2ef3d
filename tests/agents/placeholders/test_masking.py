"""Masked tags come back byte for byte."""

from hypothesis import given
from hypothesis import strategies as st

from agents.placeholders import find_placeholders, mask, mask_message
from agents.types import Message
from tests.agents.placeholders.samples import tagged_texts, wild_texts


@given(wild_texts)
def test_masking_and_restoring_gives_the_same_text(text: str) -> None:
    masked = mask(text)
    assert masked.restore(masked.text) == text


@given(tagged_texts)
def test_a_masked_text_shows_no_tag(text: str) -> None:
    assert all(tag.syntax == "sentinel" for tag in find_placeholders(mask(text).text))


@given(st.none() | wild_texts, wild_texts)
def test_a_message_is_masked_with_one_numbering_and_comes_back(title: str | None, body: str) -> None:
    message = Message(title=title, body=body)
    masked = mask_message(message)
    assert masked.restore(masked.message) == message
    assert masked.missing(masked.message) == ()


def test_a_tag_may_move_from_title_to_body() -> None:
    masked = mask_message(Message(title="For {{name}}", body="Use {{code}}"))
    assert masked.message == Message(title="For ⟦P1⟧", body="Use ⟦P2⟧")
    moved = Message(title="Yours", body="⟦P1⟧, use ⟦ p2 ⟧")
    assert masked.restore(moved) == Message(title="Yours", body="{{name}}, use {{code}}")
    assert masked.missing(moved) == ()


def test_a_lost_tag_is_named_as_often_as_it_is_lost() -> None:
    masked = mask("{{name}} {{name}} {{code}}")
    assert masked.missing("⟦P1⟧") == ("{{name}}", "{{code}}")


def test_a_sentinel_typed_by_a_merchant_is_only_text() -> None:
    masked = mask("Say ⟦P1⟧ to {{name}}")
    assert masked.text == "Say ⟦P1⟧ to ⟦P2⟧"
    assert masked.restore("⟦P2⟧: ⟦P1⟧ ⟦P9⟧") == "{{name}}: ⟦P1⟧ ⟦P9⟧"
