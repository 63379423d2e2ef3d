"""The built-in writer keeps what the merchant meant and adds only what is known."""

from datetime import date
from typing import Any

import pytest

from agents.engines.rules.diagnose import diagnose
from agents.engines.rules.rewrite import rewrite
from agents.engines.tasks import DiagnoseInput, RewriteInput
from agents.facts.ledger import open_ledger
from agents.types import SEGMENTS, Contrast, Draft, Exemplar, Message, Pattern, Variant

TODAY = date(2026, 11, 20)
FIVE_OFF = {
    "title": "S$5 OFF",
    "type": "fixed",
    "value": 5,
    "currency": "SGD",
    "min_spend": 35,
    "expires_at": "2026-11-30",
}


def brief(**fields: Any) -> RewriteInput:
    known = {
        "audience": "lapsing_buyers",
        "channel": "push",
        "merchant": {"id": "m", "name": "Kopi Lorong", "market": "SG"},
    }
    draft = Draft.model_validate(known | fields)
    return RewriteInput(
        draft=draft,
        sayable=open_ledger(draft, today=TODAY).sayable,
        diagnosis=diagnose(DiagnoseInput(draft=draft)),
    )


def written(**fields: Any) -> tuple[Variant, ...]:
    return rewrite(brief(**fields)).candidates


def test_a_sentence_with_a_detail_of_the_product_is_kept() -> None:
    best = written(
        title="Special news",
        body="Dear customer, big discount for you. Our beans are roasted with butter on Tuesdays.",
        voucher=FIVE_OFF,
    )[0]
    assert "roasted with butter on Tuesdays" in best.body
    assert "discount" not in best.body


def test_shop_talk_goes_when_a_weak_draft_is_rewritten() -> None:
    best = written(
        title="News", body="Exciting news! Now is the perfect time. Special deals for you.", voucher=FIVE_OFF
    )[0]
    assert "xciting news" not in best.body
    assert "perfect time" not in best.body


def test_a_sentence_that_goes_on_from_one_that_is_gone_stands_by_itself() -> None:
    for variant in written(
        body="Special news! Secondly, our butter-roasted beans come in tins now. The mugs also.",
        voucher=FIVE_OFF,
    ):
        assert "Secondly" not in variant.body
        assert "Our butter-roasted beans come in tins now." in variant.body
        assert "The mugs also" not in variant.body or "tins now. The mugs also" in variant.body


def test_an_offer_that_has_ended_takes_its_last_day_and_its_small_print_along() -> None:
    for variant in written(
        body="Get 10% off before 1 November! T&C apply. Our beans are roasted with butter on Tuesdays.",
        voucher=FIVE_OFF | {"expires_at": "2026-11-01"},
    ):
        assert "November" not in variant.body
        assert "T&C" not in variant.body
        assert "butter on Tuesdays" in variant.body


def test_a_title_that_only_shouts_one_word_goes() -> None:
    titles = [
        v.title for v in written(audience="abandoned_cart_buyers", title="CART CART CART", body="Discount!!")
    ]
    assert not any("cart cart" in (title or "").lower() for title in titles)


def test_a_sender_line_with_a_link_gives_the_link_to_the_step() -> None:
    bodies = [
        v.body
        for v in written(
            audience="unpaid_order_buyers",
            channel="sms",
            title=None,
            body="PAY NOW or lose your special bonus. KOPI LORONG https://example.com/pay",
            voucher=FIVE_OFF,
        )
    ]
    assert any(body.endswith(": https://example.com/pay") for body in bodies)
    assert not any(body.startswith("Kopi Lorong https") for body in bodies)


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("Musang King beans roasted with butter arrive on Tuesdays.", ": Musang King beans"),
        ("The first beans roasted with butter arrive on Tuesdays.", ": the first beans"),
        ("The Butter Roast beans arrive on Tuesdays, in tins.", ": The Butter Roast"),
    ],
)
def test_after_a_colon_only_what_is_no_name_begins_small(body: str, kept: str) -> None:
    bodies = [
        v.body
        for v in written(audience="frequent_buyers", title="News", body=f"{body} Special deals for you!")
    ]
    assert any(kept in said for said in bodies)


def test_a_link_of_a_weak_step_stays_and_gets_a_better_step() -> None:
    best = written(
        channel="sms",
        title=None,
        body="Kopi Lorong: exclusive offer inside >> https://example.com/k",
        voucher=FIVE_OFF,
    )[0]
    assert best.body.endswith(": https://example.com/k")
    assert "exclusive" not in best.body


def test_an_opt_out_line_stays_last_and_as_written() -> None:
    best = written(
        channel="sms",
        title=None,
        body="Kopi Lorong: special deal! Shop now. Reply STOP to opt out",
        voucher=FIVE_OFF,
    )[0]
    assert best.body.endswith("Reply STOP to opt out")


def test_a_code_whose_sentence_has_to_go_gets_one_of_its_own() -> None:
    best = written(
        channel="email",
        title="Ten",
        body="Hi,\n\nTake S$10 off anything, just use STASH10.\n\nDonna",
        voucher=FIVE_OFF,
    )[0]
    assert "Use code STASH10." in best.body
    assert "S$10" not in best.body


def test_a_name_that_loses_its_place_gets_another() -> None:
    best = written(
        title="We miss you, {{first_name}}!",
        body="Where have you been? You left us.",
        audience="new_followers",
    )[0]
    assert f"{best.title} {best.body}".count("{{first_name}}") == 1


def test_a_good_draft_with_a_wrong_figure_changes_only_there() -> None:
    draft = "The new beans came in on Monday.\n\nTake 20% off everything until 30 Nov.\n\nWarmly,\nAna"
    voucher = {
        "title": "10% OFF",
        "type": "percentage",
        "value": 10,
        "currency": "SGD",
        "min_spend": 60,
        "expires_at": "2026-11-30",
    }
    best = written(channel="email", title="New beans", body=draft, voucher=voucher)[0]
    assert (
        best.body == "The new beans came in on Monday.\n\n"
        "Take 10% off orders of S$60 or more until 30 Nov.\n\nWarmly,\nAna"
    )


HURRIED = "Our Ethiopia beans landed yesterday, roasted light. Grab it before it's gone!!!"


def test_a_good_draft_whose_only_step_hurried_for_nothing_gets_another_step() -> None:
    (best,) = written(title="New beans", body=HURRIED)
    assert best.title == "New beans"
    assert best.body.startswith("Our Ethiopia beans landed yesterday, roasted light. ")
    assert "gone" not in best.body
    assert not diagnose(DiagnoseInput(draft=brief(body=best.body, title=best.title).draft)).errors


def test_the_step_put_in_stands_before_the_opt_out() -> None:
    (best,) = written(channel="sms", body=f"{HURRIED} Reply STOP to opt out.")
    assert best.body.endswith(". Reply STOP to opt out.")
    assert "roasted light. Come" in best.body or "roasted light. See" in best.body


def test_the_step_put_in_stands_above_the_name_under_a_letter() -> None:
    letter = HURRIED.replace(". ", ".\n\n")
    (best,) = written(channel="email", title="New beans", body=f"Hi there,\n\n{letter}\n\nKopi Lorong")
    *_, step, name = best.body.split("\n\n")
    assert name == "Kopi Lorong"
    assert step.endswith(".")
    assert step not in letter


def test_a_good_draft_that_keeps_a_step_gets_no_other() -> None:
    (best,) = written(title="New beans", body=f"Tap to see which one suits your grinder. {HURRIED}")
    assert (
        best.body
        == "Tap to see which one suits your grinder. Our Ethiopia beans landed yesterday, roasted light."
    )


def test_a_step_does_not_begin_with_the_word_that_tied_it_to_the_hurry() -> None:
    (best,) = written(
        title="New beans",
        body="Our Ethiopia beans landed yesterday, roasted light. Ends soon, so get yours today.",
    )
    assert best.body.endswith("roasted light. Get yours today.")


def test_half_of_a_condition_is_no_sentence() -> None:
    for variant in written(
        body="Hi {name} ji, wedding season again! If there's a function coming up, you have 10% off "
        "till 1 November. Shop now!",
        voucher=FIVE_OFF | {"expires_at": "2026-11-01"},
        channel="whatsapp",
    ):
        assert "function" not in variant.body
        assert "Hi {name} ji, wedding season again!" in variant.body


@pytest.mark.parametrize(
    ("scolding", "told"),
    [
        ("Still too stingy for our beans? They went from S$24 to S$18!", "It's S$18 now, down from S$24."),
        ("You cheapskate, now S$18 before S$24 ah.", "It's S$18 now, down from S$24."),
        ("Too stingy? Was S$24, now S$18, no more excuses.", "It's S$18 now, down from S$24."),
    ],
)
def test_a_price_that_came_down_survives_the_scolding_around_it(scolding: str, told: str) -> None:
    for variant in written(
        body=f"Even you can manage this one. {scolding} Buy la.", audience="price_drop_group"
    ):
        assert "S$18" in variant.message.text
        assert told in variant.body or "stingy" not in variant.body
        assert "cheapskate" not in variant.body


def test_a_price_that_went_up_is_not_told_as_one_that_came_down() -> None:
    for variant in written(
        body="Still too stingy for our beans? They went from S$18 to S$24!", audience="price_drop_group"
    ):
        assert "down from" not in variant.body


def test_a_wrong_last_day_is_set_right_where_it_stands() -> None:
    (best,) = written(
        title="S$5 off",
        body="S$5 off orders of S$35 or more, any day before 15 January. Grab it before the match.",
        voucher=FIVE_OFF,
    )
    assert best.body == "S$5 off orders of S$35 or more, any day until 30 Nov. Grab it before the match."


def test_a_last_day_that_a_good_draft_leaves_out_is_told_with_its_offer() -> None:
    (best,) = written(
        title="S$5 off", body="S$5 off for you, min. S$35. Use it on the beans.", voucher=FIVE_OFF
    )
    assert best.body == "S$5 off for you, min. S$35, until 30 Nov. Use it on the beans."


def test_what_will_not_last_takes_only_its_own_clause_along() -> None:
    (best,) = written(
        channel="im",
        audience="active_old_followers",
        body="The crime paperbacks go on the site Saturday 28 November at 9am GMT, £4 each, and they will "
        "not last the morning. Have a look here: https://example.com/crime",
    )
    assert best.body == (
        "The crime paperbacks go on the site Saturday 28 November at 9am GMT, £4 each. "
        "Have a look here: https://example.com/crime"
    )


def test_the_other_side_of_a_threat_is_no_sentence() -> None:
    for variant in written(
        channel="im",
        audience="unpaid_order_buyers",
        body="Your order is OVERDUE, pay immediately or we cancel it. Pay here: https://example.com/pay",
    ):
        assert "cancel it" not in variant.body


def test_a_step_with_an_errand_of_its_own_keeps_its_words_before_the_link() -> None:
    for variant in written(
        title="A note for our most esteemed patrons",
        channel="email",
        audience="frequent_buyers",
        body="Dear {{first_name}},\n\nIn recognition of your patronage, we have credited 500 points.\n\n"
        "View your points: https://example.com/points\n\nWith warm regards,\nOud & Ember",
    ):
        assert "View your points: https://example.com/points" in variant.body


def test_what_stands_under_a_letter_stays_there_in_its_order() -> None:
    for variant in written(
        title="Special news",
        channel="email",
        body="Hi Sam,\n\nThere is a little treat waiting for you.\n\nYours sincerely,\nS. Raghavan\n"
        "Sales Manager\n044-5550 1188\nP.S. We are closed on 25 December.",
        voucher=FIVE_OFF,
    ):
        assert variant.body.endswith(
            "Yours sincerely,\nS. Raghavan\nSales Manager\n044-5550 1188\nP.S. We are closed on 25 December."
        )


def test_what_is_booked_is_not_put_into_a_cart() -> None:
    for variant in written(
        audience="frequent_buyers",
        body="Big discount for you!",
        product={"name": "Condo Deep Clean, 3 hours"},
        voucher=FIVE_OFF,
    ):
        assert "to your next order" not in variant.body
        assert "3 hours" not in variant.body


def test_a_price_that_was_told_is_not_called_the_new_price() -> None:
    for variant in written(
        title="The Thames chart has come down",
        body="It was £145 and is now £118, framed. One copy only.",
        audience="price_drop_group",
        product={"name": "Thames Estuary Chart, 1954, framed"},
    ):
        assert "new price" not in variant.body


def test_a_full_stop_after_a_short_form_ends_no_sentence() -> None:
    (best,) = written(
        channel="whatsapp",
        body="MCB stock is 12 nos. only and the rate changes on 1 December. Please confirm here.",
    )
    assert "12 nos. only" in best.body


def test_the_terms_of_an_offer_in_a_block_are_not_put_before_everybody() -> None:
    body = "{% if vip %}You get S$5 off.{% endif %} Your basket is still here."
    for variant in written(channel="im", audience="abandoned_cart_buyers", body=body, voucher=FIVE_OFF):
        assert "That's on" not in variant.body


def test_an_invitation_survives_the_hurry_before_it() -> None:
    (best,) = written(
        channel="im",
        body="Hi {{name}}, LAST CHANCE to try our new drip bags, 10 in a box for S$12. Order today.",
    )
    assert best.body.startswith("Hi {{name}}, try our new drip bags, 10 in a box for S$12.")


@pytest.mark.parametrize("segment", SEGMENTS)
def test_no_sentence_comes_twice(segment: str) -> None:
    product = {"name": "Kopi-O Drip Bags, 20s", "category": "Food > Coffee > Drip Bags"}
    for candidate in written(
        audience=segment, title="Sale", body="Special surprise for you!", voucher=FIVE_OFF, product=product
    ):
        sentences = [s.strip().casefold() for s in candidate.body.replace("\n", " ").split(". ")]
        assert len(sentences) == len(set(sentences))


@pytest.mark.parametrize("segment", SEGMENTS)
def test_every_segment_has_a_rewrite_without_product_voucher_or_shop(segment: str) -> None:
    assert written(audience=segment, title="Hi", body="Check it out!", merchant=None)


def test_the_same_brief_gives_the_same_rewrites_and_another_seed_may_not() -> None:
    first = brief(title="Sale", body="Special surprise for you!", voucher=FIVE_OFF)
    seeds = {rewrite(first.model_copy(update={"seed": n})).candidates[0].body for n in range(6)}
    assert rewrite(first) == rewrite(first)
    assert len(seeds) > 1


def test_the_move_of_a_strong_exemplar_decides_what_comes_first() -> None:
    weak = brief(title="Sale", body="Special surprise for you!", voucher=FIVE_OFF)
    strong = Message(title="S$8 off your next bag", body="Take S$8 off orders of S$50 or more. Refill now.")
    exemplar = Exemplar(
        source="own",
        campaign_id="C-1",
        score=2.9,
        sample_size=4000,
        why="strong",
        message=strong,
        moves=("offer_in_title", "states_amount"),
    )
    asking = Pattern(
        name="question_in_title", label="asks", share_strong=0.8, share_weak=0.1, lift=0.7,
        lift_low=0.4, lift_high=0.9, n_strong=10, n_weak=10,
    )  # fmt: skip
    contrast = Contrast(segment="lapsing_buyers", scope="own", n_strong=10, n_weak=10, patterns=(asking,))
    product = {"name": "Lorong Beans", "category": "Food > Coffee > Beans"}
    with_item = brief(title="Sale", body="Special surprise for you!", voucher=FIVE_OFF, product=product)
    assert rewrite(weak.model_copy(update={"exemplars": (exemplar,)})).candidates[0].intent == "offer first"
    assert (
        rewrite(with_item.model_copy(update={"contrast": contrast})).candidates[0].intent
        == "opens with a question"
    )


def test_a_good_draft_of_which_nothing_may_stay_is_written_anew() -> None:
    for variant in written(
        audience="abandoned_cart_buyers",
        title="Your basket is about to expire!",
        body="Only 1 hour left before we give your candle to someone else. Get 20% off now!",
        product={"name": "Smoke & Heather Candle"},
        voucher=FIVE_OFF,
    ):
        assert "cart" in variant.message.text
        assert "S$5" in variant.body
        assert "20%" not in variant.message.text


@pytest.mark.parametrize(
    ("body", "right"),
    [
        ("Use code BEANS5 for S$5 off orders above S$20, until 30 Nov.", "S$5 off orders above S$35,"),
        ("Use code BEANS5 for S$8 off orders from S$35, until 30 Nov.", "S$5 off orders from S$35,"),
    ],
)
def test_a_wrong_amount_is_set_right_where_it_stands(body: str, right: str) -> None:
    best = written(channel="im", body=body, voucher=FIVE_OFF)[0]
    assert right in best.body
    assert "BEANS5" in best.body


def test_the_tariff_before_a_text_messages_sender_stays_there() -> None:
    for variant in written(
        channel="sms",
        body="RM0 Kopi Lorong: Special deal for you! See https://example.com/k",
        merchant={"id": "m", "name": "Kopi Lorong", "market": "MY"},
    ):
        assert variant.body.startswith("RM0 Kopi Lorong: ")


def test_a_number_that_loses_its_sentence_is_told_as_what_it_is() -> None:
    for variant in written(
        channel="email",
        audience="unpaid_order_buyers",
        title="OVERDUE",
        body="Your order 55-1093 is OVERDUE, pay immediately or we cancel it. Pay here: https://example.com/o",
    ):
        assert "Your order: 55-1093." in variant.body
        assert "OVERDUE" not in variant.body


def test_a_command_to_buy_is_no_step_of_a_rewrite() -> None:
    for variant in written(
        audience="abandoned_cart_buyers",
        title="We're watching your cart",
        body="We know you live nearby and that you opened our last four emails. Buy it.",
        product={"name": "Reading Lamp"},
    ):
        assert "Buy it" not in variant.body


def test_what_must_be_done_is_step_enough() -> None:
    for variant in written(
        channel="sms",
        audience="frequent_buyers",
        body="Kopi Lorong: you must collect your tin by 5pm Friday 4 Dec or we will dispose of it.",
        product={"name": "Suit Alteration"},
    ):
        assert variant.body.endswith("You must collect your tin by 5pm Friday 4 Dec.")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Best Bitter, 12 x 440ml", "Best Bitter"),
        ("Cider 6 x 500ml", "Cider"),
        ("NEW!! Men's Tee *SALE*", "Men's Tee"),
        ("Table Loom Rental, 1 month", "Table Loom Rental"),
        ("Mug, Blue", "Mug, Blue"),
    ],
)
def test_a_product_is_named_as_one_would_say_it(name: str, said: str) -> None:
    for variant in written(
        body="Special deals for you.", audience="potential_new_customers", product={"name": name}
    ):
        assert said in variant.message.text
        assert name == said or name not in variant.message.text


@pytest.mark.parametrize(
    "name",
    [
        "{{ customer.first_name }}",
        "{{customer.first_name}}",
        '{{ first_name | default: "friend" }}',
        "{{first_name|default:'there'}}",
        "*|FNAME|*",
        "%%First Name%%",
    ],
)
def test_a_letter_greets_once_whatever_the_name_looks_like(name: str) -> None:
    for variant in written(
        channel="email",
        title="Something hot",
        body=f"Hi {name},\n\nWe noticed you keep our kitchen busy.\n\nA perk is waiting.\n\nThe crew",
        voucher=FIVE_OFF,
    ):
        assert variant.body.startswith(f"Hi {name},")
        assert "Hello" not in variant.body


def test_a_code_whose_own_sentence_tells_what_it_is_can_be_told_again() -> None:
    for variant in written(
        channel="sms",
        audience="frequent_buyers",
        body="Kopi Lorong: New to our beans? Get 10% off your first order with code NEW10, till 10 Dec.",
        voucher={"title": "10% OFF", "type": "percentage", "value": 10, "expires_at": "2026-12-10"},
    ):
        assert "NEW10" in variant.body


def test_an_answer_is_asked_for_where_the_draft_asks_for_one_faintly() -> None:
    best = written(
        channel="email",
        title="Is your bike due a check?",
        body="Hi Ana,\n\nBrake pads wear out. We have slots on weekday evenings.\n\nLet us know.\n\nKen",
    )[0]
    assert "Just reply and tell us." in best.body
    assert best.body.endswith("\n\nKen")


def test_the_shop_named_in_a_command_is_no_name_under_a_letter() -> None:
    for variant in written(
        title="Great offers", body="Fresh kicks at crazy prices. Shop Kopi Lorong today.", voucher=FIVE_OFF
    ):
        assert "Order again by" not in variant.body or "Shop Kopi Lorong" not in variant.body


def test_what_a_cart_holds_is_said_though_the_hint_beside_it_goes() -> None:
    for variant in written(
        audience="abandoned_cart_buyers",
        title="Still thinking?",
        body="The sheets in your cart are waiting and we've got a little something to help you decide.",
        voucher=FIVE_OFF,
    ):
        assert "sheets in your cart" in variant.body
        assert "little something" not in variant.body


@pytest.mark.parametrize("label", ["<ADV>", "[ADV]", "(AD)", "RM0"])
def test_a_label_of_the_law_stays_before_the_sender(label: str) -> None:
    for variant in written(
        channel="sms",
        body=f"{label} Kopi Lorong: Great deals for you! https://example.com/k Unsub: reply STOP",
        voucher=FIVE_OFF,
    ):
        assert variant.body.startswith(f"{label} Kopi Lorong: ")
        assert variant.body.endswith("Unsub: reply STOP")


def test_the_item_comes_first_not_the_reproach() -> None:
    for variant in written(
        audience="abandoned_cart_buyers",
        body="You forgot something! Come back for a special treat 🎁",
        product={"name": "Drip Bags"},
        voucher=FIVE_OFF,
    ):
        assert "forgot" not in variant.message.text
        assert "Drip Bags" in variant.message.text


def test_a_placeholder_that_only_calls_the_reader_becomes_a_greeting() -> None:
    for variant in written(
        channel="whatsapp",
        audience="abandoned_cart_buyers",
        body="{{1}}!!! WHY YOU NO CHECKOUT??? Musang King is in your cart.",
        product={"name": "Musang King Frozen Pulp"},
    ):
        assert variant.body.startswith("Hi {{1}}, ")
