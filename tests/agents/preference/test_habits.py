import pytest

from agents.copy_facts import Known
from agents.preference import Pair, habits
from agents.types import Message, Voucher
from tests.agents.preference.shops import liking_emoji

FIVE_OFF = Known(voucher=Voucher(title="S$5 OFF", type="fixed", value=5, currency="SGD"))


def offers_first(n: int, *, likes: bool = True, start: int = 0) -> list[Pair]:
    """`n` choices of a message with its offer first, or of the one with its offer last."""
    first = Message(body="Take S$5 off your order. Your beans are waiting in the shop")
    last = Message(body="Your beans are waiting in the shop. Take S$5 off your order")
    chosen, rejected = (first, last) if likes else (last, first)
    return [
        Pair(
            chosen=chosen,
            rejected=rejected,
            merchant_id="m01",
            group=f"c{i}",
            source="choice",
            known=FIVE_OFF,
        )
        for i in range(start, start + n)
    ]


def sentences(pairs: list[Pair]) -> list[str]:
    """What is told of them, however much."""
    return [habit.sentence for habit in habits(pairs, most=50)]


def test_a_habit_is_told_with_its_counts() -> None:
    pairs = [*offers_first(14), *offers_first(3, likes=False, start=14)]
    assert "Your team chose the version that puts the offer first in 14 of 17 choices." in sentences(pairs)


def test_what_is_passed_over_is_told_as_well() -> None:
    assert sentences(liking_emoji(9, likes=False))[0] == (
        "Your team passed over the version that uses emoji in 9 of 9 choices."
    )


def test_few_choices_or_even_ones_are_no_habit() -> None:
    assert not habits(liking_emoji(5))
    assert not habits([*liking_emoji(8), *liking_emoji(5, start=20, likes=False)])


def test_a_choice_counts_once_however_many_were_rejected() -> None:
    pairs = liking_emoji(5)
    others = [
        pair.model_copy(update={"rejected": Message(body=f"{pair.rejected.body} ({i})")})
        for pair in pairs
        for i in range(3)
    ]
    assert not any(h.name == "emoji" for h in habits([*pairs, *others], most=50))


def test_people_who_disagree_on_a_choice_do_not_count_for_either_side() -> None:
    even = [*liking_emoji(10), *liking_emoji(10, likes=False)]
    assert not habits(even)
    heavier = [pair.model_copy(update={"weight": 2.0}) for pair in liking_emoji(10)]
    assert habits([*heavier, *liking_emoji(10, likes=False)])[0].choices == 10


def test_only_what_differed_is_counted() -> None:
    assert "greets" not in " ".join(sentences(liking_emoji(20)))


def test_a_clearly_shorter_version_can_be_a_habit() -> None:
    long = "Your beans are waiting in the shop, and they would be glad to see you there again some day"
    short = Message(body="Your beans wait")
    pairs = [
        Pair(chosen=short, rejected=Message(body=long), group=f"c{i}", source="choice") for i in range(8)
    ]
    assert "Your team chose the version that is clearly shorter in 8 of 8 choices." in sentences(pairs)


@pytest.mark.parametrize(("body", "shown"), [("Hello 🎁", True), ("Hello", False)])
def test_a_habit_is_a_reason_only_for_messages_that_show_it(body: str, shown: bool) -> None:
    assert habits(liking_emoji(9))[0].shown_by(Message(body=body)) is shown
