"""What contradicts a voucher and what does not: every kind, in the words of drafts."""

import pytest

from agents.types import Voucher, VoucherType
from tests.agents.facts.drafts import ledger, rules, voucher

LATER = "2026-12-10"


def offer(
    kind: VoucherType,
    value: float | None = None,
    least: float | None = None,
    last: str | None = None,
    **more: str,
) -> Voucher:
    return voucher(kind, value, min_spend=least, expires_at=last, **more)


CONTRADICTED = [
    ("Get 20% off today, shop now.", offer("percentage", 10), "SG", "amount"),
    ("Half price on all mugs!", offer("percentage", 10), "SG", "amount"),
    ("Twenty percent off just for you", offer("percentage", 10), "SG", "amount"),
    ("Up to 50% off, only for you.", offer("percentage", 10), "SG", "amount"),
    ("Save S$10 on your next order", offer("fixed", 5), "SG", "amount"),
    ("S$50 off your order", offer("fixed", 5), "SG", "amount"),
    ("Take RM5 off your order.", offer("fixed", 5, currency="SGD"), "SG", "currency"),
    ("Here's US$5 off.", offer("fixed", 5), "SG", "currency"),
    ("Buy one get one free on socks this week.", offer("percentage", 10), "SG", "type"),
    ("2 for 1 on all candles", offer("gift"), "SG", "type"),
    ("Free shipping on your next order!", offer("percentage", 10), "SG", "type"),
    ("Enjoy free delivery today.", offer("fixed", 5), "SG", "type"),
    ("Get a free tote bag with every order.", offer("percentage", 15), "SG", "type"),
    ("15% off everything", offer("free_shipping"), "SG", "type"),
    ("Take $10 off your order", offer("free_shipping"), "US", "type"),
    ("Collect 500 bonus points on your next order", offer("percentage", 10), "SG", "type"),
    ("Get 1,000 points with your next order", offer("points", 500), "SG", "amount"),
    ("10% off, no minimum spend.", offer("percentage", 10, least=60), "SG", "min_spend"),
    ("10% off any order!", offer("percentage", 10, least=60), "SG", "min_spend"),
    ("10% off sitewide", offer("percentage", 10, least=60), "SG", "min_spend"),
    ("10% off orders over S$30", offer("percentage", 10, least=60), "SG", "min_spend"),
    ("Spend S$20 and get S$5 off", offer("fixed", 5, least=40), "SG", "min_spend"),
    ("S$5 off (min. spend S$20).", offer("fixed", 5, least=40), "SG", "min_spend"),
    ("Free shipping on all orders", offer("free_shipping", least=25), "SG", "min_spend"),
    ("Everything is 10% off", offer("percentage", 10, least=60), "SG", "min_spend"),
    ("15% off everything in the shop", offer("percentage", 15, title="15% OFF Repairs"), "US", "scope"),
    ("15% off sitewide, until 30 Nov", offer("percentage", 15, title="15% OFF Repairs"), "US", "scope"),
    ("10% off until 20 Dec", offer("percentage", 10, last=LATER), "SG", "deadline"),
    ("10% off. Offer ends 30 Nov.", offer("percentage", 10, last=LATER), "SG", "deadline"),
    ("10% off today only!", offer("percentage", 10, last=LATER), "SG", "deadline"),
    ("Ends tonight: 10% off", offer("percentage", 10, last=LATER), "SG", "deadline"),
    ("10% off. Last day!", offer("percentage", 10, last=LATER), "SG", "deadline"),
    ("10% off, this weekend only", offer("percentage", 10, last=LATER), "SG", "deadline"),
    ("Only 2 days left for 10% off", offer("percentage", 10, last=LATER), "SG", "deadline"),
    ("Your 10% voucher has no expiry date.", offer("percentage", 10, last=LATER), "SG", "deadline"),
    ("10% off till 31 December", offer("percentage", 10, last=LATER), "SG", "deadline"),
    ("Order by 20 Dec to get 10% off", offer("percentage", 10, last=LATER), "SG", "deadline"),
    ("10% off through Dec 31", offer("percentage", 10, last=LATER, currency="USD"), "US", "deadline"),
    ("10% off with code HI10", offer("percentage", 10, last="2026-11-10"), "SG", "expires_at"),
    ("Your voucher is waiting", offer("percentage", 10, last="2026-11-10"), "SG", "expires_at"),
    ("Diskaun 30% untuk anda!", offer("percentage", 10, currency="MYR"), "MY", "amount"),
    ("Giảm 30% cho bạn", offer("percentage", 10, currency="VND"), "VN", "amount"),
    ("Giảm ₫50.000 cho đơn từ ₫199.000", offer("fixed", 30000, least=199000, currency="VND"), "VN", "amount"),
    ("30% de descuento en tu pedido", offer("percentage", 10, currency="MXN"), "MX", "amount"),
    ("Envío gratis en tu pedido", offer("percentage", 10, currency="MXN"), "MX", "type"),
    ("全场八折", offer("percentage", 10, currency="CNY"), "CN", "amount"),
    ("خصم 50 درهم", offer("fixed", 20, currency="AED"), "AE", "amount"),
    ("ลด 30% วันนี้เท่านั้น", offer("percentage", 10, last=LATER, currency="THB"), "TH", "deadline"),
    ("Free Hoodie with your order", offer("gift", title="Free Tote Bag"), "SG", "type"),
    ("3 for 2 on socks", offer("bogo", title="Buy 1 Get 1 Socks"), "SG", "amount"),
    ("Spend a minimum of S$30 to get 10% off", offer("percentage", 10, least=60), "SG", "min_spend"),
    ("10% off when you spend just S$20", offer("percentage", 10, least=60), "SG", "min_spend"),
    ("10% off for orders from S$30 upwards", offer("percentage", 10, least=60), "SG", "min_spend"),
    ("We're taking 20% off your basket", offer("percentage", 10), "SG", "amount"),
    ("20% discount code inside: use SAVE20", offer("percentage", 10), "SG", "amount"),
    ("S$10 cash voucher for you", offer("fixed", 5), "SG", "amount"),
    ("Redeem your S$10 now", offer("fixed", 5), "SG", "amount"),
    ("Free shipping, no minimum", offer("free_shipping", least=25), "SG", "min_spend"),
    ("Free gift: tote bag", offer("percentage", 10), "SG", "type"),
    ("Buy 2 get 1 free", offer("bogo", title="Buy 1 Get 1 Socks"), "SG", "amount"),
    ("10% off. Ends at midnight!", offer("percentage", 10, last=LATER), "SG", "deadline"),
    ("10% off, ends Monday", offer("percentage", 10, last=LATER), "SG", "deadline"),
    ("10% off until the end of December", offer("percentage", 10, last=LATER), "SG", "deadline"),
    ("10% off. Hurry, it ends this weekend.", offer("percentage", 10, last=LATER), "SG", "deadline"),
    ("48-hour deal: 10% off", offer("percentage", 10, last=LATER), "SG", "deadline"),
    ("Three days left to use your 10%.", offer("percentage", 10, last=LATER), "SG", "deadline"),
    ("Your offer expires in two days.", offer("percentage", 10, last=LATER), "SG", "deadline"),
    ("10% off until Christmas", offer("percentage", 10, last=LATER), "SG", "deadline"),
    ("10% off with no minimum at all", offer("percentage", 10, least=60), "SG", "min_spend"),
    ("10% off, even on a single item", offer("percentage", 10, least=60), "SG", "min_spend"),
    ("10% off whatever you order", offer("percentage", 10, least=60), "SG", "min_spend"),
    ("A quarter off everything", offer("percentage", 10), "SG", "amount"),
    ("10% off this Sunday only!", offer("percentage", 10, last=LATER), "SG", "deadline"),
    ("Our sale is on Saturday only", offer("percentage", 10, last=LATER), "SG", "deadline"),
    ("10% off, only on 4 Dec", offer("percentage", 10, last=LATER), "SG", "deadline"),
    ("We'll pay the postage on your next order.", offer("percentage", 10), "GB", "type"),
    ("Buy two, the third one is free.", offer("percentage", 10), "SG", "type"),
    ("Your first coffee is on us.", offer("percentage", 10), "SG", "type"),
    ("2+1 free on all tees", offer("gift"), "SG", "type"),
    ("Take $15 off your first box with code BOX15", offer("fixed", 10, currency="USD"), "US", "amount"),
    ("Rs 500 off!", offer("fixed", 300, currency="INR"), "IN", "amount"),
    ("Diskon 25% semua produk", offer("percentage", 15, least=100000, currency="IDR"), "ID", "amount"),
    (
        "Gratis ongkir tanpa minimal belanja",
        offer("free_shipping", least=50000, currency="IDR"),
        "ID",
        "min_spend",
    ),
    (
        "Miễn phí vận chuyển mọi đơn hàng",
        offer("free_shipping", least=250000, currency="VND"),
        "VN",
        "min_spend",
    ),
    ("Solo hoy: 10% de descuento", offer("percentage", 10, last=LATER, currency="MXN"), "MX", "deadline"),
    ("Nur heute 10% Rabatt", offer("percentage", 10, last=LATER, currency="EUR"), "DE", "deadline"),
    (
        "Bis 31.12. erhalten Sie 10 % Rabatt",
        offer("percentage", 10, last=LATER, currency="EUR"),
        "DE",
        "deadline",
    ),
    ("全場免運費，無最低消費", offer("free_shipping", least=200, currency="HKD"), "HK", "min_spend"),
    ("Next time we take S$5 off. There is no lowest amount.", offer("fixed", 5, least=40), "SG", "min_spend"),
    ("S$5 off whatever you fancy, even a single jar.", offer("fixed", 5, least=40), "SG", "min_spend"),
    ("10% less, with no amount to reach.", offer("percentage", 10, least=60), "SG", "min_spend"),
    ("10% off, and we also pay the shipping for you.", offer("percentage", 10), "SG", "type"),
    (
        "S$20 less on S$300+, any day before 15 January.",
        offer("fixed", 20, least=300, last=LATER),
        "SG",
        "deadline",
    ),
    (
        "$8 off $40+ clear through New Year's Eve.",
        offer("fixed", 8, least=40, last=LATER, currency="USD"),
        "US",
        "deadline",
    ),
]

CONSISTENT = [
    ("10% off your order", offer("percentage", 10, least=60, last=LATER), "SG"),
    (
        "10 % off orders of S$60 or more until 10 December",
        offer("percentage", 10, least=60, last=LATER),
        "SG",
    ),
    ("Ten percent off until Dec 10", offer("percentage", 10, last=LATER), "US"),
    ("Pay before noon and your S$5 voucher still counts", offer("fixed", 5, least=30, last=LATER), "SG"),
    ("Live launch tonight 8pm! S$5 off until 10 Dec", offer("fixed", 5, last=LATER), "SG"),
    ("Pre-order closes Friday. S$5 off until 10 Dec.", offer("fixed", 5, last=LATER), "SG"),
    (
        "Order by 28 Nov for delivery before Christmas. 10% off until 10 Dec.",
        offer("percentage", 10, last=LATER),
        "SG",
    ),
    (
        "Clearance: selected throws 50%-70% off. Plus 10% off with your voucher.",
        offer("percentage", 10),
        "SG",
    ),
    ("Was $79, now $64. Use your 10% voucher too.", offer("percentage", 10), "US"),
    (
        "Get 500 points when you spend S$60. 500 points = S$5 off your next order.",
        offer("points", 500, least=60),
        "SG",
    ),
    (
        "10% off, capped at S$15, min. spend S$80, one use per customer.",
        offer("percentage", 10, least=80),
        "SG",
    ),
    ("100% cotton tees, 10% off", offer("percentage", 10), "SG"),
    ("Made of 70% dark chocolate. 10% off your first box.", offer("percentage", 10), "SG"),
    ("30% less sugar. 10% off.", offer("percentage", 10), "SG"),
    ("Free returns within 30 days. 10% off your order.", offer("percentage", 10), "SG"),
    ("Our free pattern library has 32 patterns. Take 10% off.", offer("percentage", 10), "SG"),
    ("Sugar-free mints, 10% off. Feel free to ask.", offer("percentage", 10), "SG"),
    (
        "Buy one packet of seeds, get one free until 10 Dec.",
        offer("bogo", last=LATER, title="Buy 1 Get 1 Seeds"),
        "SG",
    ),
    ("1-for-1 drip bags", offer("bogo", title="1-for-1 Drip Bags"), "SG"),
    (
        "A rice mask sachet comes along free on orders of S$50 or more",
        offer("gift", least=50, title="Free Rice Mask Sachet"),
        "SG",
    ),
    (
        "Two codes: NEW_5 takes £5 off new in, VIP25 takes £25 off orders over £150.",
        offer("fixed", 5, currency="GBP"),
        "GB",
    ),
    ("The kit has everything you need. 10% off orders over S$60.", offer("percentage", 10, least=60), "SG"),
    ("Any order above S$60 gets 10% off.", offer("percentage", 10, least=60), "SG"),
    ("Anything you like? 10% off orders of S$60 and up.", offer("percentage", 10, least=60), "SG"),
    ("We open until 9pm tonight. 10% off until 10 Dec.", offer("percentage", 10, last=LATER), "SG"),
    (
        "We're holding your shirt until tomorrow. Your 10% still counts.",
        offer("percentage", 10, last=LATER),
        "SG",
    ),
    ("Order today and get 10% off until 10 Dec", offer("percentage", 10, last=LATER), "SG"),
    ("10% off from today till 10 Dec", offer("percentage", 10, last=LATER), "SG"),
    ("S$5 off S$40, or S$12 off S$80.", offer("fixed", 5, least=40), "SG"),
    ("Half of our customers come back. 10% off.", offer("percentage", 10), "SG"),
    ("Free shipping over S$25", offer("free_shipping", least=25), "SG"),
    ("Ships free from S$25 until 10 Dec", offer("free_shipping", least=25, last=LATER), "SG"),
    ("You have 1,200 points. Use them with 10% off.", offer("percentage", 10), "SG"),
    ("Prices dropped 20%. Plus 10% off with the voucher.", offer("percentage", 10), "SG"),
    ("The bed dropped $15. 10% off too.", offer("percentage", 10), "US"),
    ("10% off this Friday", offer("percentage", 10), "SG"),
    ("Special treat inside", offer("percentage", 10, least=60, last=LATER), "SG"),
    ("Your warranty never expires. 10% off care kits.", offer("percentage", 10, last=LATER), "SG"),
    ("S$35 or more? S$5 comes off.", offer("fixed", 5, least=35), "SG"),
    ("Spend S$35, save S$5.", offer("fixed", 5, least=35), "SG"),
    ("Only S$29 each. S$5 off your order over S$35.", offer("fixed", 5, least=35), "SG"),
    ("Free gift wrap as always. 10% off.", offer("percentage", 10), "SG"),
    ("Free delivery as always on all orders. 10% off with code TEN10.", offer("percentage", 10), "SG"),
    ("Free shipping over S$100, 10% off over S$60", offer("percentage", 10, least=60), "SG"),
    ("98% of testers agreed. 10% off.", offer("percentage", 10), "SG"),
    ("Baucar RM8, min belanja RM40 je.", offer("fixed", 8, least=40, currency="MYR"), "MY"),
    (
        "May 12% off ka sa next order mo, min. spend ₱500.",
        offer("percentage", 12, least=500, currency="PHP"),
        "PH",
    ),
    ("خصم 20 درهم على طلبك عند الشراء بقيمة 150 درهم", offer("fixed", 20, least=150, currency="AED"), "AE"),
    ("Giảm ₫30.000 cho đơn từ ₫199.000", offer("fixed", 30000, least=199000, currency="VND"), "VN"),
    ("Early bird: 10% off ends 10 Dec at 11:59pm", offer("percentage", 10, last=LATER), "SG"),
    ("10% off, valid 1-10 December", offer("percentage", 10, last=LATER), "SG"),
    ("10% off until midnight on 10 December", offer("percentage", 10, last=LATER), "SG"),
    ("10% off until Thursday", offer("percentage", 10, last="2026-11-26"), "SG"),
    ("10% off, 6 days left", offer("percentage", 10, last="2026-11-26"), "SG"),
    ("10% off ends this month", offer("percentage", 10, last="2026-11-30"), "SG"),
    ("S$5 off every order over S$35. Use it any day you like.", offer("fixed", 5, least=35), "SG"),
    ("Registration closes tonight. 10% off until 10 Dec.", offer("percentage", 10, last=LATER), "SG"),
    (
        "Now S$24.90 (was S$29.90). S$5 off orders over S$35 with your voucher.",
        offer("fixed", 5, least=35),
        "SG",
    ),
    ("Complete your order now with free shipping above S$25.", offer("free_shipping", least=25), "SG"),
    ("First order? Have 10% off. Sign up today.", offer("percentage", 10, title="10% OFF First Order"), "GB"),
    ("Use your 10% off before midnight tonight", offer("percentage", 10, last=LATER), "SG"),
    ("20% of proceeds go to the shelter. Take 10% off.", offer("percentage", 10), "SG"),
    ("Rated 4.8 by 98% of buyers; take 10% off", offer("percentage", 10), "SG"),
    ("Up to 40 hours of battery. 10% off", offer("percentage", 10), "SG"),
    ("10% off your order and free advice from our team", offer("percentage", 10), "SG"),
    ("Free from nuts. 10% off.", offer("percentage", 10), "SG"),
    ("Two sizes, three colours, 10% off", offer("percentage", 10), "SG"),
    ("The last day of term is near. 10% off until 10 Dec.", offer("percentage", 10, last=LATER), "SG"),
    ("Summer ends today, so take 10% off.", offer("percentage", 10, last=LATER), "SG"),
    ("The exhibition ends Sunday. 10% off until 10 Dec.", offer("percentage", 10, last=LATER), "SG"),
    ("You get 10% off and we ship within 24 hours.", offer("percentage", 10, last=LATER), "SG"),
    ("Ready in 2 days. 10% off.", offer("percentage", 10, last=LATER), "SG"),
    ("Our 3-day course starts Monday. 10% off.", offer("percentage", 10, last=LATER), "SG"),
    ("Check on us anytime! 10% off.", offer("percentage", 10, last=LATER), "SG"),
    ("Count on us. Follow us on Instagram. 10% off.", offer("percentage", 10), "SG"),
    ("A gift for mum? 10% off.", offer("percentage", 10), "SG"),
    ("Gift wrap is free. 10% off.", offer("percentage", 10), "SG"),
    ("10% off when you spend S$60 or more, on anything you like.", offer("percentage", 10, least=60), "SG"),
    ("S$5 off, the lot when you spend S$35.", offer("fixed", 5, least=35), "SG"),
    ("Order over 3 items? 10% off.", offer("percentage", 10), "SG"),
    ("Our S$49 mug is back. 10% off.", offer("percentage", 10), "SG"),
    ("From S$19. 10% off orders of S$60 or more.", offer("percentage", 10, least=60), "SG"),
    ("Less sugar, more kopi. 10% off.", offer("percentage", 10), "SG"),
    ("S$10 less than last year, and 10% off on top.", offer("percentage", 10), "SG"),
    ("We close at 9pm tonight. 10% off.", offer("percentage", 10, last=LATER), "SG"),
    ("Shop before Christmas: 10% off until 10 Dec", offer("percentage", 10, last=LATER), "SG"),
    ("Use it by Sunday: 10% off until 10 Dec", offer("percentage", 10, last=LATER), "SG"),
    ("10% off every Friday until 10 Dec", offer("percentage", 10, last=LATER), "SG"),
    ("Takes 10 minutes, 10% off", offer("percentage", 10), "SG"),
    ("Batch of 24, 10% off", offer("percentage", 10), "SG"),
    ("Half the sugar, all the taste. 10% off.", offer("percentage", 10), "SG"),
    ("Split it 50/50 with a friend. 10% off.", offer("percentage", 10), "SG"),
    ("Made of 100% recycled paper, 10% off", offer("percentage", 10), "SG"),
    ("The second one is always easier. 10% off.", offer("percentage", 10), "SG"),
    ("Buy one, love one. 10% off.", offer("percentage", 10), "SG"),
    ("For every S$1 you spend you earn 1 point. Take 10% off.", offer("percentage", 10), "SG"),
    ("10% off ends 10 December, shop closed on Sunday", offer("percentage", 10, last=LATER), "SG"),
    ("Pop-up this Sunday only. 10% off until 10 Dec.", offer("percentage", 10, last=LATER), "SG"),
    ("Member day is this Sunday only! 10% off.", offer("percentage", 10, last=LATER), "SG"),
    ("10% off, only on 10 Dec", offer("percentage", 10, last=LATER), "SG"),
    ("Your first bag is free, just add it at checkout.", offer("gift", title="Free Tote Bag"), "SG"),
    ("The tote bag is free: pop it in your basket.", offer("gift", title="Free Tote Bag"), "SG"),
    ("Grab 2 pairs of socks, pay for 1.", offer("bogo", title="Buy 1 Get 1 Socks"), "SG"),
    ("Free delivery over S$50 on everything, plus 10% off with code TEN10", offer("percentage", 10), "SG"),
]


@pytest.mark.parametrize(
    ("body", "held", "market", "field"), CONTRADICTED, ids=lambda v: v if isinstance(v, str) else ""
)
def test_an_explicit_conflict_is_found(body: str, held: Voucher, market: str, field: str) -> None:
    book = ledger(body, held, market=market)
    assert field in {c.field for c in book.contradictions}
    assert book.questions


@pytest.mark.parametrize(
    ("body", "held", "market"), CONSISTENT, ids=lambda v: v if isinstance(v, str) else ""
)
def test_what_is_left_out_or_is_the_shops_own_is_no_conflict(body: str, held: Voucher, market: str) -> None:
    assert not ledger(body, held, market=market).contradictions


def test_a_contradiction_quotes_both_sides() -> None:
    book = ledger("30% OFF everything!! Shop now", offer("percentage", 10, 60, currency="MYR"), market="MY")
    first, second = book.contradictions
    assert (first.field, first.said, first.known) == (
        "amount",
        "30% OFF",
        "10% off on orders of RM60 or more",
    )
    assert (second.field, second.said, second.known) == (
        "min_spend",
        "30% OFF everything",
        "orders of RM60 or more",
    )
    assert "Which is right?" in book.questions[0]


def test_the_same_claim_twice_is_told_once() -> None:
    book = ledger("Take 30% off. Yes, 30% off!", offer("percentage", 10), title="30% off!")
    assert len(book.contradictions) == 1


def test_of_an_expired_voucher_only_that_is_told() -> None:
    book = ledger("30% off everything until Sunday", offer("percentage", 10, 60, "2026-11-10"))
    assert [c.field for c in book.contradictions] == ["expires_at"]
    assert "ended on 10 Nov. Is there a new end date, or another offer?" in book.questions[0]
    assert book.sayable.offer is None


def test_an_expired_voucher_is_asked_about_even_if_the_draft_is_silent() -> None:
    book = ledger("New mugs are in.", offer("percentage", 10, last="2026-11-10"))
    assert not book.contradictions
    assert "ended on 10 Nov" in book.questions[0]


def test_a_title_that_says_another_amount_than_the_value_is_asked_about() -> None:
    book = ledger("10% off today", offer("percentage", 10, title="15% OFF"))
    assert any("its value is 10" in q for q in book.questions)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Only 3 left in your size.", "Only 3 left"),
        ("Selling fast, have a look.", "Selling fast"),
        ("Last chance to get yours.", "Last chance"),
        ("Limited time only.", "Limited time"),
        ("We have amazing deals for you!", "deals"),
    ],
)
def test_what_only_the_merchant_can_know_is_asked(body: str, said: str) -> None:
    assert any(f"“{said}”" in q for q in ledger(body).questions)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Come back for free servicing!", "free servicing"),
        ("10% off until 10 Dec. Free engraving too.", "Free engraving"),
        ("10% off until 10 Dec, and knife sharpening is free.", "knife sharpening is free"),
        ("Member day is this Sunday only! 10% off.", "this Sunday only"),
        ("Buy now. Repay later.", "Repay later"),
        ("MCB stock is 12 nos. only, 10% off.", "stock is 12 nos. only"),
    ],
)
def test_what_stands_beside_the_voucher_with_nothing_behind_it_is_asked(body: str, said: str) -> None:
    book = ledger(body, offer("percentage", 10, last=LATER))
    assert any(f"“{said}”" in q for q in book.questions)


@pytest.mark.parametrize(
    "body",
    [
        "10% off until 10 Dec, with free returns as well.",
        "Free gift wrap as always. 10% off until 10 Dec.",
        "Pop-up this Sunday only. 10% off until 10 Dec.",
        "10% off until 10 Dec. Pay later in 3 parts.",
        "Our stock is 40 years of vinyl. 10% off until 10 Dec.",
    ],
)
def test_what_a_shop_does_anyway_is_not_asked_about(body: str) -> None:
    assert ledger(body, offer("percentage", 10, last=LATER)).questions == ()


@pytest.mark.parametrize(
    "body", ["New mugs are in. Have a look.", "Your cart is waiting.", "Online sale is low this year."]
)
def test_an_ordinary_message_raises_no_question(body: str) -> None:
    assert ledger(body).questions == ()


def test_terms_left_out_are_told_as_omissions() -> None:
    held = offer("percentage", 10, 60, LATER)
    assert len(ledger("Take 10% off.", held).omissions) == 2
    assert len(ledger("Take 10% off orders of S$60 or more.", held).omissions) == 1
    assert ledger("Take 10% off orders of S$60 or more until 10 December.", held).omissions == ()
    assert ledger("Have a look around.", held).omissions == ()


def test_a_wrong_amount_may_not_stay_and_the_right_one_may_come() -> None:
    book = ledger("Take 30% off everything at https://luna.example.com/new", offer("percentage", 10, 60))
    assert "contradicted_claim" in rules(book, "Take 30% off: https://luna.example.com/new")
    assert rules(book, "Take 10% off orders of S$60 or more: https://luna.example.com/new") == set()
    assert "https://luna.example.com/new" in book.sayable.required
    assert "30% off" in book.sayable.forbidden
