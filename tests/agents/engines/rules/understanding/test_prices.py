from datetime import date

import pytest

from agents.engines.rules.understanding.amounts_said import in_figures, makes_an_offer
from agents.engines.rules.understanding.prices import read_price
from agents.types import Draft, Voucher

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    "text",
    [
        "S$5 off",
        "S$5 voucher",
        "discount is S$5",
        "the deal is S$7",
        "save S$5",
        "knock S$5 off",
        "15%",
        "up to 30% off",
        "10% first order",
        "free shipping",
        "we give a free tote bag",
        "buy 2 get 1 free",
        "3 for 2",
        "S$5 off, usual price S$20",
        "200 bonus points",
    ],
)
def test_words_make_an_offer(text: str) -> None:
    assert makes_an_offer(text, None, market="SG")


@pytest.mark.parametrize(
    "text",
    [
        "S$5",
        "it's S$12",
        "S$12 is a good deal",
        "the discount price is S$12",
        "2 for S$20",
        "70% cocoa",
        "our gst is 9%",
        "feel free to shorten it",
        "gluten free drinks",
        "the gift box is nice",
        "min S$35",
        "not a discount",
    ],
)
def test_without_them_there_is_none(text: str) -> None:
    assert not makes_an_offer(text, None, market="SG")


def test_an_amount_alone_is_one_where_an_amount_off_is_under_discussion() -> None:
    known = Voucher(title="S$5 off", type="fixed", value=5, currency="SGD")
    assert makes_an_offer("no, S$8", known, market="SG")
    assert not makes_an_offer("we made S$800", known, market="SG")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("spend 50 get 10", "S$10 off, min spend S$50"),
        ("spend S$50 and save S$10 off", "S$10 off, min spend S$50"),
        ("half price", "50% off"),
        ("free gift is a kaya jar", "free kaya jar"),
        ("20% on drip bags", "20% off drip bags"),
        ("20% on everything", "20% on everything"),
        ("spend 50 get 10%", "spend 50 get 10%"),
    ],
)
def test_loose_offers_are_told_the_way_offers_are(text: str, told: str) -> None:
    assert in_figures(text, market="SG") == told


def price(text: str, body: str, voucher: Voucher | None = None) -> tuple[str | None, str] | None:
    found = read_price(text, Draft(body=body, voucher=voucher), today=TODAY, market="SG")
    return (found.draft.body if found.draft else None, found.note) if found else None


def test_of_several_prices_the_one_that_is_named_is_corrected() -> None:
    body = "Beans S$16, drip bags S$13."
    assert price("S$12, not S$13", body) == ("Beans S$16, drip bags S$12.", "The price is S$12 now.")
    asked = price("the price is S$12", body)
    assert asked == (None, "The draft names S$16 and S$13. Which one is S$12? Say it like “S$12, not S$16”.")


def test_what_the_voucher_gives_is_not_a_price_of_the_draft() -> None:
    known = Voucher(title="S$5 off", type="fixed", value=5, currency="SGD", min_spend=35)
    found = price("the price is S$12", "S$5 for you when you come by with S$35.", known)
    assert found is not None
    assert found[0] is None


@pytest.mark.parametrize("text", ["S$5 off", "is it S$12?", "Now only S$12!", "for regulars", "10% off"])
def test_what_is_no_price_is_left_alone(text: str) -> None:
    assert price(text, "Beans for S$13.") is None
