"""Which sentences a merchant may be shown: what is borne out, and what is quoted to be put right."""

from datetime import date
from typing import Any

import pytest

from agents.engines.careful.material import Material
from agents.engines.careful.soundness import is_sound, tidy
from agents.types import Draft
from evals.model_server.lies import told_lies

TODAY = date(2026, 11, 20)
DRAFT: dict[str, Any] = {
    "merchant": {"id": "m02", "name": "Kopi Lorong", "market": "SG"},
    "audience": "abandoned_cart_buyers",
    "channel": "push",
    "title": "You forgot something",
    "body": "Hi {{first_name}}, your cart misses you! Come back for a special treat 🎁 30% off, hurry!",
    "product": {"name": "Kopi-O Drip Bags, 20s"},
    "voucher": {
        "title": "S$5 OFF",
        "type": "fixed",
        "value": 5,
        "currency": "SGD",
        "min_spend": 35,
        "expires_at": "2026-11-30",
    },
}
SOUND = """
“30% off” is not what the voucher gives: say S$5 off on orders of S$35 or more.
You promise 30% off, but the voucher gives S$5.
“special treat” hides the offer; say S$5 off until 30 Nov.
Say the offer in full: amount, minimum and last day.
“hurry” has nothing behind it but the last day; say “until 30 Nov” instead.
Don't say “hurry” here, it sounds like a threat.
The reader left the drip bags in the cart; name them.
The reader knows what to do only at the end; write “finish your order”.
“misses you” speaks of the cart as if it had feelings; start with the product.
Name Kopi-O Drip Bags, 20s in the title.
It could go to anybody; nothing in it is wrong for them.
The amount stays hidden, so the customer has no reason to come back today.
Say by when the offer ends: 30 November.
Two steps compete; keep one.
The offer is there, but its minimum of S$35 is missing.
The greeting uses the customer's name, which is warm.
Open with what they get now, not with what the shop feels.
The hurry is not backed by a stock count; leave it out.
No free gift is known, so don't hint at one.
“🎁” suggests a gift that the shop doesn't give.
The tone is friendly, but “forgot” reproaches the reader.
They get S$5 off when they spend S$35 or more.
Say what is waiting for them and offer one easy step.
Give the real last day.
An iPhone cuts the title at 33 to 35 characters.
Reorder with less effort, with SGD 5 off.
"""
ONLY_WITHOUT_OFFER = """
Say that it ends on 30 November.
Offer a discount of S$5.
Promise 30% off.
Add a voucher.
Write that the sale ends tonight, last chance.
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


def material(**other: Any) -> Material:
    return Material(draft=Draft.model_validate(DRAFT | other), today=TODAY)


WITHOUT = material(voucher=None, body="Hi {{first_name}}, your cart misses you!")


@pytest.mark.parametrize("sentence", lines(SOUND))
def test_what_is_borne_out_or_quoted_may_be_said(sentence: str) -> None:
    assert is_sound(sentence, material(), task="explain")


@pytest.mark.parametrize("name", sorted(told_lies()))
@pytest.mark.parametrize("about", [material(), WITHOUT], ids=["with an offer", "without"])
def test_what_nobody_gave_may_not_be_said(name: str, about: Material) -> None:
    assert not is_sound(tidy(told_lies()[name]), about, task="explain")


@pytest.mark.parametrize("sentence", lines(ONLY_WITHOUT_OFFER))
def test_no_offer_is_made_where_there_is_none(sentence: str) -> None:
    assert not is_sound(sentence, WITHOUT, task="explain")


def test_quoting_a_lie_makes_it_no_truth() -> None:
    assert not is_sound("Write “Take 37% off” instead.", material(), task="explain")
    assert is_sound("Write “S$5 off your drip bags” instead.", material(), task="explain")


def test_advice_on_a_draft_in_another_language_quotes_it() -> None:
    malay = material(body="Beg anda masih dalam troli, jom habiskan pesanan sekarang!", voucher=None)
    assert is_sound("“jom habiskan pesanan sekarang” is one clear step; keep it.", malay, task="explain")
    assert is_sound("Write “Bayar sekarang dan kami hantar esok pagi juga” no more.", malay, task="explain")
    assert not is_sound("Tulis “Bayar sekarang” dan jangan kata apa-apa lagi.", malay, task="explain")


def test_counts_are_those_that_were_counted() -> None:
    assert is_sound("Keep the title within 35 characters.", material(), task="explain")
    assert not is_sound("Of the strong messages 41 of 57 do it.", material(), task="explain")


def test_the_prompt_is_not_repeated() -> None:
    copied = "You sit beside a shop owner and show what was done to their message and why."
    assert not is_sound(copied, material(), task="explain")


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("**Name** the `product`", "Name the product"),
        ("- Say it\n- in full", "Say it in full"),
        ("1. First\n 2) then", "First then"),
        ("5 * 3 is fine", "5 * 3 is fine"),
    ],
)
def test_marks_are_taken_out(told: str, shown: str) -> None:
    assert tidy(told) == shown
