"""An offer in words, as a voucher."""

from datetime import date

import pytest

from agents.engines.rules.understanding.offer import read_voucher
from agents.types import Voucher

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "S$5 off, min S$35, until 2026-11-30",
            Voucher(
                title="S$5 off",
                type="fixed",
                value=5,
                currency="SGD",
                min_spend=35,
                expires_at=date(2026, 11, 30),
            ),
        ),
        ("10% off", Voucher(title="10% off", type="percentage", value=10)),
        ("half price", Voucher(title="half price", type="percentage", value=50)),
        ("RM10 off RM60", Voucher(title="RM10 off", type="fixed", value=10, currency="MYR", min_spend=60)),
        (
            "free shipping above RM50 until Sunday",
            Voucher(
                title="free shipping",
                type="free_shipping",
                currency="MYR",
                min_spend=50,
                expires_at=date(2026, 11, 22),
            ),
        ),
        ("buy 1 get 1 free", Voucher(title="buy 1 get 1 free", type="bogo")),
        (
            "free tote bag with orders over £50",
            Voucher(title="free tote bag", type="gift", currency="GBP", min_spend=50),
        ),
        (
            "500 points until 5 Dec",
            Voucher(title="500 points", type="points", value=500, expires_at=date(2026, 12, 5)),
        ),
        (
            "20% off your next order, code BACK20, ends 30 Nov",
            Voucher(
                title="20% off your next order, code BACK20",
                type="percentage",
                value=20,
                expires_at=date(2026, 11, 30),
            ),
        ),
        (
            "Rp25.000 off, min Rp100.000",
            Voucher(title="Rp25.000 off", type="fixed", value=25000, currency="IDR", min_spend=100000),
        ),
        ("€4,99 off", Voucher(title="€4,99 off", type="fixed", value=4.99, currency="EUR")),
        (
            "15% OFF spend S$60 or more by 30 Nov",
            Voucher(
                title="15% OFF spend",
                type="percentage",
                value=15,
                currency="SGD",
                min_spend=60,
                expires_at=date(2026, 11, 30),
            ),
        ),
        (
            "20% off before 1 Dec",
            Voucher(title="20% off", type="percentage", value=20, expires_at=date(2026, 11, 30)),
        ),
    ],
)
def test_an_offer_is_read_with_its_conditions(text: str, expected: Voucher) -> None:
    assert read_voucher(text, today=TODAY) == expected


@pytest.mark.parametrize(
    "text", ["", "summer voucher", "up to 50% off", "10-20% off", "double points", "120% off"]
)
def test_what_promises_nothing_exact_is_no_voucher(text: str) -> None:
    assert read_voucher(text, today=TODAY) is None


def test_the_first_day_of_an_offer_is_not_its_last() -> None:
    found = read_voucher("10% off from 1 Dec", today=TODAY)
    assert found is not None
    assert found.expires_at is None


def test_a_number_after_minimum_is_an_amount_even_without_its_sign() -> None:
    found = read_voucher("15% off min spend 60", today=TODAY)
    assert found is not None
    assert (found.value, found.min_spend) == (15, 60)
