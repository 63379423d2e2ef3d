from datetime import date
from typing import Any

import pytest

from agents.engines.rules.understanding.correction import correct_offer, merge_offer
from agents.engines.rules.understanding.follow_up import read_follow_up
from agents.types import Voucher

TODAY = date(2026, 11, 20)
KNOWN = Voucher(
    title="RM8 OFF min RM60, code TEH8",
    type="fixed",
    value=8,
    currency="MYR",
    min_spend=60,
    expires_at=date(2026, 11, 30),
)


def corrected(text: str, known: Voucher | None = KNOWN) -> Voucher:
    found = correct_offer(text, known, today=TODAY, market="MY")
    assert found is not None
    assert found.voucher is not None
    return found.voucher


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("it's RM5 not RM10", {"title": "RM5 OFF, code TEH8", "value": 5}),
        ("RM9", {"title": "RM9 OFF, code TEH8", "value": 9}),
        ("minimum 80", {"title": "RM8 OFF, code TEH8", "min_spend": 80}),
        ("spend RM80 or more", {"title": "RM8 OFF, code TEH8", "min_spend": 80}),
        ("it ends on Sunday", {"title": "RM8 OFF, code TEH8", "expires_at": date(2026, 11, 22)}),
        ("5 Dec", {"title": "RM8 OFF, code TEH8", "expires_at": date(2026, 12, 5)}),
        ("the code is HELLO20", {"title": "RM8 OFF min RM60, code HELLO20"}),
        ("actually 20% off", {"title": "20% off", "type": "percentage", "value": 20}),
        ("we give a free tote bag instead", {"title": "free tote bag", "type": "gift", "value": None}),
    ],
)
def test_only_what_is_said_changes(text: str, changed: dict[str, Any]) -> None:
    now = corrected(text)
    bare = KNOWN.model_copy(update=changed)
    assert now.model_dump(exclude={"title"}) == bare.model_dump(exclude={"title"})
    assert now.title.replace(" min RM60", "") == bare.title.replace(" min RM60", "")


def test_a_minimum_in_another_currency_is_not_kept() -> None:
    now = corrected("it's S$5 off")
    assert (now.value, now.currency, now.min_spend) == (5, "SGD", None)


@pytest.mark.parametrize(
    "text", ["what do you think about Tuesday?", "for SMS", "make it nicer", "see you Sunday"]
)
def test_what_speaks_of_no_offer_corrects_none(text: str) -> None:
    assert correct_offer(text, KNOWN, today=TODAY, market="MY") is None


def test_terms_of_no_offer_are_no_offer() -> None:
    found = correct_offer("ends 5 Dec", None, today=TODAY, market="MY")
    assert found is not None
    assert found.voucher is None


def test_a_first_offer_loses_the_words_around_it() -> None:
    assert corrected("I think it should be 15% off", None).title == "15% off"


def test_another_offer_starts_without_the_old_ones_terms() -> None:
    now = merge_offer(KNOWN, Voucher(title="Free shipping", type="free_shipping"))
    assert (now.title, now.min_spend, now.expires_at) == ("Free shipping", None, None)


def test_the_same_offer_told_again_keeps_the_terms_it_leaves_out() -> None:
    now = merge_offer(KNOWN, Voucher(title="RM8 off", type="fixed", value=8, currency="MYR"))
    assert (now.min_spend, now.expires_at) == (60, date(2026, 11, 30))


@pytest.mark.parametrize(
    "text", ["that's good but its for email", "nice, but for email", "ok, now for email", "its for email"]
)
def test_a_kind_word_before_a_change_is_none_of_it(text: str) -> None:
    found = read_follow_up(text, today=TODAY, market="SG")
    assert found is not None
    assert found.draft.channel == "email"


def test_a_limit_is_quoted_in_whole_words() -> None:
    found = read_follow_up("S$4 off two bags or more til sunday", today=TODAY, market="SG")
    assert found is not None
    assert "“off two bags or more”" in found.unclear[0]


@pytest.mark.parametrize(
    "text",
    [
        "with an offer: S$5 off orders from S$35 until 30 Nov",
        "Now with the voucher: S$5 off, orders from S$35, until 30 Nov",
        "The offer is S$5 off orders from S$35 until 30 Nov",
        "ok, our promo – S$5 off orders from S$35 until 30 Nov",
    ],
)
def test_the_words_that_lead_to_an_offer_are_none_of_it(text: str) -> None:
    found = read_follow_up(text, today=TODAY, market="SG")
    assert found is not None
    voucher = found.draft.voucher
    assert voucher is not None
    assert (voucher.title, voucher.value, voucher.min_spend) == ("S$5 off", 5, 35)
    assert voucher.expires_at == date(2026, 11, 30)
