"""Whether a voucher suits the people a message goes to, and what they came for."""

import pytest

from agents.eligibility import meant_for_others
from agents.types import Draft, Product, Segment, Voucher

LEASHES = "20% off dog leashes"


def asked(segment: Segment, title: str, product: Product | None) -> str | None:
    voucher = Voucher(title=title, type="percentage", value=20)
    return meant_for_others(
        Draft(audience=segment, channel="push", body="See it here.", product=product, voucher=voucher)
    )


def test_a_voucher_for_quite_other_goods_is_asked_about() -> None:
    litter = Product(name="Tofu Cat Litter 6L", category="Pets > Cat > Litter")
    question = asked("repeat_buyers", LEASHES, litter)
    assert question is not None
    assert "is for other goods than Tofu Cat Litter 6L" in question


@pytest.mark.parametrize(
    ("title", "product"),
    [
        (LEASHES, None),
        (LEASHES, Product(name="Puppy Harness", category="Pets > Dog > Walking")),
        ("20% off pet supplies", Product(name="Tofu Cat Litter 6L", category="Pets > Cat > Litter")),
        ("20% OFF", Product(name="Tofu Cat Litter 6L", category="Pets > Cat > Litter")),
        ("20% off all orders", Product(name="Tofu Cat Litter 6L", category="Pets > Cat > Litter")),
    ],
)
def test_a_voucher_that_covers_the_product_is_not(title: str, product: Product | None) -> None:
    assert asked("repeat_buyers", title, product) is None


def test_a_voucher_for_newcomers_is_asked_about_before_its_goods() -> None:
    question = asked("frequent_buyers", "20% off first order", None)
    assert question is not None
    assert "first-time buyers" in question
