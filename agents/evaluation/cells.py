"""Figures as cells of a table; what is not there is a dash."""

from agents.evaluation.types import Share

NONE = "–"


def count(n: int) -> str:
    """1,234."""
    return f"{n:,}"


def number(value: float | None) -> str:
    """Two decimals."""
    return NONE if value is None else f"{value:.2f}"


def percent(part: Share | None) -> str:
    """One decimal, without the sign."""
    return NONE if part is None else f"{100 * part.rate:.1f}"


def interval(part: Share | None) -> str:
    """From … to, in percent."""
    if part is None or part.interval is None:
        return NONE
    return f"{100 * part.interval.low:.1f} to {100 * part.interval.high:.1f}"
