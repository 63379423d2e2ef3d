"""Scores and comparisons, blind to whose version it is."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.engines.rules.compare import compare
from agents.engines.rules.score import level, score
from agents.engines.tasks import CompareInput, ScoreInput, Verdict
from agents.types import SEGMENTS, Level, Message, Product, Scores, Segment, Voucher

VOUCHER = Voucher(
    title="10% OFF", type="percentage", value=10, currency="MYR", min_spend=60, expires_at=date(2026, 12, 5)
)
BEANS = Product(name="House Blend Beans", category="Food & Beverages > Coffee")
GOOD = Message(
    title="Your House Blend Beans are still here",
    body="Finish your order by 5 Dec and take 10% off when you spend RM60 or more.",
)
VAGUE = Message(title="Forgot something?", body="Your cart misses you! Come back for a special treat.")
GREEDY = Message(
    title="Your House Blend Beans are still here",
    body="Finish your order by 5 Dec and take 50% off when you spend RM60 or more.",
)


def scored(message: Message, segment: Segment = "abandoned_cart_buyers") -> Scores:
    """Score a message about the beans."""
    return score(
        ScoreInput(message=message, audience=segment, channel="push", product=BEANS, voucher=VOUCHER)
    )


def compared(a: Message, b: Message) -> Verdict:
    """Compare two messages about the beans."""
    return compare(
        CompareInput(
            a=a, b=b, audience="abandoned_cart_buyers", channel="push", product=BEANS, voucher=VOUCHER
        )
    )


def test_a_message_with_item_offer_and_step_is_excellent() -> None:
    found = scored(GOOD)
    assert (found.audience_match, found.marketing_effectiveness) == (5, 5)
    assert found.reasons


def test_a_hidden_offer_is_poor_marketing_and_the_reason_says_which() -> None:
    found = scored(VAGUE)
    assert found.marketing_effectiveness == 1
    assert any("10% off" in reason for reason in found.reasons)


def test_a_message_to_the_wrong_people_matches_poorly() -> None:
    assert scored(GOOD, "potential_new_customers").audience_match == 1


def test_a_promise_the_voucher_does_not_keep_is_poor_marketing() -> None:
    found = scored(GREEDY)
    assert found.marketing_effectiveness == 1
    assert any("50%" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    ("strength", "expected"), [(1.0, 1), (2.49, 1), (2.5, 3), (3.74, 3), (3.75, 5), (6.0, 5)]
)
def test_levels_follow_strength(strength: float, expected: Level) -> None:
    assert level(strength) == expected


def test_the_better_version_wins_from_either_side() -> None:
    first, second = compared(GOOD, VAGUE), compared(VAGUE, GOOD)
    assert (first.winner, second.winner) == ("A", "B")
    assert first.confidence == second.confidence > 0.8


def test_a_false_promise_loses_however_lively_it_is() -> None:
    verdict = compared(GREEDY, GOOD)
    assert verdict.winner == "B"
    assert "50%" in verdict.reason


def test_the_same_message_twice_is_a_tie() -> None:
    verdict = compared(GOOD, GOOD)
    assert verdict.winner == "tie"
    assert verdict.confidence == 0.5


@settings(max_examples=40)
@given(st.sampled_from(SEGMENTS), st.text(min_size=1, max_size=120), st.text(min_size=1, max_size=120))
def test_swapping_two_versions_swaps_the_verdict(segment: Segment, a: str, b: str) -> None:
    one = compare(CompareInput(a=Message(body=a), b=Message(body=b), audience=segment, channel="im"))
    two = compare(CompareInput(a=Message(body=b), b=Message(body=a), audience=segment, channel="im"))
    assert {"A": "B", "B": "A", "tie": "tie"}[one.winner] == two.winner
    assert one.confidence == two.confidence


@pytest.mark.parametrize(
    "body",
    [
        "Your browsing showed a sore back on three nights. Your beans wait: finish the order here by 5 Dec.",
        "Do you want your child to suffer? House Blend Beans are in your cart, finish your order by 5 Dec.",
        "You grub, your House Blend Beans are in the cart. Finish your order by 5 Dec.",
        "Pay for the House Blend Beans, failing which we shall sell them. Finish your order by 5 Dec.",
    ],
)
def test_what_is_the_wrong_tone_to_the_diagnosis_is_poor_to_the_scorer(body: str) -> None:
    found = scored(Message(body=body))
    assert (found.audience_match, found.marketing_effectiveness) == (1, 1)


@pytest.mark.parametrize(
    "body",
    [
        "The slots for your next lesson open Mon 30 Nov, 9am. Reply YES to keep Thursday, same teacher.",
        "Hope Simba is better! The next dewormer is due on 27 Feb. Reply BOOK and the nurse calls.",
        "Your filter is on my bench until Friday, washed and dried twice. Tell me which day you come.",
    ],
)
def test_a_reminder_that_says_when_and_what_to_do_is_excellent(body: str) -> None:
    message = Message(body=body)
    found = score(ScoreInput(message=message, audience="repeat_buyers", channel="sms"))
    assert found.marketing_effectiveness == 5
    undated = message.model_copy(update={"body": "The slots for lessons open, hope to see you, nurse calls."})
    assert (
        score(ScoreInput(message=undated, audience="repeat_buyers", channel="sms")).marketing_effectiveness
        < 5
    )


def test_a_stock_that_is_counted_is_no_hollow_hurry() -> None:
    hurried = Message(
        body="The lemon tree is $36, was $48, and selling fast. Get yours: https://example.com/m"
    )
    counted = hurried.model_copy(update={"body": hurried.body.replace("selling fast", "18 are left")})
    brief = {"audience": "price_drop_group", "channel": "email"}
    hasty, plain = (score(ScoreInput(message=m, **brief)).reasons for m in (hurried, counted))  # type: ignore[arg-type]
    assert any("hurries" in reason for reason in hasty)
    assert not any("hurries" in reason for reason in plain)
