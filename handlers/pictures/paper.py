"""What all pictures are drawn on: nothing, in colours that read on white and on black alike.

Slack shows them on its own background, light or dark, at the width of a phone: 360 points, a third of
the pixels of ours. So the paper is transparent, every colour is a middle one, and letters are large.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any

INK, QUIET, MARKED, GOAL = "#77808b", "#97a0aa", "#e0701a", "#159488"
_WIDTH, _DPI = 6.0, 180  # inches and dots an inch: 1080 pixels
_STYLE: Any = {
    "font.size": 14.5,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": QUIET,
    "xtick.color": INK,
    "ytick.color": INK,
    "text.parse_math": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 14,
    "axes.titleweight": "bold",
    "axes.titlecolor": INK,
    "figure.labelsize": 12.5,
    "figure.constrained_layout.w_pad": 0.1,
    "figure.constrained_layout.h_pad": 0.08,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
}


def drawn(height: float, panels: int, draw: Callable[[Any, list[Any]], None]) -> bytes:
    """The PNG of what `draw` puts on a figure and its axes, panels one above the other; `height` in inches.

    The same bytes for the same drawing. One at a time in a process: matplotlib's style is global.
    """
    # Half a second to load, and needed once a week.
    from matplotlib import rc_context  # noqa: PLC0415
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    written = BytesIO()
    with rc_context(_STYLE):
        figure = Figure(figsize=(_WIDTH, height), dpi=_DPI, layout="constrained")
        FigureCanvasAgg(figure)
        axes = list(figure.subplots(panels, 1, squeeze=False)[:, 0])
        draw(figure, axes)
        figure.savefig(written, format="png", transparent=True, metadata={"Software": None})
    return written.getvalue()
