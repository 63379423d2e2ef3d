"""Offers of goods that have nothing to do with the product, and those of what goes with it."""

import pytest

from agents.engines.rules.diagnose import diagnose
from agents.engines.tasks import DiagnoseInput
from agents.types import Diagnosis, Draft, Product, Segment, Voucher


def told(
    segment: Segment,
    body: str,
    name: str,
    category: str,
    voucher: str | None = None,
    title: str | None = None,
) -> Diagnosis:
    draft = Draft(
        id="d1",
        audience=segment,
        channel="im",
        title=title,
        body=body,
        product=Product(name=name, category=category),
        voucher=Voucher(title=voucher, type="percentage", value=15) if voucher else None,
    )
    return diagnose(DiagnoseInput(draft=draft))


@pytest.mark.parametrize(
    ("segment", "body", "name", "category", "voucher", "quote"),
    [
        (
            "repeat_buyers",
            "Get 15% off garden hoses until 6 Dec. See the hoses: https://e.com",
            "Silk Saree",
            "Fashion > Sarees",
            "15% off hoses",
            "garden hoses",
        ),
        (
            "frequent_buyers",
            "This weekend all power drills are 15% off. Pick yours: https://e.com",
            "Vanilla Sponge Cake",
            "Food > Bakery > Cakes",
            None,
            "power drills",
        ),
        (
            "lapsing_buyers",
            "15% off cat trees until 6 Dec. See them: https://e.com",
            "Rope Dog Toy",
            "Pets > Dog > Toys",
            "15% off cat trees",
            "cat trees",
        ),
        (
            "new_buyers",
            "Enjoy 15% off bacon and steaks until 6 Dec. Pick a cut: https://e.com",
            "Plant-based Mince",
            "Food > Vegan > Mince",
            None,
            "bacon and steaks",
        ),
        (
            "repeat_buyers",
            "15% off snowboards until 6 Dec. See them: https://e.com",
            "Reef Swim Shorts",
            "Sports > Beach",
            None,
            "snowboards",
        ),
        (
            "price_drop_group",
            "Coffee grinders are $20 off until 6 Dec. See them: https://e.com",
            "Linen Shirt",
            "Fashion > Shirts",
            None,
            "Coffee grinders",
        ),
        (
            "abandoned_cart_buyers",
            "15% off curtains until 6 Dec. See the curtains: https://e.com",
            "Air Fryer 4L",
            "Home & Living > Kitchen > Air Fryers",
            "15% off curtains",
            "curtains",
        ),
        (
            "lapsing_buyers",
            "Tents are now in. Shop tents.",
            "Vanilla Sponge Cake",
            "Food > Bakery > Cakes",
            None,
            "tents",
        ),
    ],
)
def test_an_offer_of_quite_other_goods_is_irrelevant(
    segment: Segment, body: str, name: str, category: str, voucher: str | None, quote: str
) -> None:
    found = told(segment, body, name, category, voucher)
    assert found.primary == "irrelevant_offer"
    assert quote in found.errors[0].evidence


@pytest.mark.parametrize(
    ("segment", "body", "name", "category", "voucher"),
    [
        (
            "repeat_buyers",
            "15% off wool batting until 6 Dec. See the rolls: https://e.com",
            "Autumn Fat Quarters",
            "Crafts > Quilting > Fabric",
            "15% off batting",
        ),
        (
            "post_purchase_group",
            "Your boots are here. 15% off socks until 6 Dec. Pick a pair: https://e.com",
            "Chelsea Boot",
            "Fashion > Shoes > Boots",
            "15% off socks",
        ),
        (
            "frequent_buyers",
            "15% off straps until 6 Dec. Choose yours: https://e.com",
            "Diver Watch",
            "Fashion > Watches",
            "15% off straps",
        ),
        (
            "lapsing_buyers",
            "15% off all cookies until 6 Dec. See what is baked: https://e.com",
            "Filter Coffee 250g",
            "Food & Beverages > Coffee",
            "15% off cookies",
        ),
        (
            "frequent_buyers",
            "15% off everything for dogs until 6 Dec. Browse: https://e.com",
            "Tofu Cat Litter",
            "Pets > Cat > Litter",
            "15% OFF",
        ),
        (
            "frequent_buyers",
            "Get 15% off for less than a cup of coffee a day. See the lamps: https://e.com",
            "Brass Lamp",
            "Home & Living > Lighting",
            "15% OFF",
        ),
        (
            "new_followers",
            "15% off your first bag until 6 Dec. Start here: https://e.com",
            "Guji 250g",
            "Food & Beverages > Coffee",
            "15% OFF",
        ),
        (
            "abandoned_cart_buyers",
            "The air fryer is in your cart. 15% off your order until 6 Dec: https://e.com",
            "Air Fryer 4L",
            "Home & Living > Kitchen > Air Fryers",
            "15% OFF",
        ),
    ],
)
def test_what_goes_with_the_product_or_covers_everything_is_no_fault(
    segment: Segment, body: str, name: str, category: str, voucher: str
) -> None:
    assert told(segment, body, name, category, voucher).primary is None


def test_what_only_goes_with_a_waiting_thing_does_not_help_to_finish_its_order() -> None:
    body = "15% off handbags until 6 Dec. See the handbags: https://e.com"
    assert (
        told("abandoned_cart_buyers", body, "Suede Loafers", "Fashion > Shoes").primary == "irrelevant_offer"
    )
    assert told("frequent_buyers", body, "Suede Loafers", "Fashion > Shoes").primary is None


def test_a_sale_that_says_nothing_of_an_unpaid_order_is_for_another() -> None:
    body = "15% off whatever you like this weekend. Shop now: https://e.com"
    found = told("unpaid_order_buyers", body, "Merino Throw", "Home & Living > Throws", "15% OFF")
    assert found.primary == "irrelevant_offer"
    kept = "Your throw is saved. Pay by Sunday and take 15% off: https://e.com"
    assert (
        told("unpaid_order_buyers", kept, "Merino Throw", "Home & Living > Throws", "15% OFF").primary is None
    )


def test_two_quotes_have_nothing_to_do_with_a_product() -> None:
    body = "Get 15% off garden hoses until 6 Dec. Shop the lawn mowers: https://e.com"
    found = told("repeat_buyers", body, "Silk Saree", "Fashion > Sarees")
    assert "have nothing to do with Silk Saree" in found.errors[0].feedback
