"""Numbers as a shop's market writes them, and dates."""

from datetime import date

from agents.facts.markets import known_market
from agents.facts.money_format import format_number


def day(one: date) -> str:
    """A date as people say it: "23 Nov"."""
    return f"{one.day} {one:%b}"


def whole(value: float, market: str | None) -> str:
    """A count, grouped as the market does it."""
    return format_number(round(value), market)


def points(value: float, market: str | None) -> str:
    """A score with two decimals."""
    own = known_market(market)
    units, rest = divmod(round(abs(value) * 100), 100)
    minus = "−" if value < 0 and (units or rest) else ""
    return f"{minus}{format_number(units, market)}{own.decimal if own else '.'}{rest:02}"


def percent(share: float) -> str:
    """A change as a percentage, with its sign."""
    rounded = round(share * 100)
    return f"−{-rounded}%" if rounded < 0 else f"+{rounded}%"
