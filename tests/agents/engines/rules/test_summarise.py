import pytest

from agents.contrast import Seen, measure
from agents.engines.rules.summarise import summarise
from agents.engines.tasks import SummariseInput
from agents.features import features
from agents.types import Contrast, Segment

EVERYTHING = frozenset(f.name for f in features())


def _said(strong: list[str], weak: list[str], *, n: int = 12, segment: Segment = "new_buyers") -> str:
    """The summary when all strong ones do these things, all weak ones those, of `n` each."""
    sides = [[Seen(frozenset(does), EVERYTHING)] * n for does in (strong, weak)]
    contrast = Contrast(segment=segment, scope="own", n_strong=n, n_weak=n, patterns=measure(*sides))
    return summarise(SummariseInput(contrast=contrast)).text


def test_patterns_are_told_in_counts() -> None:
    assert "12 of the 12 that carry an offer state the amount; of the weak ones 0 of 12." in _said(
        ["states_amount"], []
    )


def test_what_weak_ones_do_is_told_as_well() -> None:
    assert "0 of 12 hurry the reader; of the weak ones 12 of 12." in _said([], ["hurries"])


def test_at_most_three_sentences_are_said() -> None:
    text = _said(["states_amount", "gratitude", "asks_question", "service_help", "names_item"], [])
    assert text.count("of the weak ones") == 3


def test_a_difference_that_is_no_advice_is_not_told() -> None:
    assert "link" not in _said(["has_link"], [])


@pytest.mark.parametrize("word", ["because", "works", "proves", "leads to", "boosts", "will"])
def test_no_summary_claims_a_cause(word: str) -> None:
    assert word not in _said(["states_amount", "gratitude"], ["shouting"])


def test_when_nothing_is_certain_that_is_what_is_said() -> None:
    assert _said(["gratitude"], ["gratitude"], n=5) == (
        "Between this shop's 5 strong and 5 weak messages to people who bought from you for the first time, "
        "not long ago, no difference in the writing is large enough to rule out chance."
    )


def test_a_difference_that_may_be_chance_is_called_that() -> None:
    text = _said(["gratitude"], [], n=4)
    assert (
        "no difference in the writing is large enough to rule out chance. The clearest: 4 of 4 strong" in text
    )
    assert "0 of 4 weak ones say thank you, one of " in text
