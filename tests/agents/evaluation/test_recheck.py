"""The hard checks, made again by somebody who does not believe the suggestion."""

from datetime import date
from typing import Any

import pytest

from agents.evaluation.recheck import recheck
from agents.types import Draft, Message, Suggestion, Variant

DRAFT = Draft.model_validate(
    {
        "merchant": {"id": "m1", "name": "Kopi Lorong", "market": "SG"},
        "audience": "abandoned_cart_buyers",
        "channel": "push",
        "body": "Hi {{first_name}}, come back for a treat",
        "voucher": {
            "title": "S$5 OFF",
            "type": "fixed",
            "value": 5,
            "currency": "SGD",
            "min_spend": 35,
            "expires_at": "2026-11-30",
        },
    }
)
GOOD = "Hi {{first_name}}, take S$5 off when you spend S$35 or more, until 30 Nov."


def _found(today: date, message: str, *variants: str, **other: Any) -> list[tuple[str, str]]:
    suggestion = Suggestion(
        id="S",
        outcome="rewritten",
        message=Message(body=message),
        variants=tuple(Variant(intent="shorter", body=body) for body in variants),
    )
    told = recheck(DRAFT, suggestion, today=today, foreign=other.get("foreign", ()))
    assert told.checked == 1 + len(variants)
    return [(b.where, b.rule) for b in told.broken]


def test_a_message_that_keeps_every_fact_passes(today: date) -> None:
    assert _found(today, GOOD) == []


@pytest.mark.parametrize(
    "lie",
    [
        "Hi {{first_name}}, take 50% off today.",
        "Hi {{name}}, take S$5 off when you spend S$35 or more, until 30 Nov.",
        "Hi {{first_name}}, take S$5 off when you spend S$35 or more, until 31 Dec.",
        "Hi {{first_name}}, only 3 left! Take S$5 off when you spend S$35 or more, until 30 Nov.",
        "",
    ],
)
def test_a_message_that_does_not_is_found(today: date, lie: str) -> None:
    assert [where for where, _ in _found(today, lie)][:1] == ["message"]


def test_variants_are_looked_at_as_well(today: date) -> None:
    found = _found(today, GOOD, "Hi {{first_name}}, everything is free.")
    assert {where for where, _ in found} == {"variant “shorter”"}


def test_another_shops_words_are_found(today: date) -> None:
    foreign = ("Bloomé Beauty",)
    assert _found(today, f"{GOOD} As at Bloomé Beauty.", foreign=foreign) == [("message", "foreign_text")]


def test_an_offer_for_others_may_be_left_out(today: date) -> None:
    for_others = {"title": "RM5 off your first order", "type": "fixed", "value": 5, "currency": "MYR"}
    said = Draft.model_validate(
        {
            "audience": "frequent_buyers",
            "channel": "push",
            "body": "Take RM5 off your first order. Shop now.",
            "voucher": for_others,
        }
    )
    suggestion = Suggestion(id="S", outcome="ask", message=Message(body="Thanks for coming back. Shop now."))
    assert recheck(said, suggestion, today=today, foreign=()).broken == ()


def test_nothing_sent_is_nothing_to_check(today: date) -> None:
    assert recheck(DRAFT, Suggestion(id="S", outcome="refused"), today=today, foreign=()).checked == 0
