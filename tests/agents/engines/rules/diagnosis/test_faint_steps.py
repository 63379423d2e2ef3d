"""Steps asked for so faintly that they ask for nothing, and what is shown where none is asked for."""

import pytest

from agents.types import Product, Segment, Voucher
from tests.agents.engines.rules.test_diagnose import look

MUG = Product(name="Stoneware Mug, Blue", category="Home & Living > Kitchenware > Mugs")
OFF = Voucher(title="15% OFF", type="percentage", value=15)


@pytest.mark.parametrize(
    ("segment", "body", "quote"),
    [
        (
            "repeat_buyers",
            "Our autumn range in oak and slate is here. Maybe take a look if you find time.",
            "Maybe take a look if you find time.",
        ),
        (
            "frequent_buyers",
            "The second flush from Assam is in, maltier than before. Please check.",
            "Please check.",
        ),
        (
            "post_purchase_group",
            "The mug should be with you. It would be lovely to get a review if you have a moment.",
            "It would be lovely to get a review if you have a moment.",
        ),
        (
            "new_followers",
            "We bake sourdough in three sizes, sent free if you order before 10am. Feel free to browse.",
            "Feel free to browse",
        ),
        (
            "repeat_buyers",
            "Cabin socks and bed socks in four new colours have landed. Click here.",
            "Click here.",
        ),
    ],
)
def test_a_step_asked_for_faintly_asks_for_nothing(segment: Segment, body: str, quote: str) -> None:
    found = look(segment, body)
    assert found.primary == "weak_call_to_action"
    assert quote in found.errors[0].evidence


def test_an_offer_in_full_needs_a_step_where_something_waits_or_it_is_asked_for_faintly() -> None:
    cart = "Stoneware Mug, Blue. 15% off until 6 Dec."
    assert look("abandoned_cart_buyers", cart, voucher=OFF, product=MUG).primary == "weak_call_to_action"
    faint = "We also have bowls, 15% off until 6 Dec. In case you are interested."
    assert look("new_buyers", faint, voucher=OFF, product=MUG).primary == "weak_call_to_action"
    linked = "Stoneware Mug, Blue. 15% off until 6 Dec: https://example.com/cart"
    assert look("abandoned_cart_buyers", linked, voucher=OFF, product=MUG).primary is None


@pytest.mark.parametrize(
    "body",
    [
        "The autumn lamps are here in brass and oak. Have a look when you have a minute.",
        "The autumn lamps are here in brass and oak. Maybe take a look? https://example.com/lamps",
        "The autumn lamps are here, cast in brass and turned in oak by hand. Click here: {{shop_link}}",
        "The autumn lamps are here in brass and oak. Kindly submit your size at https://example.com/size",
    ],
)
def test_a_friendly_step_or_one_with_a_link_is_a_step(body: str) -> None:
    assert all(error.type != "weak_call_to_action" for error in look("repeat_buyers", body).errors)


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        ("Hi Ann,\n\nWe repair bikes in two days.\n\nMo", "We repair bikes in two days."),
        ("Our lamps are here in brass, oak and slate. Have a lovely day!", "Our lamps are here"),
        ("Lampworks: lamps in brass and oak are in. Unsub: reply STOP", "lamps in brass and oak are in."),
        ("Our lamps are cast in brass. Thank you for being here.", "Our lamps are cast in brass."),
    ],
)
def test_a_name_a_pleasantry_or_the_way_out_is_never_shown_for_a_missing_step(body: str, quote: str) -> None:
    shown = {error.type: error.evidence for error in look("repeat_buyers", body).errors}
    assert quote in shown["weak_call_to_action"]
    assert "STOP" not in shown["weak_call_to_action"]


def test_an_order_to_finish_stays_a_step_after_a_sentence_about_us() -> None:
    body = "We were busy.\n\nFinish your order: https://example.com/c"
    assert all(
        e.type != "weak_call_to_action" for e in look("abandoned_cart_buyers", body, product=MUG).errors
    )
