"""The published figures are theirs, and agree with one another as far as rounding goes."""

import pytest

from agents.evaluation.paper import published, published_runs
from agents.types import SEGMENTS


def test_every_segment_and_the_whole_is_there() -> None:
    assert tuple(published()) == (*SEGMENTS, "overall")


def test_the_counts_add_up() -> None:
    lines = published()
    assert sum(lines[segment].count for segment in SEGMENTS) == lines["overall"].count == 3957


@pytest.mark.parametrize("name", [*SEGMENTS, "overall"])
def test_a_change_is_that_of_its_means(name: str) -> None:
    for moved in (published()[name].audience, published()[name].market):
        assert abs(100 * (moved.after / moved.before - 1) - moved.change) < 0.2


def test_the_whole_is_the_mean_of_the_segments() -> None:
    lines = published()
    whole = lines["overall"]
    mean = sum(lines[s].count * lines[s].preferred for s in SEGMENTS) / whole.count
    assert abs(mean - whole.preferred) < 0.05


def test_the_first_run_of_the_ablation_is_the_one_of_the_tables() -> None:
    first, whole = published_runs()[0], published()["overall"]
    assert (first.audience, first.market, first.preferred) == (whole.audience, whole.market, whole.preferred)
    assert len(published_runs()) == 6
