"""What several rewrites brought together."""

import pytest

from agents.trials.effects import Pair, pooled_lift
from agents.trials.types import Counts


def _pair(before: float, after: float, n: int = 2_000, design: str = "randomised") -> Pair:
    def counts(mean: float) -> Counts:
        return Counts(
            delivered=n, clicked=int(n * mean / 10), score_sum=mean * n, score_squares=(2 + mean**2) * n
        )

    return Pair.model_validate({"original": counts(before), "rewrite": counts(after), "design": design})


def test_the_lift_of_one_pair_is_its_own() -> None:
    found = pooled_lift([_pair(0.8, 0.96)])
    assert found is not None
    assert found.lift == pytest.approx(0.2)
    assert found.span.low < 0.2 < found.span.high
    assert (found.pairs, found.delivered, found.design) == (1, 2_000, "randomised")


def test_more_pairs_that_agree_make_it_surer() -> None:
    one, many = pooled_lift([_pair(0.8, 0.96)]), pooled_lift([_pair(0.8, 0.96)] * 6)
    assert one is not None
    assert many is not None
    assert many.lift == pytest.approx(0.2)
    assert many.span.high - many.span.low < (one.span.high - one.span.low) / 2


def test_pairs_that_disagree_make_it_less_sure_than_their_size_alone() -> None:
    agree = pooled_lift([_pair(0.8, 0.88, n=50_000)] * 2)
    differ = pooled_lift([_pair(0.8, 0.64, n=50_000), _pair(0.8, 1.2, n=50_000)])
    assert agree is not None
    assert differ is not None
    assert differ.span.low < 0 < differ.span.high
    assert agree.span.low > 0


def test_one_pair_that_was_not_randomised_makes_the_figure_one_of_before_and_after() -> None:
    found = pooled_lift([_pair(0.8, 0.96), _pair(0.8, 0.9, design="before_after")])
    assert found is not None
    assert found.design == "before_after"


def test_what_is_too_small_or_not_above_zero_is_left_out() -> None:
    assert pooled_lift([_pair(0.8, 0.9, n=20), _pair(-0.1, 0.4)]) is None
    assert pooled_lift([]) is None


def test_clicks_are_compared_where_they_are_asked_for() -> None:
    found = pooled_lift([_pair(0.8, 1.6)], metric="clicks")
    assert found is not None
    assert found.lift == pytest.approx(1.0)
