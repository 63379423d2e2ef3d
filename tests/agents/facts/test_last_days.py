"""A last day told in words is held against the voucher's, whoever is named before it."""

import pytest

from tests.agents.facts.drafts import ledger, rules, voucher

_OFFER = voucher("fixed", 5, min_spend=40, expires_at="2026-12-18")  # told on Friday, 20 November 2026
_FITS = voucher("fixed", 5, min_spend=40, expires_at="2026-11-22")  # the Sunday


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Kopi Lorong: ends Sunday! S$5 off orders over S$40", "ends Sunday"),
        ("Kopi Lorong: ends tomorrow! S$5 off orders over S$40", "ends tomorrow"),
        ("<ADV> Kopi Lorong: ends Monday! S$5 off orders over S$40", "ends Monday"),
        ("RM0 Kopi Lorong 88: ends Monday! S$5 off orders over S$40", "ends Monday"),
        ("KOPI LORONG: last day tomorrow! S$5 off orders over S$40", "last day tomorrow"),
        ("S$5 off orders over S$40. Final day: Sunday!", "Final day: Sunday"),
        ("S$5 off orders over S$40. Last day is this Sunday.", "Last day is this Sunday"),
        ("Sunday is the last day for S$5 off orders over S$40", "Sunday is the last day"),
        ("Kopi Lorong: over on Sunday! S$5 off orders over S$40", "over on Sunday"),
        ("Hi {{name}}, ends Sunday: S$5 off orders over S$40", "ends Sunday"),
    ],
)
def test_another_last_day_is_asked_about_by_its_own_words(body: str, said: str) -> None:
    book = ledger(body, _OFFER)
    assert book.questions == (f"The draft says “{said}”; the voucher ends on 18 Dec. Which is right?",)
    assert "contradicted_claim" in rules(book, body)
    agreeing = ledger(body, _FITS)
    if "Sunday" in said:
        assert (agreeing.contradictions, agreeing.questions) == ((), ())


@pytest.mark.parametrize(
    "body",
    [
        "Kopi Lorong: pre-orders: ends Sunday. S$5 off orders over S$40 until 18 Dec",
        "Kopi Lorong: the night market ends Sunday. S$5 off orders over S$40 until 18 Dec",
        "Kopi Lorong: our last day open is Sunday. S$5 off orders over S$40 until 18 Dec",
        "Kopi Lorong: order by Sunday for Christmas. S$5 off orders over S$40 until 18 Dec",
        "Registration: ends Sunday. S$5 off orders over S$40 until 18 Dec",
        "Kopi Lorong: last day 18 Dec! S$5 off orders over S$40",
    ],
)
def test_the_end_of_something_else_is_not_the_offers(body: str) -> None:
    book = ledger(body, _OFFER)
    assert (book.contradictions, book.questions) == ((), ())
