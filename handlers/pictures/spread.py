"""Where a shop's templates stand in their segments."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from agents.digest.types import Mark, Spread
from handlers.digest.numbers import points, whole
from handlers.pictures.paper import GOAL, INK, MARKED, QUIET, drawn
from handlers.words import SEGMENT

Axes = Any  # matplotlib's, which takes half a second to load
_PANEL, _LEGEND_HEIGHT = 2.3, 0.5  # inches
_ROWS = 3  # heights for numbers that would lie on each other
_NEAR = 0.07  # of the width: numbers nearer than this do
_TOP = 1.0  # the highest bar
_DASHED = (0, (3, 2))
_WHERE = (1.16, 1.42, 1.68)
_NUMBER: Any = {"ha": "center", "va": "center_baseline", "color": "white", "weight": "bold", "zorder": 5}


def spread_picture(spreads: Sequence[Spread], market: str | None) -> bytes:
    """A panel for each segment: all shops' templates as bars, this shop's marked, those to fix by number."""

    def draw(figure: Any, axes: list[Axes]) -> None:  # noqa: ANN401 - matplotlib's own
        for place, spread in zip(axes, spreads, strict=True):
            _panel(place, spread, market)
        figure.legend(handles=_key(), loc="outside lower center", ncols=3, frameon=False, fontsize=12.5)

    return drawn(_LEGEND_HEIGHT + _PANEL * len(spreads), len(spreads), draw)


def spread_words(spreads: Sequence[Spread], market: str | None) -> str:
    """The same facts in words."""
    return "Scores beside all shops' messages to the same people. " + " ".join(
        _told(spread, market) for spread in spreads
    )


def _panel(axes: Axes, spread: Spread, market: str | None) -> None:
    widths = [b - a for a, b in pairwise(spread.edges)]
    heights = [count / width for count, width in zip(spread.counts, widths, strict=True)]
    tallest = max(heights)
    axes.bar(
        spread.edges[:-1],
        [height / tallest * _TOP for height in heights],
        [width * 0.94 for width in widths],
        align="edge",
        color=QUIET,
        alpha=0.45,
    )
    axes.axvline(spread.standard, color=GOAL, lw=2.5, ls=_DASHED, ymax=0.72)
    others = [mark.score for mark in spread.marks if not mark.position]
    axes.scatter(others, [0.09] * len(others), marker="D", s=46, color=INK, zorder=3)
    to_fix = sorted((mark for mark in spread.marks if mark.position), key=lambda mark: mark.score)
    left, right = _limits(spread)
    for mark, row in zip(to_fix, _rows(to_fix, right - left), strict=True):
        axes.plot([mark.score] * 2, [0, _WHERE[row]], color=MARKED, lw=1.6, zorder=2)
        axes.scatter([mark.score], [_WHERE[row]], s=430, color=MARKED, zorder=4)
        axes.text(mark.score, _WHERE[row], str(mark.position), **_NUMBER)
    axes.set(xlim=(left, right), ylim=(0, 1.9), yticks=[])
    axes.locator_params(axis="x", nbins=5)
    axes.xaxis.set_major_formatter(lambda value, _: points(value, market))
    axes.set_title(_title(spread, market))


def _key() -> list[Any]:
    """What the marks mean."""
    from matplotlib.lines import Line2D  # noqa: PLC0415 - loaded by now

    return [
        Line2D([], [], color=MARKED, marker="o", ms=13, ls="", label="to fix, by number"),
        Line2D([], [], color=INK, marker="D", ms=7, ls="", label="your others"),
        Line2D([], [], color=GOAL, lw=2.5, ls=_DASHED, label="strong ones"),
    ]


def _limits(spread: Spread) -> tuple[float, float]:
    everything = [*spread.edges, *(mark.score for mark in spread.marks), spread.standard]
    low, high = min(everything), max(everything)
    room = (high - low) * 0.06
    return low - room, high + room


def _rows(marks: Sequence[Mark], width: float) -> list[int]:
    """A height for each number, so that neighbours don't lie on each other."""
    rows: list[int] = []
    for number, mark in enumerate(marks):
        near = number and mark.score - marks[number - 1].score < _NEAR * width
        rows.append((rows[-1] + 1) % _ROWS if near else 0)
    return rows


def _title(spread: Spread, market: str | None) -> str:
    return f"{SEGMENT[spread.audience]}: {whole(spread.templates, market)} templates, {spread.shops} shops"


def _told(spread: Spread, market: str | None) -> str:
    first, last = points(spread.edges[0], market), points(spread.edges[-1], market)
    to_fix = [
        f"no. {mark.position} at {points(mark.score, market)}"
        for mark in sorted(spread.marks, key=lambda mark: mark.position)
        if mark.position
    ]
    others = sorted(mark.score for mark in spread.marks if not mark.position)
    also = f". Your others at {'; '.join(points(score, market) for score in others)}" if others else ""
    return (
        f"{_title(spread, market)}, nine in ten of them between {first} and {last}; strong ones reach "
        f"{points(spread.standard, market)}. To fix: {'; '.join(to_fix)}{also}."
    )
