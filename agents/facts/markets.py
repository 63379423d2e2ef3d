"""The markets of `lexicons/money.toml`: how each writes its money and its days."""

from functools import cache
from typing import Literal

from agents.lexicons import load
from agents.types import Value


class Market(Value):
    """How one market writes its own money and its days; `own` holds "{n}" for the number."""

    currency: str
    own: str
    thousands: str = ","
    decimal: str = "."
    groups: Literal["western", "indian"] = "western"
    month_first: bool = False


@cache
def known_market(code: str | None) -> Market | None:
    """The market of a two-letter code ("UK" counts as "GB"), or None."""
    lexicon = load("money")
    name = (code or "").strip().upper()
    entry = lexicon["markets"].get(lexicon["also"].get(name, name))
    return Market(**entry) if entry else None


def market_code(code: str | None) -> str | None:
    """The code under which a market is known, or None."""
    lexicon = load("money")
    name = (code or "").strip().upper()
    name = lexicon["also"].get(name, name)
    return name if name in lexicon["markets"] else None
