"""The five errors, found in wordings of their kind, and good copy left alone."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.engines.rules.diagnose import diagnose
from agents.engines.tasks import DiagnoseInput
from agents.types import SEGMENTS, Diagnosis, Draft, ErrorType, Merchant, Product, Segment, Voucher

FIVE_OFF = Voucher(
    title="S$5 OFF", type="fixed", value=5, currency="SGD", min_spend=35, expires_at=date(2026, 11, 30)
)
FIRST_ORDER = Voucher(title="15% OFF First Order", type="percentage", value=15, currency="SGD")
KETTLE = Product(name="Copper Kettle", category="Home & Living > Kitchenware > Kettles")
SHOP = Merchant(id="m1", name="Kettle Corner", market="SG")


def look(
    segment: Segment | None,
    body: str,
    *,
    title: str | None = None,
    voucher: Voucher | None = None,
    product: Product | None = None,
    language: str | None = None,
) -> Diagnosis:
    """Diagnose a draft of our test shop."""
    draft = Draft(
        merchant=SHOP,
        audience=segment,
        channel="push",
        title=title,
        body=body,
        voucher=voucher,
        product=product,
        language=language,
    )
    return diagnose(DiagnoseInput(draft=draft))


@pytest.mark.parametrize(
    ("segment", "body", "quote"),
    [
        ("potential_new_customers", "We've missed you! Come back and see the new kettles.", "missed you"),
        ("potential_new_customers", "Reorder your favourite kettle before Friday.", "Reorder"),
        ("potential_new_customers", "The kettle you started with us deserves a friend. Pick one.", "started"),
        (
            "new_followers",
            "Thank you for your purchase! Tell us how it pours.",
            "Thank you for your purchase",
        ),
        ("new_buyers", "You've been with us for many years. See what is new.", "with us for many years"),
        ("lapsing_buyers", "How's the kettle you got yesterday? Hope you're enjoying it!", "yesterday"),
        ("abandoned_cart_buyers", "Thanks for your order! Track your parcel here.", "Thanks for your order"),
        ("unpaid_order_buyers", "Your parcel is on its way. Track it here.", "is on its way"),
        ("post_purchase_group", "We haven't seen you in ages. Take a look.", "haven't seen you"),
        ("price_drop_group", "Thanks for buying it! It is $64 now, was $79.", "Thanks for buying"),
        ("active_old_followers", "Thanks for following us today! Have a look around.", "today"),
        ("frequent_buyers", "Nice to meet you! Start with our smallest kettle.", "Nice to meet you"),
    ],
)
def test_a_relation_that_the_segment_does_not_have_is_an_assumption_error(
    segment: Segment, body: str, quote: str
) -> None:
    found = look(segment, body)
    assert found.primary == "audience_assumption_error"
    assert quote in found.errors[0].evidence or found.errors[0].evidence in quote


@pytest.mark.parametrize(
    ("segment", "body"),
    [
        ("lapsing_buyers", "We've missed you! New kettles are in: pick a colour before Friday."),
        ("repeat_buyers", "Welcome back! Your last two were copper. Tin is new: see it."),
        ("new_followers", "Thank you for following. Start with the small kettle: tap to see it."),
        ("potential_new_customers", "New here? Have a first look around and find a kettle for one."),
        ("potential_new_customers", "Carries like you packed less. See the travel kettle."),
        ("abandoned_cart_buyers", "Your kettle is still in the cart. Finish your order by Friday."),
    ],
)
def test_a_relation_that_the_segment_does_have_is_none(segment: Segment, body: str) -> None:
    assert look(segment, body).primary is None


@pytest.mark.parametrize(
    "body",
    [
        "There's a special treat waiting for you. Check out to see it!",
        "Exclusive offer inside: open the app.",
        "Enjoy a little something on your next order, tap to reveal.",
        "We have a discount for you, come and get it.",
    ],
)
def test_a_voucher_that_is_hinted_at_and_kept_back_is_vague(body: str) -> None:
    found = look("frequent_buyers", body, voucher=FIVE_OFF)
    assert found.primary == "vague_incentive"
    assert "S$5 off" in found.errors[0].feedback
    assert "S$35" in found.errors[0].feedback
    assert "30 Nov" in found.errors[0].feedback


def test_a_voucher_stated_without_its_minimum_is_not_vague() -> None:
    assert (
        look("frequent_buyers", "Take S$5 off your next order. Tap to use it.", voucher=FIVE_OFF).primary
        is None
    )


def test_a_minimum_spend_alone_does_not_state_the_offer() -> None:
    found = look("frequent_buyers", "A special voucher for orders of S$35. Tap to see it.", voucher=FIVE_OFF)
    assert found.primary == "vague_incentive"


def test_an_amount_that_contradicts_the_voucher_is_stated_all_the_same() -> None:
    assert (
        look("frequent_buyers", "Take S$9 off your next order. Tap to use it.", voucher=FIVE_OFF).primary
        is None
    )


def test_free_delivery_beside_a_special_discount_still_hides_the_discount() -> None:
    found = look(
        "frequent_buyers", "Free delivery and a special discount! Order by Friday.", voucher=FIVE_OFF
    )
    assert found.primary == "vague_incentive"


def test_a_promise_without_any_voucher_names_nothing() -> None:
    found = look("lapsing_buyers", "Amazing deals are waiting, take a look.")
    assert found.primary == "vague_incentive"


def test_a_price_drop_needs_a_price_or_a_place_to_see_it() -> None:
    assert look("price_drop_group", "The kettle is cheaper now!", product=KETTLE).primary == "vague_incentive"
    assert look("price_drop_group", "The kettle is $64, was $79. Order it.", product=KETTLE).primary is None
    assert (
        look("price_drop_group", "The kettle costs less. See the new price.", product=KETTLE).primary is None
    )


def test_a_voucher_left_out_of_good_copy_is_the_least_of_faults() -> None:
    found = look(
        "repeat_buyers", "Tin kettles arrived on Monday, ten of each colour. Pick yours.", voucher=FIVE_OFF
    )
    assert found.primary == "vague_incentive"
    assert found.errors[0].evidence == ""
    assert "S$5 off" in found.errors[0].feedback


@pytest.mark.parametrize(
    ("segment", "body"),
    [
        ("new_followers", "Thank you for following. Have a nice day."),
        ("post_purchase_group", "Your order was delivered. Please come again."),
        ("repeat_buyers", "Copper kettle available. Shop now"),
        ("potential_new_customers", "Our kettles are made of copper and hold two litres."),
        ("abandoned_cart_buyers", "There are items in your cart."),
        ("frequent_buyers", "New kettles in the shop now. Stay tuned for more."),
    ],
)
def test_nothing_to_do_or_no_reason_to_do_it_is_a_weak_call(segment: Segment, body: str) -> None:
    assert look(segment, body, product=KETTLE).primary == "weak_call_to_action"


@pytest.mark.parametrize(
    ("segment", "body"),
    [
        ("lapsing_buyers", "You left us without a word. It stings. The kettle is still here."),
        ("new_followers", "Please please buy from us, sales are very low this month."),
        ("unpaid_order_buyers", "Pay today or we will block your account."),
        ("unpaid_order_buyers", "Why you still never pay? Waste my time."),
        ("price_drop_group", "Maybe now you can afford it: $64, was $79. Order it."),
        ("new_buyers", "We love you so much, you're family now! Pick your next kettle."),
        ("price_drop_group", "We see you looking every night. $64, was $79. Get it."),
        ("frequent_buyers", "Please be informed that new stock is available. Regards, the management."),
        ("post_purchase_group", "No unboxing video no refund. Complaints are not entertained."),
    ],
)
def test_guilt_begging_threats_insults_and_memos_are_the_wrong_tone(segment: Segment, body: str) -> None:
    assert look(segment, body).primary == "misaligned_tone"


def test_a_product_that_sounds_intimate_is_only_a_name() -> None:
    carrier = Product(name="Hug-Me Baby Carrier")
    assert (
        look("price_drop_group", "Hug-Me Baby Carrier: $64, was $79. Order it.", product=carrier).primary
        is None
    )


def test_a_first_order_discount_for_regulars_is_irrelevant() -> None:
    found = look("frequent_buyers", "15% off your first order. Sign up today!", voucher=FIRST_ORDER)
    assert found.primary == "irrelevant_offer"
    assert "15% off" in found.errors[0].feedback


def test_thanks_for_a_first_order_are_no_first_order_offer() -> None:
    body = "Thank you for your first order. Take S$5 off the next one."
    assert look("new_buyers", body, voucher=FIVE_OFF).primary is None


def test_an_offer_for_students_does_not_suit_a_kettle_shop() -> None:
    body = "Students get S$5 off this week. Show your card."
    assert look("abandoned_cart_buyers", body, voucher=FIVE_OFF, product=KETTLE).primary == "irrelevant_offer"


def test_errors_come_gravest_first_and_once_each() -> None:
    found = look("potential_new_customers", "Welcome back! A special treat is waiting.", voucher=FIVE_OFF)
    types: list[ErrorType] = [error.type for error in found.errors]
    assert types[0] == found.primary == "audience_assumption_error"
    assert "vague_incentive" in types
    assert len(types) == len(set(types))


def test_another_language_is_judged_by_its_numbers_alone() -> None:
    hidden = look("frequent_buyers", "Ưu đãi đặc biệt cho bạn!", voucher=FIVE_OFF, language="vi")
    assert [error.type for error in hidden.errors] == ["vague_incentive"]
    assert look("frequent_buyers", "Shop nhớ bạn!", language="vi").errors == ()
    assert look("frequent_buyers", "Giảm S$5, đơn từ S$35", voucher=FIVE_OFF, language="vi").errors == ()


def test_a_draft_without_an_audience_is_still_diagnosed() -> None:
    assert look(None, "Amazing deals await!").primary == "vague_incentive"


def test_braces_in_a_product_name_do_not_disturb_the_advice() -> None:
    odd = Product(name="Kettle {offer} }{")
    found = look("price_drop_group", "It is cheaper now!", product=odd)
    assert "Kettle {offer} }{" in found.errors[0].feedback


@settings(max_examples=60)
@given(st.sampled_from(SEGMENTS), st.text(max_size=40), st.text(max_size=200))
def test_evidence_is_always_quoted_from_the_draft(segment: Segment, title: str, body: str) -> None:
    draft = Draft(audience=segment, title=title, body=body, voucher=FIVE_OFF, product=KETTLE)
    for error in diagnose(DiagnoseInput(draft=draft)).errors:
        assert error.evidence in draft.message.text
        assert error.feedback.endswith(".")
