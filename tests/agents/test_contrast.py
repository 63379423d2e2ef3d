import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.contrast import Seen, evidence, is_certain, measure
from agents.features import features
from agents.types import Pattern

EVERYTHING = frozenset(f.name for f in features())


def _seen(*does: str, could: frozenset[str] = EVERYTHING) -> Seen:
    return Seen(frozenset(does), could)


def _pattern(k1: int, n1: int, k2: int, n2: int) -> Pattern:
    strong = [_seen("gratitude")] * k1 + [_seen()] * (n1 - k1)
    weak = [_seen("gratitude")] * k2 + [_seen()] * (n2 - k2)
    return next(p for p in measure(strong, weak) if p.name == "gratitude")


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        # The examples of Newcombe's table II, method 10.
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((10, 10, 0, 20), 0.6791, 1.0),
        ((10, 10, 0, 10), 0.6075, 1.0),
    ],
)
def test_the_interval_is_newcombes(counts: tuple[int, int, int, int], low: float, high: float) -> None:
    pattern = _pattern(*counts)
    assert (pattern.lift_low, pattern.lift_high) == pytest.approx((low, high), abs=0.0001)


def test_a_feature_is_counted_only_where_it_could_be_shown() -> None:
    without_offer = EVERYTHING - {"states_amount"}
    strong = [_seen("states_amount")] * 5 + [_seen(could=without_offer)] * 10
    weak = [_seen()] * 6 + [_seen(could=without_offer)] * 3
    pattern = next(p for p in measure(strong, weak) if p.name == "states_amount")
    assert (pattern.n_strong, pattern.n_weak, pattern.share_strong, pattern.share_weak) == (5, 6, 1.0, 0.0)


def test_fewer_than_four_on_a_side_are_not_measured() -> None:
    assert measure([_seen("emoji")] * 3, [_seen()] * 50) == ()
    assert measure([_seen("emoji")] * 4, [_seen()] * 4) != ()


def test_the_best_evidence_comes_first_in_either_direction() -> None:
    strong = [_seen("gratitude")] * 9 + [_seen("gratitude", "emoji")]
    weak = [_seen("shouting")] * 9 + [_seen()]
    first, second, *rest = measure(strong, weak)
    assert {first.name, second.name} == {"gratitude", "shouting"}
    assert all(evidence(p) < evidence(second) for p in rest)


def test_the_more_differences_are_looked_at_the_more_each_has_to_show() -> None:
    pattern = _pattern(10, 12, 3, 12)
    assert pattern.lift_low > 0
    assert is_certain(pattern, among=1)
    assert not is_certain(pattern, among=20)
    assert not is_certain(_pattern(4, 4, 0, 4), among=2)
    assert is_certain(_pattern(11, 12, 1, 12), among=20)
    assert is_certain(_pattern(1, 12, 11, 12), among=20)


@given(st.integers(4, 60), st.integers(4, 60), st.data())
def test_the_interval_holds_the_difference_and_stays_within_bounds(
    n1: int, n2: int, data: st.DataObject
) -> None:
    k1, k2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    pattern, mirrored = _pattern(k1, n1, k2, n2), _pattern(k2, n2, k1, n1)
    assert -1 <= pattern.lift_low <= pattern.lift + 1e-12
    assert pattern.lift - 1e-12 <= pattern.lift_high <= 1
    assert (mirrored.lift_low, mirrored.lift_high) == pytest.approx((-pattern.lift_high, -pattern.lift_low))
