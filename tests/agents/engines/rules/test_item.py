"""Products are spoken of as a person would."""

import pytest

from agents.engines.rules.writing.item import is_plural, read_item, short_name
from agents.types import Product


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Kopi-O Drip Bags, 20s", "Kopi-O Drip Bags"),
        ("Muslin Swaddle Set (3pcs)", "Muslin Swaddle Set"),
        ("White Musk Oil 12ml", "White Musk Oil"),
        ("Coconut Crisps 40g x 6", "Coconut Crisps"),
        ("The North Jacket", "North Jacket"),
        ("Silangan Book 3 (paperback)", "Silangan Book 3"),
        ("20s", "20s"),
    ],
)
def test_sizes_and_brackets_stay_in_the_stock_list(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize(
    ("name", "plural"),
    [
        ("Rubber Slides Unisex", True),
        ("Bag of Marbles", False),
        ("Bamboo Ankle Socks", True),
        ("Wrap Dress", False),
        ("Canvas", False),
        ("Carbon Trekking Poles", True),
    ],
)
def test_one_or_many(name: str, plural: bool) -> None:
    assert is_plural(name) is plural


def test_a_kind_nobody_would_say_aloud_is_not_said() -> None:
    item = read_item(Product(name="Case", category="Electronics > Phone Accessories"))
    assert item is not None
    assert item.noun is None


def test_before_it_was_named_it_is_called_by_its_name() -> None:
    item = read_item(Product(name="Trail Poles", category="Sports > Poles"))
    assert item is not None
    assert item.slots(named=False)["it_suits"] == "the Trail Poles suit"
    assert item.slots(named=True)["it_suits"] == "they suit"


def test_no_product_is_no_item() -> None:
    assert read_item(None) is None
