"""Long lists in pages: limits, cursors, and the span of time that is asked for."""

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from playground.api.ask import Ask
from playground.api.errors import SlackError
from playground.world.nouns import Json

Item = TypeVar("Item")
MAX_LIMIT = 999


def page(ask: Ask, items: Sequence[Item], *, default: int = 100) -> tuple[list[Item], Json]:
    """One page and what the answer says about the next one. Raises SlackError invalid_cursor."""
    limit = min(ask.number("limit", default) or default, MAX_LIMIT)
    if limit < 1:
        raise SlackError("invalid_limit")
    start = _position(ask.text("cursor"))
    rest = start + limit < len(items)
    cursor = base64.b64encode(f"next:{start + limit}".encode()).decode() if rest else ""
    return list(items[start : start + limit]), {"response_metadata": {"next_cursor": cursor}}


def in_span(ask: Ask, messages: Sequence[Json]) -> list[Json]:
    """The messages between `oldest` and `latest`; `inclusive` takes those at the very ends too."""
    oldest, latest = _stamp(ask, "oldest", "0"), _stamp(ask, "latest", "inf")
    if ask.flag("inclusive"):
        return [m for m in messages if oldest <= float(m["ts"]) <= latest]
    return [m for m in messages if oldest < float(m["ts"]) < latest]


def _stamp(ask: Ask, name: str, default: str) -> float:
    try:
        return float(ask.text(name) or default)
    except ValueError:
        raise SlackError(f"invalid_ts_{name}") from None


def _position(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except (binascii.Error, ValueError):
        raise SlackError("invalid_cursor") from None
