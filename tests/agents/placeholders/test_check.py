"""The hard check on tags."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from agents.placeholders import check_placeholders, find_placeholders
from agents.types import Message
from tests.agents.placeholders.samples import POSITIONAL, tagged_texts, wild_texts

BLOCK = (
    "{% if vip %}Hi VIP, a gift worth RM5 is inside{% else %}Hi friend, look around{% endif %} See {{shop}}."
)


def rules(before: str, after: str, *, title: str | None = None, new_title: str | None = None) -> set[str]:
    original, rewritten = Message(title=title, body=before), Message(title=new_title, body=after)
    return {violation.rule for violation in check_placeholders(original, rewritten)}


@given(st.none() | wild_texts, wild_texts)
def test_every_message_passes_unchanged(title: str | None, body: str) -> None:
    message = Message(title=title, body=body)
    assert check_placeholders(message, message) == ()


@given(tagged_texts, st.data())
def test_a_single_lost_or_doubled_tag_is_seen(body: str, data: st.DataObject) -> None:
    tags = find_placeholders(body)
    assume(tags)
    tag = data.draw(st.sampled_from(tags))
    without = body[: tag.start] + body[tag.end :]
    assert "placeholder_lost" in rules(body, without)
    doubled = f"{body[: tag.end]} {body[tag.start :]}"
    assert "placeholder_added" in rules(body, doubled)


@given(st.lists(st.sampled_from(POSITIONAL), min_size=2, max_size=5, unique=True), st.data())
def test_swapped_positional_values_are_seen(tags: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(tags) - 2))
    swapped = [*tags]
    swapped[first], swapped[first + 1] = swapped[first + 1], swapped[first]
    assert rules(" and ".join(tags), " and ".join(swapped)) == {"placeholder_order"}


def test_named_values_may_change_places_and_move_between_title_and_body() -> None:
    after = "{{code}} is for you, {{name}}"
    assert rules("Hi {{name}}", after, title="Use {{code}}", new_title="A code") == set()


def test_positional_values_may_not_move_between_title_and_body() -> None:
    assert rules("Hi {{1}}", "Hi {{1}} {{2}}", title="No. {{2}}", new_title="Order") == {"placeholder_order"}


def test_a_broken_tag_in_the_rewrite_counts_as_added_unless_it_was_there() -> None:
    assert rules("Hi", "Hi {{ name }") == {"placeholder_added"}
    assert rules("Hi {{ name }", "Hello {{ name }") == set()


def test_words_may_be_rewritten_inside_their_branch() -> None:
    after = (
        "{% if vip %}Dear VIP, your gift (RM5) waits{% else %}Hello friend, browse{% endif %} At {{shop}}."
    )
    assert rules(BLOCK, after) == set()


@pytest.mark.parametrize(
    "after",
    [
        "{% else %}Hi VIP, RM5{% if vip %}Hi friend{% endif %} See {{shop}}.",
        "{% if vip %}Hi friend{% else %}Hello VIP{% endif %} See {{shop}}.",
        "{% if vip %}Hi VIP{% else %}{% endif %} Look around. See {{shop}}.",
        "{% if vip %}Hi VIP{% else %}Hi friend{% endif %} RM5! See {{shop}}.",
        "{% if vip %}Hi VIP{% else %}Hi friend{% endif %} A gift worth more. See {{shop}}.",
        "{% if vip %}Hi VIP, RM5{% else %}Hi friend at {{shop}}{% endif %} See.",
    ],
)
def test_words_and_tags_that_change_branches_break_the_block(after: str) -> None:
    assert rules(BLOCK, after) & {"block_broken", "placeholder_added"}
