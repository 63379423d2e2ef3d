"""What is the draft in a chat message, and what the message says about it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.engines.rules.understand import understand
from agents.engines.tasks import Understanding, UnderstandInput
from agents.types import CHANNELS, SEGMENTS, Draft, Voucher

TODAY = date(2026, 11, 20)


def read(text: str) -> Understanding:
    return understand(UnderstandInput(text=text, today=TODAY, market="SG"))


def fields(draft: Draft) -> dict[str, Any]:
    """What was found beside the body."""
    return draft.model_dump(exclude={"body"}, exclude_none=True)


def test_a_bare_draft_is_left_as_it_is() -> None:
    text = "  Hi {{first_name}},\n\nyour cart misses you! 🎁\n"
    assert read(text).draft == Draft(body=text)


def test_labelled_lines_are_read_in_any_order_and_case() -> None:
    found = read(
        "CHANNEL = Push\n"
        "Title: You forgot something\n"
        "Body: Hi {{first_name}}, your cart misses you!\n\nCome back.\n"
        "audience: abandoned cart\n"
        "Product: Kopi-O Drip Bags, 20s\n"
        "Category: Food > Coffee\n"
        "Voucher: S$5 off\nMin spend: S$35\nExpires: 30 Nov"
    ).draft
    assert found.body == "Hi {{first_name}}, your cart misses you!\n\nCome back."
    assert (found.title, found.channel, found.audience) == (
        "You forgot something",
        "push",
        "abandoned_cart_buyers",
    )
    assert found.product is not None
    assert (found.product.name, found.product.category) == ("Kopi-O Drip Bags, 20s", "Food > Coffee")
    assert found.voucher == Voucher(
        title="S$5 off", type="fixed", value=5, currency="SGD", min_spend=35, expires_at=date(2026, 11, 30)
    )


@pytest.mark.parametrize(
    ("text", "body", "audience", "channel"),
    [
        (
            "for our frequent buyers, push: New batch is here!",
            "New batch is here!",
            "frequent_buyers",
            "push",
        ),
        (
            "this is an SMS to people who left their cart: 'Hi, don't forget your bag 🎁'",
            "Hi, don't forget your bag 🎁",
            "abandoned_cart_buyers",
            "sms",
        ),
        (
            "Can you improve this push for new followers? Welcome aboard! Look around.",
            "Welcome aboard! Look around.",
            "new_followers",
            "push",
        ),
        (
            "Please rewrite:\n```\nDear customer,\nPay now!!!\n```\nit's for people who haven't paid",
            "Dear customer,\nPay now!!!",
            "unpaid_order_buyers",
            None,
        ),
        (
            "I want to send this e-mail to people in Penang who haven't bought lately:\n\nHi there,\nhello",
            "Hi there,\nhello",
            "lapsing_buyers",
            "email",
        ),
        (
            "We miss you! Come back 😍 (push, prospects)",
            "We miss you! Come back 😍",
            "potential_new_customers",
            "push",
        ),
        (
            "[whatsapp, repeat customers] Hi {{1}}, we're open.",
            "Hi {{1}}, we're open.",
            "repeat_buyers",
            "whatsapp",
        ),
        ("> Hi there\n> big sale\nfor VIPs, text message", "Hi there\nbig sale", "frequent_buyers", "sms"),
        ("to: unpaid orders\nvia: im\nFINAL NOTICE", "FINAL NOTICE", "unpaid_order_buyers", "im"),
    ],
)
def test_what_is_said_in_a_sentence_is_understood(
    text: str, body: str, audience: str, channel: str | None
) -> None:
    found = read(text).draft
    assert (found.body, found.audience, found.channel) == (body, audience, channel)


@pytest.mark.parametrize(
    "draft",
    [
        "Hello new followers! Here's 10% off: shop now",
        "Email us: hello@example.com for the deal",
        "WhatsApp: +65 9123 4567 to order your push pop",
        "Dear regulars, thank you: the sambal is back",
        "To our frequent buyers: thank you for a great year",
        "Big sale!\nEnds: Sunday\nShop: https://example.com",
        "Our regulars love it: “Best sambal ever.” Order now",
        'They said "wow" and "more, please"',
        "The product is back!",
        "The shop is open again from 10am",
        "Shop: https://example.com/new",
        "Hi [NAME], your [[cart_total]] cart (email us) waits",
        "10% off until 30 Nov",
        "Offer: free delivery on all orders",
        "Is this it? Check out our new arrivals",
    ],
)
def test_what_may_belong_to_the_draft_stays_in_it(draft: str) -> None:
    assert read(draft).draft == Draft(body=draft)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("for frequent buyers instead", {"audience": "frequent_buyers"}),
        ("channel sms", {"channel": "sms"}),
        ("make it an email for lapsing buyers please", {"audience": "lapsing_buyers", "channel": "email"}),
        ("title: Hello", {"title": "Hello"}),
        ("the new title is Hello", {"title": "Hello"}),
        ("shop: Kopi Lorong", {"merchant": {"id": "Kopi Lorong", "name": "Kopi Lorong"}}),
        ("the product is Kopi-O Drip Bags", {"product": {"name": "Kopi-O Drip Bags"}}),
        (
            "merchant: Kopi Lorong\nchannel: im",
            {"merchant": {"id": "Kopi Lorong", "name": "Kopi Lorong"}, "channel": "im"},
        ),
    ],
)
def test_a_message_without_a_draft_has_an_empty_body(text: str, said: dict[str, Any]) -> None:
    found = read(text).draft
    assert (found.body, fields(found)) == ("", said)


def test_the_voucher_may_be_told_in_a_sentence_after_the_draft() -> None:
    found = read("Hi Mei, the sambal is back!\nThe voucher is S$5.50 off min S$35 until 30 Nov.").draft
    assert found.body == "Hi Mei, the sambal is back!"
    assert found.voucher is not None
    assert (found.voucher.value, found.voucher.min_spend) == (5.5, 35)


def test_a_subject_line_below_the_request_is_the_title() -> None:
    found = read(
        "Here's my draft for an email to new buyers, can you fix it:\nSubject: Thanks\nHi there"
    ).draft
    assert (found.title, found.body) == ("Thanks", "Hi there")


def test_what_cannot_be_made_out_is_told_with_what_to_write() -> None:
    found = read("audience: martians\nvoucher: none\nHi")
    assert found.draft == Draft(body="Hi")
    assert len(found.unclear) == 1
    assert "martians" in found.unclear[0]
    assert "lapsing buyers" in found.unclear[0]


@pytest.mark.parametrize("audience", SEGMENTS)
@pytest.mark.parametrize(
    "spelling", [str, lambda s: s.replace("_", " ").title(), lambda s: s.replace("_", "-")]
)
def test_every_segment_is_known_by_its_name(audience: str, spelling: Any) -> None:
    assert read(f"audience: {spelling(audience)}\nHi").draft.audience == audience


_lines = st.lists(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=40
    ),
    min_size=1,
    max_size=4,
)


@given(
    lines=_lines, audience=st.sampled_from(SEGMENTS), channel=st.sampled_from(CHANNELS), title=st.booleans()
)
def test_between_labels_a_draft_comes_back_byte_for_byte(
    lines: list[str], audience: str, channel: str, title: bool
) -> None:
    # A marker on either side keeps generated lines from looking like instructions themselves.
    draft = "\n".join(["Hi {{first_name}},", *lines, "~ the shop"])
    head = "title: Hello\n" if title else ""
    found = read(f"{head}audience: {audience}\n\n{draft}\n\nchannel: {channel}\n").draft
    assert (found.body, found.audience, found.channel) == (draft, audience, channel)


@given(st.text(max_size=200))
def test_any_text_is_understood_somehow_and_never_grows(text: str) -> None:
    found = read(text).draft
    assert len(found.body) <= len(text)


@pytest.mark.parametrize(
    ("text", "body", "audience", "channel"),
    [
        (
            "SMS to repeat buyers, voucher 10% off, min S$60:\n\nKopi Lorong: 30% OFF everything!!",
            "Kopi Lorong: 30% OFF everything!!",
            "repeat_buyers",
            "sms",
        ),
        ("push for new buyers: Thanks! More in store", "Thanks! More in store", "new_buyers", "push"),
        ("push for abandoned carts, S$5 off from S$35: Hi", "Hi", "abandoned_cart_buyers", "push"),
        ("SMS to regulars, with a voucher of 10% off: Hello you", "Hello you", "frequent_buyers", "sms"),
        ("Email for new buyers: subject: Welcome! body: Hello", "Hello", "new_buyers", "email"),
        ("email to regulars, product Kopi-O: Hey, big sale", "Hey, big sale", "frequent_buyers", "email"),
    ],
)
def test_a_lead_in_ends_with_its_colon(text: str, body: str, audience: str, channel: str) -> None:
    draft = understand(UnderstandInput(text=text, today=TODAY, market="SG")).draft
    assert (draft.body, draft.audience, draft.channel) == (body, audience, channel)


def test_a_lead_in_lists_the_offer_and_the_product() -> None:
    text = "email to regulars, product Kopi-O Drip Bags, voucher S$5 off min S$35: Hey you, big sale"
    draft = understand(UnderstandInput(text=text, today=TODAY, market="SG")).draft
    assert draft.product
    assert draft.product.name == "Kopi-O Drip Bags"
    assert draft.voucher
    assert (draft.voucher.value, draft.voucher.min_spend) == (5, 35)


def test_an_offer_in_the_customers_own_words_is_no_instruction() -> None:
    assert understand(UnderstandInput(text="Use voucher 10% off today!", today=TODAY)).draft.voucher is None


GIFT = "You forgot something! Come back for a special treat 🎁"
MAIL = "Hi {{first_name}}, we have a new cold brew.\nhttps://example.com/coldbrew"


@pytest.mark.parametrize(
    ("text", "body", "audience", "channel"),
    [
        (f"for ppl who left cart\n\n{GIFT}", GIFT, "abandoned_cart_buyers", None),
        (f"to: abandoned cart. {GIFT}", GIFT, "abandoned_cart_buyers", None),
        (f"abandoned cart: {GIFT}", GIFT, "abandoned_cart_buyers", None),
        (f"> for lapsed customers whatsapp\n> {GIFT}", GIFT, "lapsing_buyers", "whatsapp"),
        (f"Audience: new followers. {GIFT}", GIFT, "new_followers", None),
        (
            'its for ppl who left cart. "come back to us soon"',
            "come back to us soon",
            "abandoned_cart_buyers",
            None,
        ),
        ("We miss you! push for lapsing buyers", "We miss you!", "lapsing_buyers", "push"),
        ("It's back!! going fast. for repeat customers", "It's back!! going fast.", "repeat_buyers", None),
        (f"{GIFT} for cart abandoners push", GIFT, "abandoned_cart_buyers", "push"),
        ("Pay in 24 hours. - for unpaid orders", "Pay in 24 hours.", "unpaid_order_buyers", None),
        ("Ends soon. Lapsed customers, email.", "Ends soon.", "lapsing_buyers", "email"),
        ("Grab before gone (for price drop ppl)", "Grab before gone", "price_drop_group", None),
        ("heres what i sent last time, it flopped:\nCome back leh", "Come back leh", None, None),
        ("My final: New batch is in", "New batch is in", None, None),
        (
            f"Hi, pls see below for this week's blast to lapsed customers (whatsapp)\n\n{GIFT}\n\nKopi",
            f"{GIFT}\n\nKopi",
            "lapsing_buyers",
            "whatsapp",
        ),
        ("is it ok to say cheapest? draft: Cheapest kopi! Buy now", "Cheapest kopi! Buy now", None, None),
    ],
)
def test_notes_to_us_stay_out_of_the_customers_text(
    text: str, body: str, audience: str | None, channel: str | None
) -> None:
    found = read(text).draft
    assert (found.body, found.audience, found.channel) == (body, audience, channel)


def test_several_notes_at_the_end_are_all_heard() -> None:
    found = read(f"{GIFT} for cart abandoners push. voucher is 10% off min S$40 till 30 nov").draft
    assert (found.body, found.audience, found.channel) == (GIFT, "abandoned_cart_buyers", "push")
    assert found.voucher is not None
    assert (found.voucher.value, found.voucher.min_spend) == (10, 40)


def test_a_forwarded_mail_loses_its_signature_and_small_print() -> None:
    signed = "Thanks & regards,\nMei Tan\nMarketing Manager\n+65 6123 4567 | mei@kopi.sg"
    legal = "This email is confidential. If you are not the intended recipient, please delete it."
    found = read(f"Hi Ken,\n\nDraft as discussed:\n\nSubject: News\n{MAIL}\n\n{signed}\n{legal}").draft
    assert (found.title, found.body) == ("News", MAIL)


def test_a_telephone_number_for_customers_stays() -> None:
    text = f"{MAIL}\n\nBest,\nMei\n+65 6123 4567"
    assert read(text).draft == Draft(body=text)


@pytest.mark.parametrize(
    "draft",
    [
        "Enjoy 20% off this week. For our regulars.",
        "New followers: welcome!",
        "Price drop: Gula Melaka now S$13",
        "Sale! today only",
        "Not for everyone.",
        "Sign up today. New customers only.",
        "Can you help? We're collecting tins.",
        "For men: Fresh scents in the shop.",
        "Half price on toys! for kids",
    ],
)
def test_a_last_sentence_that_customers_may_read_is_no_note(draft: str) -> None:
    assert read(draft).draft == Draft(body=draft)


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("its for ppl who left cart", "abandoned_cart_buyers"),
        ("send it to people with stuff in cart", "abandoned_cart_buyers"),
        ("sorry i mean people who abandoned their cart", "abandoned_cart_buyers"),
        ("ppl who havent bought for a while", "lapsing_buyers"),
        ("not frequent buyers, lapsed ones", "lapsing_buyers"),
        ("its for old customers", "lapsing_buyers"),
        ("old customers who stopped buying", "lapsing_buyers"),
        ("for ppl who havent paid yet", "unpaid_order_buyers"),
        ("for ppl who never bought", "potential_new_customers"),
        ("wrong audience, its new followers", "new_followers"),
        ("no, for followers", "active_old_followers"),
        ("repeat", "repeat_buyers"),
    ],
)
def test_audiences_are_known_in_peoples_own_words(text: str, audience: str) -> None:
    found = read(text)
    assert (found.draft.body, found.draft.audience, found.unclear) == ("", audience, ())


@pytest.mark.parametrize("text", ["for everyone", "to all", "everyone in the list", "for students"])
def test_an_audience_there_is_none_of_is_told_with_those_there_are(text: str) -> None:
    found = read(text)
    assert found.draft == Draft(body="")
    assert "lapsing buyers" in found.unclear[0]


def test_a_note_for_everyone_is_a_note_and_told_so() -> None:
    found = read("We are closed on 5 Dec. for everyone")
    assert found.draft == Draft(body="We are closed on 5 Dec.")
    assert "for everyone" in found.unclear[0]


def test_how_a_subject_should_be_is_no_subject() -> None:
    assert read("make the subject shorter").draft.title is None
    assert read("change the title to Kopi time").draft.title == "Kopi time"


@pytest.mark.parametrize(
    "text", ["For our followers: €8 off any throw", "For our long-time followers: a free skein"]
)
def test_a_sentence_that_goes_on_after_its_readers_is_for_them(text: str) -> None:
    assert read(text).draft == Draft(body=text)
