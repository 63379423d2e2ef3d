"""How a segment's templates score, in bars that give no other shop's template away."""

from collections.abc import Sequence
from statistics import quantiles

from agents.digest.types import Mark, Spread, Standard

FEWEST_SHOPS = 5  # with fewer, a bar could be told to be one competitor's
_FEWEST = 3  # templates in a bar
_BARS = 12
_ALIKE = 1e-6  # points
_TAIL = 20  # the outermost twentieth on either side ends in the outermost bars


def spread_of(scores: Sequence[float], standard: Standard, marks: Sequence[Mark]) -> Spread | None:
    """The shrunk scores of a segment in bars of equal width, joined until each holds three templates.

    None where fewer than five shops, or too few templates, are in it. The outermost bars take in what lies
    beyond the 5th and 95th percentile, so that nobody's best or worst template shows.
    """
    if standard.shops < FEWEST_SHOPS or len(scores) < 2 * _FEWEST:
        return None
    cuts = quantiles(scores, n=_TAIL, method="inclusive")
    low, high = cuts[0], cuts[-1]
    if high - low < _ALIKE:
        return None
    bars = min(_BARS, round(len(scores) ** 0.5) + 2)
    edges = [low + (high - low) * step / bars for step in range(bars + 1)]
    places = [int((min(max(score, low), high) - low) / (high - low) * bars) for score in scores]
    counts = [sum(min(place, bars - 1) == bar for place in places) for bar in range(bars)]
    edges, counts = _joined(edges, counts)
    return Spread(
        audience=standard.audience,
        templates=len(scores),
        shops=standard.shops,
        edges=tuple(edges),
        counts=tuple(counts),
        standard=standard.score,
        marks=tuple(marks),
    )


def _joined(edges: list[float], counts: list[int]) -> tuple[list[float], list[int]]:
    """Bars from the left, each as wide as it takes for the fewest; what is left over joins the last."""
    ends, sizes = [edges[0]], list[int]()
    held = 0
    for end, count in zip(edges[1:], counts, strict=True):
        held += count
        if held >= _FEWEST:
            ends.append(end)
            sizes.append(held)
            held = 0
    ends[-1] = edges[-1]
    sizes[-1] += held
    return ends, sizes
