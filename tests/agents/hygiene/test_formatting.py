"""Formatting, false links, hidden codes: what customers read and what the merchant is asked."""

import pytest

from agents.hygiene import clean
from agents.hygiene.types import Cleaned
from agents.types import Channel, Draft


def cleaned(text: str, channel: Channel = "push") -> Cleaned:
    return clean(Draft(body=text, channel=channel))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("```\nNew mugs, NZ$28.\n```", "New mugs, NZ$28."),
        ("Use ```SAVE``` now", "Use SAVE now"),
        ("*Price* _drop_ on **mugs**", "Price drop on mugs"),
        ("candle: ~CA$40~ CA$28.", "candle: was CA$40, now CA$28."),
        ("Was ~£15~ now £12", "Was £15, now £12"),
        ("Use `FIR_8*` at checkout", "Use FIR_8* at checkout"),
        ("> Boots are in\n> From RM19", "Boots are in\nFrom RM19"),
        ("# Big sale\nSalt &amp; Stove", "Big sale\nSalt & Stove"),
        ("See [our shop](https://a.example/x).", "See our shop (https://a.example/x)."),
        ("Questions? <mailto:bench@o.example|Mail us>", "Questions? Mail us: bench@o.example"),
        ("Tins are in: <https://a.example/t|Shop tins>", "Tins are in: https://a.example/t"),
        ("<tel:+6512345678|Call us>", "Call us: +6512345678"),
    ],
)
def test_formatting_becomes_plain_words(text: str, left: str) -> None:
    assert cleaned(text).draft.body == left
    assert cleaned(left).draft.body == left
    assert cleaned(text).removed == ()


@pytest.mark.parametrize(
    "text",
    [
        "NEW_ARRIVAL_5 takes £5 off, *VIP*25 takes £25 off (~last month it was less~).",
        "Use code *SUN* or *VIP25* today.",
        "20% off* all mugs. *Terms apply.",
        "2 * 3 * 4 cm, #1 seller, >50% off, a_b_c, x*y*z, ~5 days",
        "See https://a.example/_a_/*b*/~c~ now",
        "Hello *|FNAME*, hi *|FNAME*",
        "Name: ____ Size: ____",
    ],
)
def test_signs_of_codes_links_and_footnotes_stay(text: str) -> None:
    assert cleaned(text).draft.body == text


def test_whatsapp_keeps_its_own_formatting() -> None:
    assert cleaned("*Big* _news_ ~old~", channel="whatsapp").draft.body == "*Big* _news_ ~old~"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Pay: <https://pay.evil.example/7|https://shop.example/pay/7>", "https://shop.example/pay/7"),
        ("Pay: [shop.example](https://evil.example/x)", "shop.example"),
        ('Pay: <a href="https://evil.example/x">https://shop.example</a>', "https://shop.example"),
        ("Call <tel:+6599998888|+65 1111 2222>", "+65 1111 2222"),
        ("Mail <mailto:x@evil.example|hello@shop.example>", "hello@shop.example"),
    ],
)
def test_a_link_that_shows_another_address_is_put_to_the_merchant(text: str, kept: str) -> None:
    found = cleaned(text)
    assert kept in found.draft.body
    assert "evil" not in found.draft.body
    assert len(found.questions) == 1
    assert kept in found.questions[0]


@pytest.mark.parametrize(
    "text",
    [
        "<https://www.shop.example/a|shop.example>",
        "<https://go.shop.example/a|shop.example>",
        "<tel:+6591234567|9123 4567>",
    ],
)
def test_a_link_that_leads_where_it_says_raises_no_question(text: str) -> None:
    assert cleaned(text).questions == ()


@pytest.mark.parametrize(
    ("text", "left", "asked"),
    [
        ("£4 off. Type \u202e62WOLLIW\u202c at the till.", "£4 off.", "WILLOW26"),
        ("Use code \u202eEMOCLEW\u202c for £5 off.", "Use code for £5 off.", "WELCOME"),
        ("Code S\u0410VE10 today", "Code SAVE10 today", "SAVE10"),
        ("See https://gulmoh\u0430r.example/x", "See https://gulmohar.example/x", "gulmohar"),
    ],
)
def test_a_code_or_link_that_hides_its_letters_is_asked_about(text: str, left: str, asked: str) -> None:
    found = cleaned(text)
    assert found.draft.body == left
    assert asked in found.questions[0]


def test_turned_words_that_are_no_code_raise_no_question() -> None:
    assert cleaned("New \u202eduo\u202c scents. \u202eWON POHS\u202c here").questions == ()


def test_a_clean_draft_raises_no_question() -> None:
    assert cleaned("Boots are in.") == Cleaned(draft=Draft(body="Boots are in.", channel="push"))
