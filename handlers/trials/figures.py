"""Figures of trials as they are told."""

from agents.trials.types import Span


def percent(share: float, digits: int = 0) -> str:
    """A share: "18 %", "0.75 %", "−4 %"."""
    told = f"{abs(100 * share):.{digits}f} %"
    return f"−{told}" if share < 0 and float(told[:-2]) else told


def signed(share: float) -> str:
    """A relative change: "+18 %", "−4 %"."""
    told = percent(share)
    return told if told.startswith("−") else f"+{told}"


def span(ends: Span | None) -> str:
    """An interval of relative changes: "[4 %, 33 %]", "" where there is none."""
    return f"[{percent(ends.low)}, {percent(ends.high)}]" if ends else ""


def chance(probability: float | None) -> str:
    """A probability, never rounded to certainty: "97 %", "99.6 %", "over 99.9 %"."""
    known = probability or 0.0
    if known > 0.999:  # noqa: PLR2004 - what the words say
        return "over 99.9 %"
    return percent(known, 1 if known >= 0.995 else 0)  # noqa: PLR2004 - which would be told as 100
