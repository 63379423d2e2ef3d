"""Taking a text apart never cuts what belongs together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.engines.rules.writing.units import split_units


def sentences(body: str) -> list[str]:
    return [u.text for u in split_units(None, body)]


def test_sentences_end_at_their_marks() -> None:
    assert sentences("New in. Want one? Yes!") == ["New in.", "Want one?", "Yes!"]


def test_an_emoji_stays_with_the_sentence_before_it() -> None:
    assert sentences("Warm bread today 🍞 Come by.") == ["Warm bread today 🍞", "Come by."]


def test_a_link_is_never_cut() -> None:
    assert sentences("See https://example.com/a.b?c=d.e now. Bye.") == [
        "See https://example.com/a.b?c=d.e now.",
        "Bye.",
    ]


def test_short_forms_and_decimals_do_not_end_a_sentence() -> None:
    assert sentences("Min. spend Rs. 499.50 applies. Thanks.") == [
        "Min. spend Rs. 499.50 applies.",
        "Thanks.",
    ]


def test_a_greeting_is_parted_from_what_follows() -> None:
    assert sentences("Hi {{first_name}}, your cart is here.") == ["Hi {{first_name}},", "your cart is here."]


def test_a_block_of_tags_stays_whole() -> None:
    body = "Hello. {% if vip %}First. Second.{% endif %} Bye."
    assert "{% if vip %}First. Second.{% endif %} Bye." in sentences(body)


def test_the_title_is_one_unit_before_the_body() -> None:
    units = split_units("One. Two.", "Three.")
    assert [(u.text, u.paragraph) for u in units] == [("One. Two.", -1), ("Three.", 0)]


@pytest.mark.parametrize("body", ["", "   ", "\n\n"])
def test_nothing_gives_nothing(body: str) -> None:
    assert split_units(None, body) == ()


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=200))
def test_no_visible_character_is_lost_or_added(body: str) -> None:
    joined = "".join(sentences(body))
    assert "".join(joined.split()) == "".join(body.split())
