"""The offer's money stands in a message as the draft writes its own."""

import pytest

from agents.facts.types import OfferWording
from tests.agents.facts.drafts import ledger, rules, voucher


def _offer(
    body: str, market: str, currency: str, *, channel: str = "sms", value: float = 500
) -> OfferWording:
    offer = voucher("fixed", value, currency=currency, min_spend=value * 4)
    told = ledger(body, offer, market=market, channel=channel).sayable.offer
    assert told is not None
    return told


@pytest.mark.parametrize(
    ("market", "currency", "amount", "terms"),
    [
        ("PH", "PHP", "P500 off", "on orders of P2,000 or more"),
        ("IN", "INR", "Rs 500 off", "on orders of Rs 2,000 or more"),
        ("VN", "VND", "500 VND off", "on orders of 2.000 VND or more"),
        ("TH", "THB", "THB 500 off", "on orders of THB 2,000 or more"),
        ("TR", "TRY", "500 TL off", "on orders of 2.000 TL or more"),
        ("PL", "PLN", "500 PLN off", "on orders of 2 000 PLN or more"),
        ("SG", "PHP", "PHP 500 off", "on orders of PHP 2,000 or more"),
        ("SG", "SGD", "S$500 off", "on orders of S$2,000 or more"),
    ],
)
def test_a_plain_text_message_gets_no_sign_that_doubles_its_price(
    market: str, currency: str, amount: str, terms: str
) -> None:
    offer = _offer("Luz Soaps: a surprise for you. Shop now", market, currency)
    assert (offer.amount, offer.terms) == (amount, terms)


def test_a_text_message_that_needs_the_long_alphabet_anyway_keeps_the_sign() -> None:
    assert _offer("Luz Soaps: a surprise for you ✨ Shop now", "PH", "PHP").amount == "₱500 off"


@pytest.mark.parametrize("channel", ["sms", "email", "push"])
@pytest.mark.parametrize(
    ("body", "market", "currency", "amount"),
    [
        ("Mango soap from Php 99. A surprise for you.", "PH", "PHP", "Php 500 off"),
        ("Mango soap from PHP99. A surprise for you.", "PH", "PHP", "PHP500 off"),
        ("Kurta sets from Rs. 999. A surprise for you.", "IN", "INR", "Rs. 500 off"),
        ("Lamps from 900 THB. A surprise for you.", "TH", "THB", "500 THB off"),
    ],
)
def test_the_sign_is_the_one_the_draft_uses(
    channel: str, body: str, market: str, currency: str, amount: str
) -> None:
    assert _offer(body, market, currency, channel=channel).amount == amount


def test_a_draft_that_uses_the_sign_itself_gets_the_sign() -> None:
    assert _offer("Soap from ₱99, or Php 250 for three.", "PH", "PHP", channel="push").amount == "₱500 off"
    assert _offer("A surprise for you.", "PH", "PHP", channel="push").amount == "₱500 off"


def test_both_ways_of_writing_are_the_same_amount() -> None:
    offer = voucher("fixed", 500, currency="PHP", min_spend=2000)
    book = ledger("Luz Soaps: a surprise for you. Shop now", offer, market="PH", channel="sms")
    assert rules(book, "Luz Soaps: P500 off on orders of P2,000 or more. Shop now") == set()
    assert rules(book, "Luz Soaps: ₱500 off on orders of ₱2,000 or more. Shop now") == set()
