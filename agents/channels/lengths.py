"""Lengths against what a channel takes."""

from collections.abc import Iterator
from typing import NamedTuple

from agents.channels.subject import finding
from agents.types import LintFinding


class Limit(NamedTuple):
    """Where a length starts to hurt and where it fails, and why ("{}" stands for the number)."""

    warn: int | None
    why_warn: str
    error: int | None
    why_error: str


def length_findings(rule: str, size: int, limit: Limit, *, what: str) -> Iterator[LintFinding]:
    """An error or a warning when `size` characters of `what` are more than `limit` allows."""
    if limit.error is not None and size > limit.error:
        yield finding(
            rule, "error", f"{what} has {size:,} characters; {limit.why_error.format(limit.error)}."
        )
    elif limit.warn is not None and size > limit.warn:
        yield finding(
            rule, "warning", f"{what} has {size:,} characters; {limit.why_warn.format(limit.warn)}."
        )
