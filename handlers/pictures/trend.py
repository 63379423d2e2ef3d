"""How a shop's messages did in the last weeks."""

from collections.abc import Sequence
from typing import Any

from agents.digest.types import WeekMean
from handlers.digest.numbers import day, points, whole
from handlers.pictures.paper import MARKED, QUIET, drawn

_HEIGHT = 2.9  # inches
_FEWEST = 3  # weeks with messages make a trend
_EVERY = 3  # weeks between two dates on the axis
_SMALLEST, _LARGEST = 40.0, 420.0  # square points of a mark


def has_trend(trend: Sequence[WeekMean]) -> bool:
    """Whether there are enough weeks to draw."""
    return sum(week.score is not None for week in trend) >= _FEWEST


def trend_picture(trend: Sequence[WeekMean], market: str | None) -> bytes:
    """The mean score of what was sent each week; the larger a mark, the more was sent."""
    told = [(place, week.score, week.delivered) for place, week in enumerate(trend) if week.score is not None]
    places, scores = [place for place, *_ in told], [score for _, score, _ in told]
    most = max(delivered for *_, delivered in told)
    sizes = [_SMALLEST + _LARGEST * delivered / most for *_, delivered in told]

    def draw(figure: Any, panels: list[Any]) -> None:  # noqa: ANN401 - matplotlib's own
        (axes,) = panels
        axes.plot(places, scores, color=QUIET, lw=2, zorder=1)
        axes.scatter(places, scores, s=sizes, color=MARKED, zorder=2)
        axes.set(xlim=(-0.6, len(trend) - 0.4), ylim=(min(*scores, 0.0), max(*scores, 0.0) * 1.25 or 1.0))
        axes.set_xticks(*_dates(trend))
        axes.locator_params(axis="y", nbins=4)
        axes.yaxis.set_major_formatter(lambda value, _: points(value, market))
        axes.grid(axis="y", color=QUIET, alpha=0.35)
        axes.set_title("Mean score of what you sent, week by week")
        figure.supxlabel("Larger mark: more messages")

    return drawn(_HEIGHT, 1, draw)


def trend_words(trend: Sequence[WeekMean], market: str | None) -> str:
    """The same facts in words."""
    weeks = [
        f"{day(week.monday)} {points(week.score, market)} ({whole(week.delivered, market)} delivered)"
        for week in trend
        if week.score is not None
    ]
    return f"Mean score of what you sent, by the week it went out in: {'; '.join(weeks)}."


def _dates(trend: Sequence[WeekMean]) -> tuple[list[int], list[str]]:
    places = list(range(len(trend) - 1, -1, -_EVERY))[::-1]
    return places, [day(trend[place].monday) for place in places]
