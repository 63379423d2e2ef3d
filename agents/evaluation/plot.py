"""A report as a picture: scores before and after, and who was preferred, segment by segment."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from agents.evaluation.paper import published
from agents.evaluation.table import name
from agents.evaluation.types import Line, Move, Report, Share

Axes = Any  # matplotlib's, which takes half a second to load
_OURS, _BEFORE, _THEIRS = "#0b6e6e", "#9aa5ab", "#c2410c"
_HOLLOW: dict[str, Any] = {"facecolors": "white", "s": 22, "zorder": 3}
_BELOW = 0.3  # of the distance between two lines
_SIZE = (13.5, 0.5)  # inches: width, and height of a line
_FRAME = 2.4  # inches above and below the lines
_SCORES, _RATE = (0.8, 5.2), (0, 105)


def picture(report: Report) -> bytes:
    """The picture as PNG. Theirs are the paper's figures, on other data, as hollow marks."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - only for the picture
    from matplotlib.figure import Figure  # noqa: PLC0415

    lines = [line for line in (*report.segments, report.overall) if line.pairs][::-1]
    width, height = _SIZE
    figure = Figure(figsize=(width, _FRAME + height * max(1, len(lines))), layout="constrained")
    FigureCanvasAgg(figure)
    first, second, third = figure.subplots(1, 3, sharey=True, width_ratios=(1, 1, 1.1))
    theirs = [published()[line.name] for line in lines]
    _moves(first, [line.audience for line in lines], [t.audience for t in theirs], "Audience match")
    _moves(second, [line.market for line in lines], [t.market for t in theirs], "Marketing effectiveness")
    _rates(third, lines)
    first.set_yticks(range(len(lines)), [f"{name(line.name)} ({line.pairs})" for line in lines])
    figure.suptitle(_title(report), fontsize=11, x=0.01, ha="left")
    figure.supxlabel(_CAPTION, fontsize=8.5, x=0.01, ha="left", color="#444444")
    written = BytesIO()
    figure.savefig(written, format="png", dpi=130, metadata={"Software": None})
    return written.getvalue()


_CAPTION = (
    "In brackets: pairs of draft and rewrite. Bars: 95 % bootstrap intervals. Hollow: the paper's figures "
    "(other data, judged by GPT-4o).\nA judge's win rate is an opinion about words, not business uplift."
)


def _title(report: Report) -> str:
    setup = report.setup
    simulated = " · demo history: simulated engagement" if report.simulated else ""
    return f"{setup.source} · engine {setup.engine} · judge {setup.judge}{simulated}"


def _moves(axes: Axes, moves: Sequence[Move | None], theirs: Sequence[Move], title: str) -> None:
    """A line from the draft's mean to the rewrite's, for each, and the published one below it."""
    for place, move in enumerate(moves):
        if move is not None:
            axes.plot([move.before, move.after], [place, place], color=_OURS, lw=2, alpha=0.45, zorder=1)
    told = [(place, move) for place, move in enumerate(moves) if move is not None]
    places = [place for place, _ in told]
    axes.scatter([m.before for _, m in told], places, color=_BEFORE, s=42, zorder=2, label="original")
    axes.scatter([m.after for _, m in told], places, color=_OURS, s=42, zorder=3, label="rewrite")
    for place, move in enumerate(theirs):
        low = place - _BELOW
        axes.plot([move.before, move.after], [low, low], color=_THEIRS, lw=1, alpha=0.4, zorder=1)
        axes.scatter([move.before], [low], **_HOLLOW, edgecolors=_BEFORE)
        axes.scatter([move.after], [low], **_HOLLOW, edgecolors=_THEIRS)
    axes.set(title=title, xlim=_SCORES, xticks=(1, 2, 3, 4, 5))
    _finish(axes)


def _rates(axes: Axes, lines: Sequence[Line]) -> None:
    """How many rewrites were preferred, with the interval, beside the published rate."""
    told = [(place, line.preferred) for place, line in enumerate(lines) if line.preferred]
    rates = [100 * part.rate for _, part in told]
    style: dict[str, Any] = {"fmt": "o", "color": _OURS, "ms": 6, "capsize": 3, "lw": 1.4}
    axes.errorbar(
        rates, [place for place, _ in told], xerr=_reach([p for _, p in told]), label="ours", **style
    )
    rates = [published()[line.name].preferred for line in lines]
    places = [place - _BELOW for place in range(len(lines))]
    axes.scatter(rates, places, **_HOLLOW, edgecolors=_THEIRS, label="theirs")
    axes.axvline(50, color="#bbbbbb", lw=0.8, ls="--", zorder=0)
    axes.set(title="Rewrite preferred, % of pairs", xlim=_RATE)
    _finish(axes)


def _reach(parts: Sequence[Share]) -> tuple[list[float], list[float]]:
    """How far the intervals reach below and above the rates, in percent."""
    bounded = [(part.rate, part.interval) for part in parts]
    below = [100 * (rate - i.low) if i else 0.0 for rate, i in bounded]
    above = [100 * (i.high - rate) if i else 0.0 for rate, i in bounded]
    return [max(0.0, b) for b in below], [max(0.0, a) for a in above]


def _finish(axes: Axes) -> None:
    axes.grid(axis="x", color="#eeeeee")
    axes.set_axisbelow(True)
    axes.axhline(0.5, color="#dddddd", lw=0.8, zorder=0)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.07), ncols=2, frameon=False, fontsize=8.5)
