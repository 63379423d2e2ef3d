"""The figures of a preference model as pictures."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from evals.preference_report import Report

_OURS, _OTHER, _FLOOR, _GREY = "#0b6e6e", "#c2410c", "#9aa5ab", "#bbbbbb"
_FLOORS = {"all pairs": 0.568, "significant pairs": 0.648}
"""What logistic regression on MiniLM vectors or character n-grams reaches on later weeks than these."""


def picture_of(report: Report) -> bytes:
    """Learning curve, and what came of what was said, as PNG."""
    figure, (left, right) = _canvas()
    steps = report.curve
    for name, colour, shares in (
        ("all pairs", _OURS, [s.every for s in steps]),
        ("significant pairs", _OTHER, [s.significant for s in steps]),
    ):
        tests = [s.tests for s in steps]
        left.plot(tests, [s.rate for s in shares], "o-", color=colour, label=name)
        left.fill_between(tests, [s.low for s in shares], [s.high for s in shares], color=colour, alpha=0.12)
        left.axhline(_FLOORS[name], color=colour, lw=0.8, ls=":")
    left.set(title="What it learns", xlabel="tests it learned from", ylabel="right on tests it did not see")
    left.legend(frameon=False, loc="lower right")
    said = [b.said for b in report.bins]
    right.plot([0, 1], [0, 1], color=_GREY, lw=0.8, ls="--")
    right.plot(said, [b.was for b in report.bins], color=_OURS, lw=1)
    right.scatter(said, [b.was for b in report.bins], s=[8 + b.of / 3 for b in report.bins], color=_OURS)
    right.axvspan(0.5 - report.band, 0.5 + report.band, color=_FLOOR, alpha=0.15, lw=0)
    title = f"What it says comes true (calibration error {report.ece:.3f})"
    right.set(title=title, xlabel="probability it gave", ylabel="how often so", xlim=(0, 1), ylim=(0, 1))
    note = "Bands: 95 % bootstrap over tests. Dotted: floors known for later weeks. Grey: no opinion. "
    return _written(figure, note + "Data: Upworthy Research Archive, CC BY 4.0.")


def picture_of_learning(curves: dict[str, dict[str, Sequence[float]]], note: str) -> bytes:
    """One panel a title, one line a name: the share of first choices that were the favourite, as PNG."""
    figure, panels = _canvas(len(curves))
    colours = (_OURS, _OTHER, "#5b4b8a", "#b8860b", "#3b6ea5", "#7a7a7a")
    for panel, (title, lines) in zip(panels, curves.items(), strict=True):
        for colour, (name, rates) in zip(colours, lines.items(), strict=False):
            style = {"ls": "--", "color": _FLOOR} if name == "no learning" else {"color": colour}
            panel.plot(range(len(rates)), rates, label=name, **style)
        panel.set(title=title, xlabel="reactions seen", ylim=(0, 1.02))
        panel.legend(frameon=False, loc="lower right", fontsize=8)
    panels[0].set_ylabel("first choice is the team's favourite")
    return _written(figure, note)


def _canvas(panels: int = 2) -> tuple[Any, Any]:
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - only for the picture
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(5.6 * panels, 4.6), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots(1, panels, squeeze=False)[0]
    for panel in axes:
        panel.grid(color="#eeeeee")
        panel.set_axisbelow(True)
        panel.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _written(figure: Any, note: str) -> bytes:  # noqa: ANN401 - matplotlib's
    figure.supxlabel(note, fontsize=8, x=0.01, ha="left", color="#444444")
    written = BytesIO()
    figure.savefig(written, format="png", dpi=130, metadata={"Software": None})
    return written.getvalue()
