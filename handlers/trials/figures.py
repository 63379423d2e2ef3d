"""Figures of trials as they are told."""

from agents.trials.types import Span


def percent(share: float, digits: int = 0) -> str:
    """A share: "18 %", "0.75 %", "−4 %"."""
    told = f"{abs(100 * share):.{digits}f} %"
    return f"−{told}" if share < 0 and float(told[:-2]) else told


def rate(share: float) -> str:
    """How many of a hundred messages: "3.1 %", "0.21 %"."""
    return percent(share, 1 if share >= 0.01 else 2)  # noqa: PLR2004 - below, one digit says little


def signed(share: float) -> str:
    """A relative change: "+18 %", "−4 %"."""
    told = percent(share)
    return told if told.startswith("−") else f"+{told}"


def span(ends: Span | None) -> str:
    """An interval of relative changes: "[4 %, 33 %]", "" where there is none."""
    return f"[{percent(ends.low)}, {percent(ends.high)}]" if ends else ""
