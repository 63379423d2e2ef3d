"""A condition that a draft ties its offer to stays with it in every message."""

import pytest

from tests.agents.facts.drafts import ledger, rules, voucher

_TENTH = voucher("percentage", 10, expires_at="2026-12-18")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("10% off on the second item until 18 Dec.", "on the second item"),
        ("Take 10% off for weekday bookings until 18 Dec.", "for weekday bookings"),
        ("10% off, new season only, until 18 Dec.", "new season only"),
        ("10% off until 18 Dec. Dine-in only.", "Dine-in only"),
        ("10% off with any kopi order until 18 Dec.", "with any kopi order"),
        ("10% off (only for members) until 18 Dec.", "only for members"),
        ("10% off your 2nd bag until 18 Dec.", "off your 2nd bag"),
    ],
)
def test_an_offer_without_the_drafts_condition_is_refused(body: str, told: str) -> None:
    book = ledger(body, _TENTH)
    assert told in book.sayable.required
    assert "condition_lost" in rules(book, "Take 10% off your order until 18 Dec.")
    assert "condition_lost" not in rules(book, body)
    assert "condition_lost" not in rules(book, "Hello again from all of us.")


def test_a_condition_may_be_told_in_other_words_that_name_it() -> None:
    book = ledger("10% off on your 2nd item until 18 Dec.", _TENTH)
    assert "condition_lost" not in rules(book, "Your second item is 10% off until 18 Dec.")


@pytest.mark.parametrize(
    "body",
    [
        "10% off your next order until 18 Dec.",
        "10% off for all orders until 18 Dec.",
        "10% off, today only.",
        "10% off for our loyal customers until 18 Dec.",
        "Ask for the second item on our menu. 10% off until 18 Dec.",
        "Online only until March. Our shop moves. 10% off until 18 Dec.",
        "Only a few left, 10% off until 18 Dec.",
        "10% off your first order until 18 Dec.",  # to people who have ordered before
    ],
)
def test_what_ties_the_offer_to_nothing_may_go(body: str) -> None:
    assert "condition_lost" not in rules(ledger(body, _TENTH), "Take 10% off until 18 Dec.")


def test_a_condition_of_the_vouchers_is_what_holds() -> None:
    offer = voucher("percentage", 10, title="10% off second item", expires_at="2026-12-18")
    book = ledger("10% off on the second item, members only.", offer)
    assert "condition_lost" not in rules(book, "Take 10% off your second item until 18 Dec.")
