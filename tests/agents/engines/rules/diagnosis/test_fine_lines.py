"""Fine lines: wordings that are a fault to some people and good copy to others."""

import pytest

from agents.types import Product, Segment, Voucher
from tests.agents.engines.rules.test_diagnose import FIVE_OFF, look

LAMP = Product(name="Oak Table Lamp", category="Home & Living > Furniture > Lamps")
LAMP_OFF = Voucher(title="15% OFF Oak Table Lamp", type="percentage", value=15)
POINTS = Voucher(title="300 Points for 5 Orders", type="points", value=300)
PAYROLL = Voucher(title="15% OFF Payroll Software", type="percentage", value=15)


@pytest.mark.parametrize(
    ("segment", "body"),
    [
        ("potential_new_customers", "You left your number at our stall. The first teas are in: pick one."),
        ("potential_new_customers", "You signed up at the market last month. Pick your first tea."),
        ("new_followers", "Here is a candle to get you started: S$18. See the scents."),
        ("unpaid_order_buyers", "Once your payment has come through we pack the lamp. Pay here today."),
        ("unpaid_order_buyers", "Your order ships on the day we get your payment. Pay by card here."),
        ("active_old_followers", "Thank you for your loyalty. See the new glaze a day early."),
        ("post_purchase_group", "If a screw is missing, send us a photo and we replace it on us."),
        ("post_purchase_group", "If the shade feels loose, pop by the shop any day before 7pm."),
    ],
)
def test_what_a_shop_may_know_or_promise_is_no_fault(segment: Segment, body: str) -> None:
    assert look(segment, body).primary is None


@pytest.mark.parametrize(
    ("segment", "body"),
    [
        ("potential_new_customers", "Last year you order the big box from us. Reply for a slot."),
        ("lapsing_buyers", "Your parcel landed today. Pick another before Friday."),
        ("lapsing_buyers", "Your new board is on its way. Need wax? See it here."),
        ("unpaid_order_buyers", "Thank you, your payment has come through. Read our guide here."),
        ("abandoned_cart_buyers", "Good news, your boots have shipped! Track them here."),
        ("new_buyers", "It must be a year since we last met. See what is new."),
        ("price_drop_group", "Is it broken in? Get a second one: it is S$64, was S$79."),
    ],
)
def test_a_past_that_never_was_is_an_assumption_however_it_is_worded(segment: Segment, body: str) -> None:
    assert look(segment, body).primary == "audience_assumption_error"


@pytest.mark.parametrize(
    "body",
    [
        "There's a few quid in it for you. See it in the shop.",
        "We tucked a little thank-you into your account. Take a peek when you get a minute.",
        "Better conditions are waiting for you on the whole range. Have a look.",
        "A small attention is waiting: let yourself be surprised at the checkout.",
    ],
)
def test_a_known_voucher_is_hidden_in_whatever_words_it_is_hinted_at(body: str) -> None:
    assert look("frequent_buyers", body, voucher=FIVE_OFF).primary == "vague_incentive"


def test_a_discount_written_as_locals_write_money_is_stated() -> None:
    dong = Voucher(title="60.000₫ OFF", type="fixed", value=60000, currency="VND")
    assert look("frequent_buyers", "You have 60.000d off, just reply OK.", voucher=dong).primary is None


@pytest.mark.parametrize("body", ["Oak lamp in your cart. Checkout.", "Hello. Lamp in cart. Buy now."])
def test_a_bare_order_beside_a_cart_gives_no_reason(body: str) -> None:
    assert look("abandoned_cart_buyers", body, product=LAMP).primary == "weak_call_to_action"


@pytest.mark.parametrize(
    ("segment", "body"),
    [
        ("price_drop_group", "Daily you are opening the page, we know everything. Cheaper now, order it."),
        ("post_purchase_group", "Claims only in writing within 3 days. The customer is responsible."),
        ("frequent_buyers", "Why only one box this month? Please explain to us. Order here."),
        ("new_followers", "We peeked at your profile pictures. Come and choose a scent."),
    ],
)
def test_watching_rules_and_calling_to_account_are_the_wrong_tone(segment: Segment, body: str) -> None:
    assert look(segment, body).primary == "misaligned_tone"


def test_a_second_of_what_has_just_arrived_is_irrelevant_but_what_goes_with_it_is_not() -> None:
    again = "Your lamp has arrived. 15% off the same oak table lamp: order it here."
    assert look("post_purchase_group", again, voucher=LAMP_OFF, product=LAMP).primary == "irrelevant_offer"
    shades = LAMP_OFF.model_copy(update={"title": "15% OFF Shades"})
    other = "Your lamp has arrived. 15% off the shade that goes with it: pick yours here."
    assert look("post_purchase_group", other, voucher=shades, product=LAMP).primary is None


def test_a_reward_for_many_orders_does_not_bring_back_who_has_stayed_away() -> None:
    body = "Order five times this month and get 300 points. Start here."
    assert look("lapsing_buyers", body, voucher=POINTS).primary == "irrelevant_offer"
    assert look("frequent_buyers", body, voucher=POINTS).primary is None


def test_an_offer_for_firms_is_irrelevant_even_when_the_voucher_says_so_too() -> None:
    body = "15% off payroll software for construction companies. Start your trial."
    assert look("repeat_buyers", body, voucher=PAYROLL).primary == "irrelevant_offer"
