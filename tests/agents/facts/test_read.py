from datetime import date

import pytest

from agents.facts.read import read_facts
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
