"""Means before and after as cells of a table."""

from agents.evaluation.cells import NONE
from agents.evaluation.types import Move


def score(move: Move | None) -> tuple[str, str, str]:
    """Before, after, and the change in percent."""
    if move is None:
        return (NONE, NONE, NONE)
    return (f"{move.before:.2f}", f"{move.after:.2f}", change(move))


def change(move: Move | None) -> str:
    """The change in percent, with its sign."""
    # Minus zero would look like a loss.
    return NONE if move is None else f"{round(move.change, 1) + 0.0:+.1f}"
