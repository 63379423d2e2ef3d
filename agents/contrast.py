"""What strong templates do that weak ones don't, counted.

The difference of two shares comes with Newcombe's hybrid score interval (R. G. Newcombe 1998,
Statistics in Medicine 17, 873–890, method 10, from E. B. Wilson's intervals of 1927): honest at
small numbers and at 0 or 100 %. Templates count as independent, which those of one shop are not
quite, and quartiles are themselves estimates: another reason to say only what is beyond doubt.
"""

import math
from collections.abc import Sequence
from statistics import NormalDist
from typing import NamedTuple

from agents.copy_facts import Known
from agents.features import Feature, applicable, copy_features, features
from agents.types import Message, Pattern

FEWEST = 4
"""Templates on either side from which a share is worth telling."""
_SURE = 0.95


class Seen(NamedTuple):
    """A template as counted: what it does, and what it could have done."""

    does: frozenset[str]
    could: frozenset[str]


def look_at(message: Message, known: Known) -> Seen:
    """One template, ready to be counted."""
    return Seen(copy_features(message, known), applicable(message, known))


def measure(strong: Sequence[Seen], weak: Sequence[Seen]) -> tuple[Pattern, ...]:
    """Every feature that at least `FEWEST` templates on either side could show, best evidence first.

    Evidence is how far from zero the nearer end of the 95 % interval lies, in either direction; of
    equals the lexicon's order decides.
    """
    found = [_pattern(feature, strong, weak) for feature in features()]
    return tuple(sorted((p for p in found if p), key=lambda p: -round(evidence(p), 6)))


def evidence(pattern: Pattern) -> float:
    """The least difference, 0–1, that its interval leaves; negative if no difference is possible too."""
    return max(pattern.lift_low, -pattern.lift_high)


def is_certain(pattern: Pattern, *, among: int) -> bool:
    """Whether the difference stands although `among` differences were looked at.

    Its interval leaves out zero, and Fisher's exact test gives it less than 0.05/among (Bonferroni):
    the chance of saying anything false about a segment, not about one pattern, stays below 5 %. The
    exact test is asked as well because at four against four the interval alone is too bold.
    """
    return evidence(pattern) > 0 and _fisher(*_counts(pattern)) * max(1, among) < 1 - _SURE


def _pattern(feature: Feature, strong: Sequence[Seen], weak: Sequence[Seen]) -> Pattern | None:
    sides = [[feature.name in s.does for s in side if feature.name in s.could] for side in (strong, weak)]
    (k1, n1), (k2, n2) = ((sum(side), len(side)) for side in sides)
    if min(n1, n2) < FEWEST:
        return None
    low, high = _difference(k1, n1, k2, n2)
    return Pattern(
        name=feature.name,
        label=feature.label,
        share_strong=k1 / n1,
        share_weak=k2 / n2,
        lift=k1 / n1 - k2 / n2,
        lift_low=low,
        lift_high=high,
        n_strong=n1,
        n_weak=n2,
    )


def _counts(pattern: Pattern) -> tuple[int, int, int, int]:
    n1, n2 = pattern.n_strong, pattern.n_weak
    return round(pattern.share_strong * n1), n1, round(pattern.share_weak * n2), n2


def _difference(k1: int, n1: int, k2: int, n2: int) -> tuple[float, float]:
    """Newcombe's interval for k1/n1 − k2/n2."""
    z = NormalDist().inv_cdf((1 + _SURE) / 2)
    (p1, l1, u1), (p2, l2, u2) = _wilson(k1, n1, z), _wilson(k2, n2, z)
    d = p1 - p2
    return max(-1.0, d - math.hypot(p1 - l1, u2 - p2)), min(1.0, d + math.hypot(u1 - p1, p2 - l2))


def _fisher(k1: int, n1: int, k2: int, n2: int) -> float:
    """The two-sided p-value: all tables with these margins that are no likelier than the one seen."""
    hits, total = k1 + k2, math.comb(n1 + n2, k1 + k2)
    ways = [math.comb(n1, k) * math.comb(n2, hits - k) for k in range(max(0, hits - n2), min(n1, hits) + 1)]
    seen = math.comb(n1, k1) * math.comb(n2, k2)
    return sum(way for way in ways if way <= seen) / total


def _wilson(k: int, n: int, z: float) -> tuple[float, float, float]:
    """The share and its score interval."""
    p = k / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return p, max(0.0, middle - half), min(1.0, middle + half)
