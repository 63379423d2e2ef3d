from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.facts.money_format import format_money
from agents.facts.numerals import parse_number
from agents.facts.read import read_facts
from agents.lexicons import load

MARKETS = sorted(load("money")["markets"])


def keys(text: str, market: str | None) -> list[str]:
    return [f.key for f in read_facts(text, market=market) if f.kind == "money"]


@pytest.mark.parametrize(
    ("text", "market", "key"),
    [
        ("RM3", "MY", "money:MYR:3"),
        ("RM 3.50", "MY", "money:MYR:3.5"),
        ("S$5", "SG", "money:SGD:5"),
        ("SGD 5", "SG", "money:SGD:5"),
        ("₱100", "PH", "money:PHP:100"),
        ("P1,000", "PH", "money:PHP:1000"),
        ("Php 100", "PH", "money:PHP:100"),
        ("Rp25.000", "ID", "money:IDR:25000"),
        ("Rp 25rb", "ID", "money:IDR:25000"),
        ("25 ribu", "ID", "money:IDR:25000"),
        ("IDR 25.000", "ID", "money:IDR:25000"),
        ("1,5 juta", "ID", "money:IDR:1500000"),
        ("฿50", "TH", "money:THB:50"),
        ("50 baht", "TH", "money:THB:50"),
        ("50 บาท", "TH", "money:THB:50"),
        ("₫50K", "VN", "money:VND:50000"),
        ("50.000đ", "VN", "money:VND:50000"),
        ("50 000₫", "VN", "money:VND:50000"),
        ("50k VND", "VN", "money:VND:50000"),
        ("₹1,499", "IN", "money:INR:1499"),
        ("Rs. 499/-", "IN", "money:INR:499"),
        ("₹1,00,000", "IN", "money:INR:100000"),
        ("€4,99", "DE", "money:EUR:4.99"),
        ("4,99 €", "DE", "money:EUR:4.99"),
        ("1 299,00 €", "FR", "money:EUR:1299"),
        ("£5", "GB", "money:GBP:5"),
        ("£5", "UK", "money:GBP:5"),
        ("50p", "GB", "money:GBP:0.5"),
        ("$10", "US", "money:USD:10"),
        ("$10", "SG", "money:SGD:10"),
        ("$10", "AU", "money:AUD:10"),
        ("$10", None, "money:USD:10"),
        ("US$10", "SG", "money:USD:10"),
        ("A$10", "NZ", "money:AUD:10"),
        ("HK$20", "HK", "money:HKD:20"),
        ("AED 145", "AE", "money:AED:145"),
        ("20 درهم", "AE", "money:AED:20"),
        ("٢٠ درهم", "AE", "money:AED:20"),
        ("¥500", "JP", "money:JPY:500"),
        ("500円", "JP", "money:JPY:500"),
        ("$1,299.00 MXN", "MX", "money:MXN:1299"),
        ("five dollars", "SG", "money:SGD:5"),
        ("twenty-five ringgit", "MY", "money:MYR:25"),
        ("ＲＭ１５", "MY", "money:MYR:15"),
    ],
)
def test_money_is_read_however_a_market_writes_it(text: str, market: str | None, key: str) -> None:
    assert keys(f"Take {text} off.", market) == [key]


@pytest.mark.parametrize(
    "text",
    [
        "try 5 shades",
        "5 p.m.",
        "50 people",
        "SPF50",
        "2 bath towels",
        "S${{3}}",
        "from $?? only",
        "Step 5",
        "3PM",
    ],
)
def test_numbers_beside_letters_that_are_no_currency_are_no_money(text: str) -> None:
    assert keys(text, "US") == []


@pytest.mark.parametrize(
    ("value", "currency", "market", "written"),
    [
        (5, "SGD", "SG", "S$5"),
        (15, "MYR", "MY", "RM15"),
        (12.5, "MYR", "MY", "RM12.50"),
        (25000, "IDR", "ID", "Rp25.000"),
        (1000, "PHP", "PH", "₱1,000"),
        (50000, "VND", "VN", "50.000₫"),
        (10, "EUR", "IE", "€10"),
        (4.99, "EUR", "DE", "4,99 €"),
        (20, "GBP", "UK", "£20"),
        (1499, "INR", "IN", "₹1,499"),
        (100000, "INR", "IN", "₹1,00,000"),
        (20, "HKD", "HK", "HK$20"),
        (150, "AED", "AE", "AED 150"),
        (10, "AUD", "AU", "$10"),
        (10, "CAD", "CA", "$10"),
        (10, "USD", "SG", "US$10"),
        (10, "AUD", "NZ", "A$10"),
        (10, None, "TH", "฿10"),
        (10, "MYR", None, "RM10"),
    ],
)
def test_a_market_reads_its_own_money_as_it_writes_it(
    value: float, currency: str | None, market: str | None, written: str
) -> None:
    assert format_money(value, currency, market) == written


def test_money_without_any_currency_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="give one, or a market we know"):
        format_money(5, None, None)


@given(
    value=st.decimals(min_value="0.01", max_value=9_999_999, places=2)
    | st.integers(1, 99_999_999).map(Decimal),
    market=st.sampled_from(MARKETS),
    currency=st.sampled_from(sorted(load("money")["currencies"])),
)
def test_what_is_written_is_read_back(value: Decimal, market: str, currency: str) -> None:
    places = load("money")["currencies"][currency].get("places", 2)
    exact = value if places else value.to_integral_value()
    written = format_money(float(exact), currency, market)
    assert keys(written, market) == [f"money:{currency}:{exact.normalize():f}"] or exact == 0


@given(st.sampled_from(["RM 15", "rm15", "Rm15", "MYR15", "myr 15", "RM15.00", "15 ringgit", "15 RINGGIT"]))
def test_case_and_spaces_do_not_matter(text: str) -> None:
    assert keys(text, "MY") == ["money:MYR:15"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,499", "1499"),
        ("25.000", "25000"),
        ("4,99", "4.99"),
        ("3.50", "3.5"),
        ("1.299,00", "1299"),
        ("1,299.00", "1299"),
        ("1,00,000", "100000"),
        ("1'000", "1000"),
        ("0.125", "0.125"),
        ("1.000.000", "1000000"),
    ],
)
def test_separators_tell_thousands_from_decimals(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)
