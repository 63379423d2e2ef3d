"""Intervals: the same for the same seed, as wide as they should be."""

import math

from agents.evaluation.bootstrap import move, share


def test_the_same_seed_gives_the_same_interval() -> None:
    hits = [True] * 7 + [False] * 3
    assert share(hits, seed=1) == share(hits, seed=1)
    assert share(hits, seed=1) != share([*hits, *hits], seed=1)
    pairs = [(1.0, 3.0), (3.0, 5.0), (1.0, 5.0)]
    assert move(pairs, seed=1) == move(pairs, seed=1)


def test_a_share_lies_in_an_interval_as_wide_as_theory_has_it() -> None:
    found = share([True] * 600 + [False] * 400, seed=0)
    assert found is not None
    assert found.interval is not None
    reach = 1.96 * math.sqrt(0.6 * 0.4 / 1000)
    assert abs(found.interval.low - (0.6 - reach)) < 0.004
    assert abs(found.interval.high - (0.6 + reach)) < 0.004


def test_more_drafts_make_the_interval_narrower() -> None:
    def width(count: int) -> float:
        found = share([True, False, True] * count, seed=0)
        assert found is not None
        assert found.interval is not None
        return found.interval.high - found.interval.low

    assert width(100) < width(10) / 2


def test_a_change_is_relative_and_lies_in_its_interval() -> None:
    found = move([(1.0, 2.0)] * 50 + [(2.0, 2.0)] * 50, seed=0)
    assert found is not None
    assert found.interval is not None
    assert (found.before, found.after) == (1.5, 2.0)
    assert math.isclose(found.change, 100 / 3)
    assert found.interval.low < found.change < found.interval.high


def test_a_loss_is_negative() -> None:
    found = move([(5.0, 4.0)] * 3, seed=0)
    assert found is not None
    assert math.isclose(found.change, -20)


def test_nothing_has_neither_share_nor_change() -> None:
    assert share([], seed=0) is None
    assert move([], seed=0) is None
