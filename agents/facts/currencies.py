"""The currencies of `lexicons/money.toml`, looked up by the sign or word that stands for them."""

from functools import cache
from typing import Literal

from agents.facts.markets import known_market
from agents.lexicons import load

Side = Literal["before", "after"]


@cache
def currency_of(sign: str, side: Side, market: str | None) -> str | None:
    """The ISO code that a sign or word in lower case stands for in a market, or None.

    A shared sign ("$") is the market's own currency if that is one of those it may stand for.
    """
    money = load("money")
    own = known_market(market)
    if own and money["local"][side].get(sign) == own.currency:
        return own.currency
    shared: list[str] | None = money["shared"][side].get(sign)
    if shared:
        return own.currency if own and own.currency in shared else shared[0]
    named = next((code for code, c in money["currencies"].items() if sign in c[side]), None)
    return named or (cents_of(sign, market) if side == "after" else None)


@cache
def cents_of(sign: str, market: str | None) -> str | None:
    """The currency of which a word names the hundredth part ("sen", "p"), or None."""
    money, own = load("money"), known_market(market)
    if sign in {"cents", "¢"}:
        return currency_of("$", "before", market) if not own or own.currency != "EUR" else "EUR"
    if sign == "p":
        return "GBP" if own and own.currency == "GBP" else None
    return next((code for code, c in money["currencies"].items() if sign in c.get("cents", [])), None)
