from datetime import date

import pytest

from agents.facts.page import open_page
from agents.facts.read import read_facts
from agents.facts.references import name_of_reference
from tests.agents.facts.drafts import TODAY


def keys(text: str, market: str = "SG", today: date | None = TODAY) -> list[str]:
    return [f.key for f in read_facts(text, market=market, today=today)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("10 %", "percent:10"),
        ("10% off", "percent:10"),
        ("10 percent", "percent:10"),
        ("ten per cent", "percent:10"),
        ("half price", "percent:50"),
        ("half off", "percent:50"),
        ("12.5%", "percent:12.5"),
        ("50%-70%", "percent:50-70"),
        ("50 to 70 percent", "percent:50-70"),
        ("up to 50%", "percent:upto-50"),
        ("%20", "percent:20"),
        ("20 phần trăm", "percent:20"),
        ("八折", "percent:20"),
        ("85折", "percent:15"),
        ("１０\u200b%", "percent:10"),
    ],
)
def test_percentages(text: str, key: str) -> None:
    assert keys(text) == [key]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("buy 1 get 1", "multibuy:1+1"),
        ("Buy one packet of Heirloom Tomato Seeds, get one free", "multibuy:1+1"),
        ("B1G1", "multibuy:1+1"),
        ("BOGO", "multibuy:1+1"),
        ("1-for-1", "multibuy:1+1"),
        ("2 for 1", "multibuy:1+1"),
        ("3 for 2", "multibuy:2+1"),
        ("buy two, take one", "multibuy:2+1"),
        ("2 for S$5", "multibuy:2=SGD:5"),
        ("second one half price", "multibuy:1+1@50"),
        ("Grab 2 merino beanies, pay for 1.", "multibuy:1+1"),
        ("Take any 3, only pay for two!", "multibuy:2+1"),
        ("3 pay 2", "multibuy:2+1"),
        ("Pay for two and take home three candles.", "multibuy:2+1"),
        ("buy 1 get 1 at 30% off", "multibuy:1+1@30"),
        ("mua 1 tặng 1", "multibuy:1+1"),
        ("beli 2 percuma 1", "multibuy:2+1"),
        ("ซื้อ 1 แถม 1", "multibuy:1+1"),
        ("買一送一", "multibuy:1+1"),
    ],
)
def test_offers_on_several_pieces(text: str, key: str) -> None:
    assert keys(text) == [key]


@pytest.mark.parametrize(
    ("text", "market", "key"),
    [
        ("30 Nov", "SG", "date:2026-11-30"),
        ("30th of November", "SG", "date:2026-11-30"),
        ("Nov 30", "US", "date:2026-11-30"),
        ("November 30, 2027", "US", "date:2027-11-30"),
        ("30/11", "SG", "date:2026-11-30"),
        ("11/30", "US", "date:2026-11-30"),
        ("until 5/12", "SG", "date:2026-12-05"),
        ("2026-12-05", "SG", "date:2026-12-05"),
        ("30.11.2026", "DE", "date:2026-11-30"),
        ("bis 5.12.", "DE", "date:2026-12-05"),
        ("12.12", "TH", "date:2026-12-12"),
        ("Fri 11 Dec", "MY", "date:2026-12-11"),
        ("31 Jan", "SG", "date:2027-01-31"),
        ("1-15 December", "SG", "date:2026-12-01/2026-12-15"),
        ("11月30日", "CN", "date:2026-11-30"),
        ("30 tháng 11", "VN", "date:2026-11-30"),
        ("30 de noviembre", "MX", "date:2026-11-30"),
        ("30 Disember", "MY", "date:2026-12-30"),
        ("tonight", "SG", "date:2026-11-20"),
        ("tmr", "MY", "date:2026-11-21"),
        ("this weekend", "SG", "date:2026-11-21/2026-11-22"),
        ("ends today", "SG", "date:2026-11-20"),
        ("Friday", "SG", "weekday:fri"),
        ("in May", "SG", "month:5"),
        ("until the 30th", "SG", "date:2026-11-30"),
    ],
)
def test_days(text: str, market: str, key: str) -> None:
    assert keys(text, market) == [key]


@pytest.mark.parametrize(
    "text",
    [
        "order today",
        "you may like it",
        "24/7",
        "1/2 cup",
        "We'd love to",
        "Black Friday",
        "sun hat",
        "march on",
        "4.5 stars",
    ],
)
def test_manners_of_speaking_are_no_days(text: str) -> None:
    assert not [f for f in read_facts(text, market="SG", today=TODAY) if f.kind == "date"]


def test_without_a_day_to_count_from_dates_keep_their_form() -> None:
    assert keys("30 Nov, tonight", today=None) == ["date:--11-30", "date:tonight"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("8:30 PM SGT (GMT+8)", ["time:20:30", "zone:SGT", "zone:GMT+8"]),
        ("10am to 10pm", ["time:10:00", "time:22:00"]),
        ("20:00", ["time:20:00"]),
        ("noon", ["time:12:00"]),
        ("jam 8 malam", ["time:20:00"]),
        ("20 Uhr", ["time:20:00"]),
        ("12am", ["time:00:00"]),
    ],
)
def test_times_and_their_zones(text: str, found: list[str]) -> None:
    assert keys(text) == found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("with code HELLO20", "HELLO20"),
        ("just use STASH10.", "STASH10"),
        ("code POSTMAN, til 31 Jan", "POSTMAN"),
        ("type NEW_ARRIVAL_5 at checkout", "NEW_ARRIVAL_5"),
        ("and *VIP*25 takes", "*VIP*25"),
        ("use code hello20", "hello20"),
        ('Reply "COD" and we change it', "COD"),
        ("mã giảm giá: TET2027", "TET2027"),
    ],
)
def test_codes_are_kept_byte_for_byte(text: str, code: str) -> None:
    assert [f.text for f in read_facts(text, market="SG") if f.kind == "code"] == [code]


@pytest.mark.parametrize(
    "text",
    [
        *("SPF50 sunscreen", "USB-C cable", "BUY NOW KRUB", "Reply STOP to opt out", "A5 notebook"),
        *("code in app", "Reorder with AED 20 off", "use MYR 5 credit"),
    ],
)
def test_capitals_alone_are_no_code(text: str) -> None:
    assert not [f for f in read_facts(text, market="SG") if f.kind == "code"]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("See https://example.com/b.", "https://example.com/b"),
        ("(https://example.com/a?x=1&y=(2))", "https://example.com/a?x=1&y=(2)"),
        ("at example.com/b now", "example.com/b"),
        ("at www.luna.my!", "www.luna.my"),
        ("mail hello@luna.com", "hello@luna.com"),
        ("https://a.example.com/p?u={{ user id }}&k=1 now", "https://a.example.com/p?u={{ user id }}&k=1"),
        ("https://a.example.com/" + "x" * 600, "https://a.example.com/" + "x" * 600),
    ],
)
def test_links_are_kept_byte_for_byte(text: str, link: str) -> None:
    assert [f.text for f in read_facts(text, market="SG")] == [link]


def test_a_forgotten_space_after_a_stop_makes_no_link() -> None:
    assert keys("Visit us.Shop now. Done.my dear") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("WhatsApp 010-000 0000", "phone"),
        ("+65 9123 4567", "phone"),
        ("call 0412 345 678", "phone"),
        ("order HK-30291", "reference"),
        ("order #1234", "reference"),
        ("Order no. 88231", "reference"),
    ],
)
def test_phones_and_references(text: str, kind: str) -> None:
    assert [f.kind for f in read_facts(text, market="MY")] == [kind]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("180g", "number:180:g"),
        ("180 g", "number:180:g"),
        ("60 capsules", "number:60"),
        ("60s", "number:60"),
        ("SPF50", "number:50:spf"),
        ("4-inch", "number:4:in"),
        ("10,000 mAh", "number:10000:mah"),
        ("two minutes", "number:2:minute"),
        ("eight shades", "number:8"),
        ("USB3", "number:3:usb"),
    ],
)
def test_other_numbers_carry_their_unit(text: str, key: str) -> None:
    assert keys(text) == [key]


@pytest.mark.parametrize("text", ["one tap", "1. Rinse\n2. Pour", "order b4 it goes", "thx 4 buying", "gr8"])
def test_numbers_that_count_nothing_are_no_facts(text: str) -> None:
    assert keys(text) == [] or all(not f.startswith("number") for f in keys(text))


@pytest.mark.parametrize(
    "text",
    [
        "{{ 10 }}% off",
        "{% if points > 50 %}",
        "*|PRICE10|*",
        "%1$s %2$d",
        "S${{3}} and {{ price }} off",
        "[[cart_5]]",
    ],
)
def test_nothing_inside_a_placeholder_is_a_fact(text: str) -> None:
    assert keys(text) == []


def test_facts_stand_where_they_are_written() -> None:
    text = "Caf\u0065\u0301 \u200bnow: 1\u200b0% off until 30 Nov with code HELLO20."
    facts = read_facts(text, market="SG", today=TODAY)
    assert [f.kind for f in facts] == ["percent", "date", "code"]
    assert all(text[f.start : f.end] == f.text for f in facts)


@pytest.mark.parametrize(
    ("text", "key"),
    [("500 bonus points", "points:500"), ("5.000 Poin", "points:5000"), ("double points", "points:x2")],
)
def test_points(text: str, key: str) -> None:
    assert keys(text) == [key]


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Your order 55-1093 is OVERDUE", "55-1093"),
        ("You haven't paid invoice 88-210 for $140.", "88-210"),
        ("Invoice no. 482 is due on Friday.", "482"),
        ("Your licence key is AB7K-22QX-9LMM.", "AB7K-22QX-9LMM"),
        ("Here it is: 7QX2-PL90-ZZ4T, keep it safe.", "7QX2-PL90-ZZ4T"),
        ("Track AWB 4482910077 on our site.", "4482910077"),
        ("Booking ref QX7P2L, gate B.", "QX7P2L"),
        ("Pay into acc 01-0234-0567890-00.", "01-0234-0567890-00"),
        ("Ref No. 1002 3344 5567 is yours.", "1002 3344 5567"),
        ("Payment for ref INV-00931/A came in.", "INV-00931/A"),
        ("Member no. 4471, your card is here.", "4471"),
        ("Ticket #17 is next.", "17"),
        ("Pesanan 88231 dah sampai.", "88231"),
        ("Ihre Bestellnummer 4471-882 liegt bereit.", "4471-882"),
        ("Votre facture 2291-04 est prête.", "2291-04"),
        ("ออเดอร์ 44821 ของคุณถึงแล้ว", "44821"),
        ("訂單編號 88213 已寄出", "88213"),
    ],
)
def test_the_number_of_an_order_or_a_key_is_a_reference(text: str, reference: str) -> None:
    assert [f.text for f in read_facts(text, today=TODAY) if f.kind == "reference"] == [reference]


def test_a_reference_is_known_by_what_the_text_calls_it() -> None:
    text = "Thanks for order 55-1093. Your licence key is AB7K-22QX-9LMM, and GS-20817 is older."
    named = [name_of_reference(text, said) for said in ("55-1093", "AB7K-22QX-9LMM", "GS-20817")]
    assert named == ["order", "licence key", None]


@pytest.mark.parametrize(
    "text",
    [
        "Order 2, get 1 free.",
        "Order 3 or more and save.",
        "Order 10am tomorrow.",
        "Order 10-12 boxes for the party.",
        "Order 2000 stickers today.",
        "Order 1250 pcs and up.",
        "Order 1500 and above ships free.",
        "Order 12/5 before noon.",
        "Booking for 4 people.",
        "Booking 2027 is open.",
        "Customer 2,000 walked in.",
        "Join 2,000 people on day 312.",
        "Ticket 1200 baht at the door.",
        "To order 6123 4567 is the number.",
        "ORDER 12PCS NOW",
    ],
)
def test_a_count_a_day_or_a_price_behind_order_is_no_reference(text: str) -> None:
    assert not [f.text for f in read_facts(text, market="TH", today=TODAY) if f.kind == "reference"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Pop in at 14 Mill Lane from 9am.", "14 Mill Lane"),
        ("We're at 12 High St, Springfield. Come by.", "12 High St, Springfield"),
        ("Blk 123 Ang Mo Kio Ave 3 #01-22 is the place.", "Blk 123 Ang Mo Kio Ave 3 #01-22"),
        ("Find us on Unit 4, 2nd Floor, all week.", "Unit 4, 2nd Floor"),
        ("Write to PO Box 12, Leeds LS1 4AB.", "PO Box 12, Leeds LS1 4AB"),
        ("Our new shop is at 8 The Old Yard, Frome.", "8 The Old Yard, Frome"),
        ("Visit 221 George Street, Sydney NSW 2000!", "221 George Street, Sydney NSW 2000"),
        ("Collect at #03-11 after 5pm.", "#03-11"),
        ("Datang ke Jalan Ampang 45, Kuala Lumpur.", "Jalan Ampang 45, Kuala Lumpur"),
        ("Toko kami di Jl. Sudirman No. 12, Jakarta.", "Jl. Sudirman No. 12, Jakarta"),
        ("Wir sind in der Hauptstraße 12 und haben auf.", "Hauptstraße 12"),
        ("Retrouvez-nous au 12 rue de la Paix, Paris.", "12 rue de la Paix, Paris"),
        ("Estamos en Calle Mayor 12, Madrid.", "Calle Mayor 12, Madrid"),
        ("Our office is at No. 14, opp. old bus stand, Salem.", "No. 14, opp. old bus stand, Salem"),
        ("The shop opp. city hall is open.", "opp. city hall"),
    ],
)
def test_where_a_shop_is_is_a_fact(text: str, address: str) -> None:
    assert [f.text for f in read_facts(text, today=TODAY) if f.kind == "address"] == [address]


@pytest.mark.parametrize(
    "text",
    [
        "Get 2 Sesame Street mugs for $5.",
        "Flat 50% off, and level 2 swimmers start at 5pm.",
        "3 Green Park tickets left.",
        "Take 2 Court shoes or 3 Way bags.",
        "Order 3 Chocolate Place mats.",
        "2 Baker Street prints to pick from.",
        "10% off at Main Street Diner.",
        "Jalan-jalan with 5 friends.",
        "Hi, Jia Hui from Lorong Lens here.",
    ],
)
def test_a_name_with_a_street_in_it_is_no_address(text: str) -> None:
    assert not [f.text for f in read_facts(text, market="SG", today=TODAY) if f.kind == "address"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("BUY NOW. Repay later. Act fast.", ["Repay later"]),
        ("Pay in 3 at the till.", ["Pay in 3"]),
        ("4 interest-free payments of $25.", ["4 interest-free payments"]),
        ("12 easy instalments from $20.", ["12 easy instalments"]),
        ("Spread the cost over 12 months.", ["Spread the cost"]),
        ("No cost EMI from ₹999.", ["No cost EMI"]),
        ("Bayar ansuran 6 bulan.", ["ansuran 6 bulan"]),
        ("Pay in 3 days or reply here.", []),
        ("We have no interest in spam.", []),
    ],
)
def test_paying_later_or_in_parts_is_a_fact(text: str, said: list[str]) -> None:
    assert [f.text for f in read_facts(text, today=TODAY) if f.kind == "payment"] == said


@pytest.mark.parametrize(
    "text",
    ["Stock is 12 pcs. only.", "Just 12 nos. only", "Shop opp. old bus stand", "Approx. rate of 2 kg. each"],
)
def test_a_dot_of_a_short_word_ends_no_sentence(text: str) -> None:
    assert len(open_page(text).sentences) == 1


@pytest.mark.parametrize(
    "text", ["Get 2 mugs and pay 10 dollars.", "Order 3 bags, pay 2 days later.", "Buy 2, pay 2."]
)
def test_paying_is_no_offer_on_pieces_when_all_are_paid(text: str) -> None:
    assert not [f for f in read_facts(text, today=TODAY) if f.kind == "multibuy"]
