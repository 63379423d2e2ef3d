import pytest

from agents.assume import Usual, fill_in
from agents.types import Draft

USUAL = Usual(audience="frequent_buyers", channel="im")


def test_what_is_usual_stands_where_the_draft_says_nothing_and_is_told() -> None:
    filled = fill_in(Draft(body="New teas are in."), USUAL)
    assert (filled.draft.audience, filled.draft.channel) == ("frequent_buyers", "im")
    assert filled.assumptions == (
        "I took this for people who buy from you often, as usual; tell me if it goes to somebody else.",
        "I took this for a chat message, as usual; tell me if it is sent another way.",
    )


def test_what_the_draft_says_stands_and_nothing_is_assumed() -> None:
    draft = Draft(body="New teas are in.", audience="new_followers", channel="sms")
    assert fill_in(draft, USUAL) == fill_in(draft)
    assert fill_in(draft, USUAL).assumptions == ()


@pytest.mark.parametrize("usual", [Usual(), USUAL])
def test_words_to_opt_out_make_it_a_text_message_whatever_is_usual(usual: Usual) -> None:
    filled = fill_in(Draft(body="New teas are in. Reply STOP to opt out", audience="new_buyers"), usual)
    assert filled.draft.channel == "sms"
    assert "as usual" not in filled.assumptions[0]


def test_without_anything_usual_the_words_decide() -> None:
    filled = fill_in(Draft(body="Your cart is still here."))
    assert (filled.draft.audience, filled.draft.channel) == ("abandoned_cart_buyers", "push")
    assert not any("as usual" in told for told in filled.assumptions)
