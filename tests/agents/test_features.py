from datetime import date

import pytest

from agents.copy_facts import Known
from agents.features import applicable, copy_features, features
from agents.types import Message, Product, Voucher

DRIP_BAGS = Product(name="Kopi-O Drip Bags (20s)", category="Food & Beverage > Coffee > Drip Bags")
FIVE_OFF = Voucher(
    title="S$5 OFF", type="fixed", value=5, currency="SGD", min_spend=35, expires_at=date(2026, 11, 30)
)
KNOWN = Known(product=DRIP_BAGS, voucher=FIVE_OFF, market="SG", shop="Kopi Lorong")
COMPLETE = Message(
    title="Your Kopi-O Drip Bags are still here",
    body="Hi {{first_name}}, finish your order by 30 Nov and take S$5 off when you spend S$35 or more.",
)


def _has(text: str, known: Known = Known(), *, title: str | None = None) -> frozenset[str]:  # noqa: B008
    return copy_features(Message(title=title, body=text), known)


def test_a_complete_message_shows_what_it_states() -> None:
    assert copy_features(COMPLETE, KNOWN) >= {
        "states_amount",
        "states_minimum",
        "states_deadline",
        "names_item",
        "item_in_title",
        "concrete_action",
        "second_person",
        "greeting",
        "personal_name",
    }
    assert not copy_features(COMPLETE, KNOWN) & {"vague_incentive", "shouting", "emoji", "hurries"}


def test_a_hint_is_vague_only_while_nothing_is_stated() -> None:
    assert "vague_incentive" in _has("Come back for a special treat 🎁", KNOWN)
    assert "vague_incentive" not in _has("A special treat: S$5 off orders from S$35", KNOWN)


def test_with_a_voucher_another_amount_is_not_its_amount() -> None:
    assert "states_amount" not in _has("Take S$8 off your order", KNOWN)
    assert "states_amount" in _has("Take S$8 off your order")


@pytest.mark.parametrize(
    ("voucher", "text"),
    [
        (Voucher(title="10% OFF", type="percentage", value=10), "10% off until Friday"),
        (Voucher(title="Free Shipping", type="free_shipping"), "Orders of $75 or more ship free."),
        (Voucher(title="Free Delivery", type="free_shipping"), "Complimentary delivery from AED 200."),
        (Voucher(title="300 Bonus Points", type="points", value=300), "Your order earns 300 bonus points."),
        (Voucher(title="Free Linen Pouch", type="gift"), "A linen pouch comes along free."),
        (Voucher(title="Buy 1 Get 1", type="bogo"), "Buy one packet, get one free until 20 September."),
    ],
)
def test_every_kind_of_offer_can_be_stated(voucher: Voucher, text: str) -> None:
    known = Known(voucher=voucher, market="US")
    assert "states_amount" in _has(text, known)
    assert "states_amount" not in _has("Something nice waits in your account.", known)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Your drip bag is set aside.", True),
        ("The Kopi-O you picked", False),
        ("Your coffee is waiting", False),
        ("KOPI-O DRIP BAGS!", True),
    ],
)
def test_an_item_is_named_by_half_of_its_words_in_any_case_or_number(text: str, *, named: bool) -> None:
    assert ("names_item" in _has(text, KNOWN)) is named


def test_the_last_day_needs_no_ending_word_when_it_is_the_vouchers() -> None:
    assert "states_deadline" in _has("S$5 off, 30 Nov", KNOWN)
    assert "states_deadline" not in _has("See you on 12 Dec", KNOWN)
    assert "states_deadline" in _has("Order by 12 Dec", KNOWN)


@pytest.mark.parametrize(
    "step",
    [
        "Check out by Friday.",
        "Tap to pay.",
        "Pick your shade.",
        "Reply here and we'll help.",
        "Two projects? Restock: https://example.com/x",
        "Have a look at the new price, then choose a size.",
    ],
)
def test_a_clear_step_is_seen(step: str) -> None:
    assert "concrete_action" in _has(f"The lamp came down in price. {step}")


@pytest.mark.parametrize(
    "nothing", ["Shop now!", "Check it out.", "Come again.", "Don't miss it", "See you!"]
)
def test_a_step_that_leads_nowhere_is_no_clear_step(nothing: str) -> None:
    assert "generic_action" in _has(f"New lamps. {nothing}")
    assert "concrete_action" not in _has(f"New lamps. {nothing}")


@pytest.mark.parametrize(
    ("text", "shouts"),
    [
        ("BUY NOW OR CRY LATER", True),
        ("Big news!!! Come and see", True),
        ("Use code HELLO20 on your first order.", False),
        ("Quiet One ANC headphones with USB and NFC", False),
    ],
)
def test_shouting_is_capitals_and_marks_but_not_codes_or_names(text: str, *, shouts: bool) -> None:
    assert ("shouting" in _has(text)) is shouts


def test_a_feature_applies_only_where_it_could_be_shown() -> None:
    nothing = applicable(Message(body="Hello"), Known())
    everything = applicable(COMPLETE, KNOWN)
    assert everything == {f.name for f in features()}
    assert everything - nothing == {
        "states_amount",
        "states_minimum",
        "states_deadline",
        "offer_in_title",
        "number_in_title",
        "names_item",
        "item_in_title",
        "question_in_title",
        "title_short",
    }


def test_every_feature_has_a_label_a_merchant_can_read() -> None:
    for feature in features():
        assert feature.label[0].islower()
        assert "_" not in feature.label
        assert not feature.label.endswith(".")


@pytest.mark.parametrize(
    "text", ["", " ", "🎁", "\n\n", "{{first_name}}", "ありがとうございます", "a" * 5000]
)
def test_anything_can_be_looked_at(text: str) -> None:
    assert copy_features(Message(body=text), KNOWN) <= {f.name for f in features()}
