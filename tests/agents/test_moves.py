from agents.copy_facts import Known
from agents.delexicalise import delexicalise
from agents.features import features
from agents.moves import moves
from agents.types import Message, Product, Voucher

PAN = Product(name="Granite Frying Pan 28cm", category="Home & Living > Kitchen > Pans")
OFF = Voucher(title="$5 OFF", type="fixed", value=5, currency="USD", min_spend=30)


def test_moves_come_in_the_order_of_the_text() -> None:
    message = Message(
        title="Eggs that slide off?",
        body="Thanks for your first order. Spend $30 and $5 comes off the Granite Frying Pan. Tap to use it.",
    )
    assert moves(message, Known(product=PAN, voucher=OFF, market="US")) == (
        "question_in_title",
        "gratitude",
        "states_minimum",
        "states_amount",
        "names_item",
        "concrete_action",
    )


def test_the_title_comes_first_with_what_it_carries() -> None:
    message = Message(title="$5 off the Granite Frying Pan", body="Your pan is still in the cart.")
    found = moves(message, Known(product=PAN, voucher=OFF, market="US"))
    assert found[:2] == ("offer_in_title", "item_in_title")
    assert "says_what_waits" in found[2:]


def test_a_move_is_a_feature_and_never_a_word_of_the_message() -> None:
    message = Message(
        body="Thanks! Reply here if the pan arrived cracked, we'll replace it: https://example.com"
    )
    assert set(moves(message, Known(product=PAN))) <= {f.name for f in features()}


def test_a_message_that_does_nothing_has_no_moves() -> None:
    assert moves(Message(body="Hmm"), Known()) == ()


def test_a_pattern_makes_the_moves_of_the_message_it_was_made_from() -> None:
    message = Message(
        title="$5 off the Granite Frying Pan",
        body="Spend $30 by 5 May and $5 comes off. Tap to use it: https://example.com/pan",
    )
    known = Known(product=PAN, voucher=OFF, market="US")
    pattern = delexicalise(message, product=PAN, voucher=OFF, market="US")
    assert set(moves(message, known)) - set(moves(pattern)) == set()
