"""The bounds of sequential looks, beside the published ones and by simulation."""

import numpy as np
import pytest

from agents.trials.spending import NEVER, Bounds, spent

# Five looks at equal distances, two-sided 5 %: Lan and DeMets (1983); also Jennison and Turnbull, Group
# Sequential Methods (2000), and the manual of R's ldbounds.
PUBLISHED = [4.8769, 3.3569, 2.6803, 2.2898, 2.0310]


def test_five_looks_ask_for_what_is_published() -> None:
    bounds = Bounds(0.025)
    assert [bounds.at(look / 5) for look in range(1, 6)] == pytest.approx(PUBLISHED, abs=2e-4)


def test_one_look_at_the_end_asks_for_the_quantile() -> None:
    assert Bounds(0.025).at(1.0) == pytest.approx(1.959964, abs=1e-4)
    assert Bounds(0.025).at(0.8, last=True) == pytest.approx(1.959964, abs=1e-4)


def test_a_look_that_comes_too_early_says_nothing() -> None:
    assert Bounds(0.025).at(0.02) == NEVER
    assert spent(0.025, 0) == 0
    assert spent(0.025, 1) == pytest.approx(0.025)


def test_more_is_allowed_at_every_further_look() -> None:
    bounds = Bounds(0.025)
    found = [bounds.at(look / 50) for look in range(1, 51)]
    assert found == sorted(found, reverse=True)
    assert 2.1 < found[-1] < 2.3


@pytest.mark.parametrize("looks", [np.linspace(0.05, 1, 20), np.array([0.1, 0.11, 0.4, 0.9, 1.3])])
def test_chance_crosses_the_bounds_as_often_as_it_may(looks: "np.ndarray") -> None:
    """A process without drift, looked at whenever: 2.5 % above, within what 40,000 runs can tell."""
    bounds = Bounds(0.025)
    asked = np.array([bounds.at(float(done)) for done in looks])
    steps = np.sqrt(np.diff(looks, prepend=0))
    walks = np.cumsum(np.random.default_rng(5).normal(size=(40_000, len(looks))) * steps, axis=1)
    crossed = (walks / np.sqrt(looks) > asked).any(axis=1).mean()
    assert crossed == pytest.approx(0.025, abs=0.0025)
