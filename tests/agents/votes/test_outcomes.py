"""What campaigns brought counts where it is no noise."""

from typing import Any

from agents.votes.outcomes import outcome_votes
from store.rows import MeasuredRow


def row(body: str, mean: float, error: float = 0.1, **values: Any) -> MeasuredRow:
    told: dict[str, Any] = {"set": "s1", "title": None, "audience": "new_buyers", "channel": "push"}
    told |= {"shop": "Kopi", "market": "SG", "product": None, "voucher": None, "delivered": 1000}
    return MeasuredRow(**told | {"body": body, "mean": mean, "error": error} | values)


def told(*rows: MeasuredRow) -> list[tuple[str, str]]:
    return [(v.pair.chosen.body, v.pair.rejected.body) for v in outcome_votes(rows, merchant_id="m1")]


def test_the_version_that_brought_surely_more_is_preferred() -> None:
    assert told(row("Weak", 1.0), row("Strong", 2.0)) == [("Strong", "Weak")]


def test_a_difference_that_may_be_noise_says_nothing() -> None:
    assert told(row("One", 1.0), row("Other", 1.2)) == []
    assert told(row("One", 1.0, 0.0), row("Other", 1.0, 0.0)) == []


def test_versions_of_different_sets_are_never_compared() -> None:
    assert told(row("Weak", 1.0), row("Strong", 2.0, set="s2")) == []


def test_the_same_words_sent_twice_say_nothing() -> None:
    assert told(row("Same  words", 1.0), row("Same words", 2.0)) == []


def test_an_outcome_is_nobodys_vote_and_counts_how_sure_it_is() -> None:
    (sure,) = outcome_votes([row("Weak", 1.0), row("Strong", 2.0)], merchant_id="m1")
    (less,) = outcome_votes([row("Weak", 1.0), row("Strong", 1.25)], merchant_id="m1")
    assert sure.person.startswith("outcome:")
    assert 0.9 <= less.pair.weight < sure.pair.weight <= 1
