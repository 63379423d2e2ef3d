"""Fine lines: wordings that are a fault to some people and good copy to others."""

import pytest

from agents.engines.rules.diagnose import diagnose, diagnose_throughout
from agents.engines.tasks import DiagnoseInput
from agents.types import Draft, Product, Segment, Voucher
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


@pytest.mark.parametrize(
    ("segment", "body"),
    [
        ("lapsing_buyers", "Your browsing shows you had a bad back on three nights. Book a massage here."),
        (
            "lapsing_buyers",
            "We can tell from your phone that you drove past our shop. Come in, reply for a table.",
        ),
        ("price_drop_group", "You've looked at this lamp fourteen times: S$64, was S$79. Get it here."),
        ("frequent_buyers", "We saw that you opened our last five emails. Reply and buy."),
        ("potential_new_customers", "Do you want your kids to fall behind? Enrol them here by Friday."),
        ("lapsing_buyers", "Your cat may well suffer while you think. Book the check-up here."),
        ("lapsing_buyers", "A caring owner would have called by now. Book here."),
        ("lapsing_buyers", "Hindi ka na umoorder, may bago ka na bang tindahan? Reply para sa menu."),
        ("lapsing_buyers", "Kenapa dah lama tak beli? You got other seller already is it? Reply here."),
        ("lapsing_buyers", "Your oven is filthy, and so is your attitude. Book a clean here, S$60."),
        ("repeat_buyers", "Oi, you muppet, the filter is due. Order one here, £9."),
        ("frequent_buyers", "You must book your slot at once, failing which we shall give it away."),
        ("repeat_buyers", "All clients: you are hereby required to confirm. Reply here by Friday."),
        ("lapsing_buyers", "Going by our logs you were here at midnight. Book a table here."),
        ("potential_new_customers", "Without our lock, you're next. Order one here."),
        ("lapsing_buyers", "Is your dog's health not worth an hour? Book the check here."),
        ("lapsing_buyers", "What kind of cat owner forgets the vaccine? Book here."),
        ("lapsing_buyers", "You let down the whole team. Come back, order here."),
        ("post_purchase_group", "4 stars or less is an insult to us. Rate us here."),
        ("post_purchase_group", "Unless it is 5 stars, better don't rate. Reply if it broke."),
        (
            "potential_new_customers",
            "Leverage our turnkey solution to drive unprecedented growth. Book a call here.",
        ),
    ],
)
def test_watching_fear_insults_orders_and_sales_talk_are_the_wrong_tone(segment: Segment, body: str) -> None:
    assert look(segment, body).primary == "misaligned_tone"


@pytest.mark.parametrize(
    ("segment", "body"),
    [
        ("frequent_buyers", "You live within 5 km of us? Then delivery is free. Reply with your street."),
        (
            "potential_new_customers",
            "Do you want your child to speak two languages? Reply for a trial lesson.",
        ),
        (
            "lapsing_buyers",
            "Your dog's yearly check-up is due in January. Pick a day that suits you both here.",
        ),
        (
            "repeat_buyers",
            "Every day you wait for the bus could be a ride: try an e-bike on Saturday, reply.",
        ),
        (
            "repeat_buyers",
            "If you really love your dog's coat to shine, brush it daily: see our S$12 brush here.",
        ),
        (
            "active_old_followers",
            "Don't let your tomatoes suffer in the heat: shade cloth is S$18, order here.",
        ),
        ("abandoned_cart_buyers", "Your kurta is waiting since yesterday. Want or not? Reply and I keep it."),
        (
            "unpaid_order_buyers",
            "Your order is waiting since 2 days for payment. Pay here when it suits you.",
        ),
        ("lapsing_buyers", "Bicycle Thieves here: a year since your last service. Book one here, £45."),
        ("new_buyers", "If you're hopeless at wrapping, we wrap it for you. Reply and we do it by Friday."),
        ("repeat_buyers", "Our leads come in all sizes and last for years. Pick yours here."),
        ("repeat_buyers", "Cleaning solution refills are in, S$9 a litre. Order here by Friday."),
    ],
)
def test_what_only_sounds_like_them_is_good_copy(segment: Segment, body: str) -> None:
    assert look(segment, body).primary is None


def test_if_you_dont_buy_threatens_or_begs_by_what_comes_after_it() -> None:
    threat = look("abandoned_cart_buyers", "If you don't buy now you will regret it. Checkout here.").errors[
        0
    ]
    assert "threatens" in threat.feedback
    plea = look("lapsing_buyers", "If you don't order this month we will have to close. Order here.").errors[
        0
    ]
    assert "plead" in plea.feedback


def test_two_wordings_that_threaten_threaten_together() -> None:
    found = look("unpaid_order_buyers", "LAST WARNING, pay NOW or we cancel. Pay here.").errors[0]
    assert "” threaten: " in found.feedback


@pytest.mark.parametrize(
    ("segment", "body"),
    [
        ("post_purchase_group", "Got your kettle? Time for a second kettle. Order here today."),
        ("post_purchase_group", "Your e-bike is home. Time to buy your next e-bike: order here."),
        ("new_buyers", "You own a mattress now. Buy another mattress today: reply."),
    ],
)
def test_one_of_these_is_enough_for_who_has_just_bought_it(segment: Segment, body: str) -> None:
    assert look(segment, body).primary == "irrelevant_offer"


@pytest.mark.parametrize(
    ("segment", "body"),
    [
        (
            "post_purchase_group",
            "Happy with the knife? Another knife for your sister is S$40: order it here.",
        ),
        ("new_buyers", "Your tent is dry? A second tent peg set keeps it so. Order it here, S$9."),
        ("new_buyers", "Thanks for your first order. Another bag of beans? Reply and we pack it."),
        (
            "repeat_buyers",
            "Your kettle is two years old. Another kettle, with a whistle, is S$40: see it here.",
        ),
    ],
)
def test_another_one_is_welcome_where_one_is_not_enough(segment: Segment, body: str) -> None:
    assert look(segment, body).primary is None


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        ("So long never see you liao. Soup is good.", "Soup is good."),
        (
            "Hi Ann,\n\nWe have been baking.\n\nCheers,\nTeam Dunes\n12 High St, Springfield",
            "We have been baking.",
        ),
        (
            "We sing in a barn.\n\nThanking you,\nYours sincerely,\nPocket Opera\n020 7946 0000",
            "We sing in a barn.",
        ),
        ("Thanks for coming. Our tea is green.", "Our tea is green."),
        ("Please be glad. We open at 9 daily. Tea is good.", "Tea is good."),
    ],
)
def test_what_is_shown_for_a_missing_step_could_have_asked_for_one(body: str, quote: str) -> None:
    shown = {error.type: error.evidence for error in look("repeat_buyers", body).errors}
    assert shown["weak_call_to_action"] == quote


@pytest.mark.parametrize(
    "body",
    [
        "Thanks for being here. Enrol here: https://example.com/enrol",
        "Thank you, your seat is kept. Come early on Friday, we open at 9.",
        "See you Friday: subscribe here to hear the programme first.",
        "Stop by on Friday for a taste of the new soup.",
    ],
)
def test_thanks_and_hours_beside_a_step_hide_it_not(body: str) -> None:
    assert look("repeat_buyers", body).primary is None


def test_a_name_in_the_sign_off_asks_for_nothing() -> None:
    body = "We have opened a second barn.\n\nBest wishes,\nRent a Loom\nTeam Raghavan"
    assert look("repeat_buyers", body).primary == "weak_call_to_action"


def test_stop_at_the_head_of_a_sentence_is_no_way_out() -> None:
    assert look("repeat_buyers", "Stop thinking and buy it.").primary == "misaligned_tone"
    assert look("repeat_buyers", "We baked. Reply STOP to opt out").errors[0].evidence == "We baked."


def test_who_has_not_bought_since_march_is_no_newcomer() -> None:
    body = "You haven't bought a book since March. S$5 off orders of S$35: pick one here."
    assert look("lapsing_buyers", body, voucher=FIVE_OFF).primary is None
    new = "Never ordered from us? S$5 off your first order: pick one here."
    assert look("frequent_buyers", new, voucher=FIVE_OFF).primary == "irrelevant_offer"


def test_a_gift_of_the_very_product_is_told_only_where_it_is_given() -> None:
    bun, gift = Product(name="Ube Ensaymada, box of 6"), Voucher(title="Free 1 ensaymada", type="gift")
    unsaid = look(
        "frequent_buyers", "May bagong ensaymada flavor. Reply to taste.", voucher=gift, product=bun
    )
    assert unsaid.primary == "vague_incentive"
    told = "May bagong ensaymada flavor: buy six, get a seventh ensaymada free. Reply to taste."
    assert look("frequent_buyers", told, voucher=gift, product=bun).primary is None


def test_two_to_take_and_one_to_pay_is_two_for_one() -> None:
    twin = Voucher(title="Buy 1 get 1", type="bogo")
    body = "Grab 2 merino beanies, pay for 1. Ends Sunday."
    assert look("frequent_buyers", body, voucher=twin).primary is None


@pytest.mark.parametrize("segment", ["new_followers", "potential_new_customers"])
@pytest.mark.parametrize(
    "body",
    [
        "Your first order is 10% off with code LAMP until 10 Dec. See the lamps here.",
        "Your first three classes are 10% off until 10 Dec. Book a time here.",
        "Your first order gets 10% off and ships free until 10 Dec. See the lamps here.",
    ],
)
def test_a_first_order_that_costs_less_is_an_invitation(segment: Segment, body: str) -> None:
    assert look(segment, body).primary is None


def test_a_first_order_that_has_been_sent_is_a_past_one() -> None:
    sent = "Your first order is on its way. See the lamps here."
    assert look("potential_new_customers", sent).primary == "audience_assumption_error"


@pytest.mark.parametrize(
    ("segment", "body", "fault"),
    [
        (
            "active_old_followers",
            "When are you finally going to buy something? See the mugs.",
            "misaligned_tone",
        ),
        ("new_followers", "Are you going to pay for it or not? See the mugs here.", "misaligned_tone"),
        (
            "lapsing_buyers",
            "You simply walked off and that hurts a small shop. See the mugs.",
            "misaligned_tone",
        ),
        (
            "repeat_buyers",
            "Kindly note: subsequent purchases may be effected below. See the mugs.",
            "misaligned_tone",
        ),
        (
            "post_purchase_group",
            "The Company assumes no liability for scratches. See the guide.",
            "misaligned_tone",
        ),
        (
            "unpaid_order_buyers",
            "Your blue stoneware mug has shipped. Follow it here.",
            "audience_assumption_error",
        ),
        (
            "unpaid_order_buyers",
            "While you wait, see the bowls that go with it.",
            "audience_assumption_error",
        ),
        ("abandoned_cart_buyers", "How was it? Leave us a rating here.", "audience_assumption_error"),
    ],
)
def test_more_ways_to_scold_and_to_presume(segment: Segment, body: str, fault: str) -> None:
    assert look(segment, body).primary == fault


def test_waiting_for_something_else_presumes_nothing() -> None:
    assert (
        look("unpaid_order_buyers", "Pay while you wait for the kettle: your order is saved.").primary is None
    )


def test_a_writer_is_told_of_each_sentence_with_the_same_fault_the_merchant_of_the_first() -> None:
    body = "Thanks for buying the mug. How was it? Leave us a rating here."
    inputs = DiagnoseInput(draft=Draft(body=body, audience="abandoned_cart_buyers"))
    found = [e for e in diagnose_throughout(inputs).errors if e.type == "audience_assumption_error"]
    assert [e.evidence for e in found] == ["Thanks for buying", "How was it?", "Leave us a rating"]
    assert found[1].feedback == "“How was it?” asks how they like something they do not have as well."
    told = [e for e in diagnose(inputs).errors if e.type == "audience_assumption_error"]
    assert [e.evidence for e in told] == ["Thanks for buying"]


@pytest.mark.parametrize(
    ("segment", "body"),
    [
        ("lapsing_buyers", "Spend $50 and walk away with a free mug until 6 Dec. See the mugs here."),
        ("new_followers", "Do you ever buy flowers for yourself? Bouquets start at $20. Pick one here."),
        ("potential_new_customers", "Screens fixed while you wait, from $60. Book a slot here."),
        ("repeat_buyers", "You will use it more than you think: it keeps tea warm. See it in the shop."),
        ("frequent_buyers", "The new mug is in, in three glazes. Reply if you are interested."),
        (
            "post_purchase_group",
            "We hope it arrived well. It would be great if you could reply with a photo.",
        ),
    ],
)
def test_friendly_wordings_that_look_like_faults_are_none(segment: Segment, body: str) -> None:
    assert look(segment, body).primary is None
