"""What is said of offers and prices while a draft is under discussion."""

from datetime import date

import pytest

from agents.types import Merchant, Voucher
from handlers.brain import Brain
from handlers.talk import Talk
from tests.handlers.talking import message_of, said

SHOP = Talk(merchant=Merchant(id="m1", name="Kopi Lorong", market="SG"))
BEANS = "for frequent buyers, push: New batch of beans is in. Come back for a special treat"
LATTE = "for new followers, push: Our Gula Melaka Latte Mix is here, now S$13. Grab a bag today!"
DROP = "for new followers, push: Cold brew drop! Was S$18 now S$15, grab a bottle today."
KNOWN = "S$5 off, min S$35, until 5 Dec"


async def told(brain: Brain, *turns: str) -> tuple[str, Voucher | None, str]:
    """The last reply's words, the offer and the draft after these turns."""
    reply, talk = await said(brain, *turns, talk=SHOP)
    assert talk.draft is not None
    return reply.text, talk.draft.voucher, talk.draft.body


@pytest.mark.parametrize("first", [(BEANS,), (BEANS, KNOWN)])
@pytest.mark.parametrize(
    "text",
    [
        "price is S$18.90",
        "the beans cost S$16",
        "that's wrong, the price is S$12",
        "its S$12 each",
        "shipping costs S$3",
        "delivery is S$3",
        "it used to be S$16",
        "the old price was S$15",
        "was S$18 now S$12",
        "2 for S$20",
        "no discount, its S$12",
        "we made S$500 last week",
        "sales are up 20%",
        "our margin is 30%",
        "20% of my customers are students",
        "feel free to shorten it",
    ],
)
async def test_a_fact_is_no_offer(brain: Brain, first: tuple[str, ...], text: str) -> None:
    _, before, body = await told(brain, *first)
    reply, after, now = await told(brain, *first, text)
    assert (after, now) == (before, body)
    assert reply


async def test_a_price_without_a_place_is_asked_about(brain: Brain) -> None:
    reply, _, _ = await told(brain, BEANS, "price is S$18.90")
    assert reply.startswith("I took S$18.90 for a price, not for an offer. Where should it stand?")


@pytest.mark.parametrize(
    "text",
    ["its S$12 not S$13", "S$13 is wrong its S$12", "that's wrong, the price is S$12", "its S$12 each"],
)
async def test_the_only_price_of_a_draft_is_corrected_in_it(brain: Brain, text: str) -> None:
    reply, talk = await said(brain, LATTE, text, talk=SHOP)
    assert reply.text == "The price is S$12 now."
    assert talk.draft is not None
    assert (talk.draft.voucher, "now S$12." in talk.draft.body) == (None, True)
    assert "S$13" not in message_of(reply).text


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("the price is S$12", "Was S$18 now S$12"),
        ("it used to be S$16", "Was S$16 now S$15"),
        ("it was S$17 now S$12", "Was S$17 now S$12"),
        ("was S$18 now S$12", "Was S$18 now S$12"),
    ],
)
async def test_the_old_price_and_the_one_of_today_are_told_apart(brain: Brain, text: str, body: str) -> None:
    _, voucher, now = await told(brain, DROP, text)
    assert voucher is None
    assert body in now


async def test_what_a_draft_gives_or_asks_for_is_not_its_price(brain: Brain) -> None:
    draft = "for frequent buyers, push: Spend S$35 and get S$5 off your beans today!"
    reply, _, body = await told(brain, draft, "the price is S$12")
    assert "Where should it stand?" in reply
    assert "S$35 and get S$5 off" in body


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("spend 50 get 10", ("fixed", 10, 50, None)),
        ("half price", ("percentage", 50, None, None)),
        ("flat 20% on everything", ("percentage", 20, None, None)),
        ("there's a 15% discount", ("percentage", 15, None, None)),
        ("the offer is S$7 off", ("fixed", 7, None, None)),
        ("add a voucher: 12% off", ("percentage", 12, None, None)),
        ("actually 15%", ("percentage", 15, 35, date(2026, 12, 5))),
        ("it's S$6 not S$5", ("fixed", 6, 35, date(2026, 12, 5))),
        ("8 instead of 5", ("fixed", 8, 35, date(2026, 12, 5))),
        ("drop the minimum to 20", ("fixed", 5, 20, date(2026, 12, 5))),
        ("50 not 35", ("fixed", 5, 50, date(2026, 12, 5))),
        ("can we do 10% instead?", ("percentage", 10, 35, date(2026, 12, 5))),
        ("what about 15%?", ("percentage", 15, 35, date(2026, 12, 5))),
        ("valid until further notice", ("fixed", 5, 35, None)),
        ("S$5 off", ("fixed", 5, 35, date(2026, 12, 5))),
        ("until next friday", ("fixed", 5, 35, date(2026, 11, 27))),
        ("till next sunday", ("fixed", 5, 35, date(2026, 11, 29))),
        ("next monday", ("fixed", 5, 35, date(2026, 11, 23))),
        ("1-7 dec", ("fixed", 5, 35, date(2026, 12, 7))),
        ("1 dec to 7 dec", ("fixed", 5, 35, date(2026, 12, 7))),
        ("till end of the month", ("fixed", 5, 35, date(2026, 11, 30))),
        ("valid 1 week", ("fixed", 5, 35, date(2026, 11, 27))),
        ("for 3 days", ("fixed", 5, 35, date(2026, 11, 23))),
        ("make that 12 dec", ("fixed", 5, 35, date(2026, 12, 12))),
        ("extend to 12 dec", ("fixed", 5, 35, date(2026, 12, 12))),
        ("the offer ended, now its S$6 off min 30 till 12 dec", ("fixed", 6, 30, date(2026, 12, 12))),
    ],
)
async def test_an_offer_is_corrected_or_another_one(
    brain: Brain, text: str, offer: tuple[str, float, float | None, date | None]
) -> None:
    reply, voucher, _ = await told(brain, BEANS, KNOWN, text)
    assert voucher is not None
    assert (voucher.type, voucher.value, voucher.min_spend, voucher.expires_at) == offer
    assert reply.startswith(("The offer is now ", "That is how the offer stands."))


async def test_what_goes_with_the_old_offer_is_told(brain: Brain) -> None:
    reply, _, _ = await told(brain, BEANS, KNOWN, "half price")
    assert reply == "The offer is now 50% off. The old minimum spend and last day went with the old one."


async def test_a_first_day_is_not_kept_and_that_is_told(brain: Brain) -> None:
    reply, _, _ = await told(brain, BEANS, KNOWN, "1-7 dec")
    assert "until 7 Dec. I keep its last day" in reply


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("and S$3 off too", "say “S$3 off instead”"),
        ("and free shipping", "say “free shipping instead”"),
        ("plus 10% off", "say “10% off instead”"),
        ("40% off packs, 20% off tents", "Which one: “40% off packs” or “20% off tents”?"),
        ("S$5 cashback", "I can't hold cashback"),
        ("up to 30% off", "What exactly is off, and on which goods?"),
        ("until 31 nov", "There is no 31 nov."),
        ("buy 3 save S$10", "can't hold “buy 3 save”"),
        ("student discount 10%", "can't hold “student discount”"),
        ("between 10 and 20%", "What exactly is off"),
        ("10-15% off", "What exactly is off"),
        ("win a free trip", "A draw or a prize is no voucher"),
        ("until 12/5", "Which day is that: 12 May or 5 Dec?"),
        ("starts 1 dec", "Write “from 1 dec” into the draft"),
        ("first 50 customers only", "can't hold “first 50 customers only”"),
        ("one per customer", "can't hold “one per customer”"),
        ("10% off for members only", "can't hold “for members only”"),
        ("S$2 off 2 jars", "can't hold “off 2 jars”"),
        ("10% off when you buy 3 bags", "can't hold “when you buy 3 bags”"),
        ("10% off all drip bags and cold brew", "can't hold “all drip bags and cold brew”"),
        ("only valid at our Tampines outlet", "can't hold “only valid at our Tampines outlet”"),
        ("no wait 40", "Is 40 what comes off, or the minimum spend?"),
    ],
)
async def test_what_a_voucher_cannot_hold_is_asked_about(brain: Brain, text: str, asked: str) -> None:
    _, before, body = await told(brain, BEANS, KNOWN)
    reply, after, now = await told(brain, BEANS, KNOWN, text)
    assert asked in reply
    assert (after, now) == (before, body)


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("only on drip bags", "S$5 off drip bags on orders of S$35 or more until 5 Dec"),
        ("20% on drip bags", "20% off drip bags"),
        ("10% discount on our drip bags", "10% off drip bags"),
        ("20% on everything", "20% off"),
    ],
)
async def test_some_goods_alone_are_kept_with_the_offer(brain: Brain, text: str, offer: str) -> None:
    reply, _, _ = await told(brain, BEANS, KNOWN, text)
    assert reply.startswith(f"The offer is now {offer}.")


@pytest.mark.parametrize(
    ("text", "title"),
    [("free gift is a kaya jar", "free kaya jar"), ("the treat is a free cookie", "free cookie")],
)
async def test_a_gift_is_named(brain: Brain, text: str, title: str) -> None:
    _, voucher, _ = await told(brain, BEANS, text)
    assert voucher is not None
    assert (voucher.type, voucher.title) == ("gift", title)


@pytest.mark.parametrize(
    ("answer", "offer"), [("what comes off", (6, 35)), ("off", (6, 35)), ("the minimum", (5, 6))]
)
async def test_the_answer_to_what_an_amount_is_counts(
    brain: Brain, answer: str, offer: tuple[float, float]
) -> None:
    _, voucher, _ = await told(brain, BEANS, KNOWN, "no wait 6", answer)
    assert voucher is not None
    assert (voucher.value, voucher.min_spend) == offer


async def test_terms_told_of_the_drafts_own_offer_are_taken(brain: Brain) -> None:
    _, voucher, _ = await told(brain, "for frequent buyers, push: Take 20% off all beans!", "ends 5 dec")
    assert voucher is not None
    assert (voucher.value, voucher.expires_at) == (20, date(2026, 12, 5))
