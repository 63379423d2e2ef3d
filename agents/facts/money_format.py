"""Money and numbers as a market writes them for its own customers."""

from decimal import Decimal
from functools import cache

from agents.facts.markets import known_market
from agents.facts.numerals import plain
from agents.lexicons import load

_LETTERS_OF_A_CODE = 3


def format_money(value: float, currency: str | None, market: str | None) -> str:
    """An amount as a market writes it for its own customers: "S$5", "Rp25.000", "50.000₫", "₹1,499".

    A foreign currency is written so that it cannot be mistaken ("US$10", "A$5"). Without a currency
    it is the market's; raises `ValueError` if there is no market to tell it.
    """
    own = known_market(market)
    code = (currency or (own.currency if own else "")).upper()
    if not code:
        raise ValueError(f"No currency is known for {value}: give one, or a market we know.")
    if own and own.currency == code:
        return own.own.format(n=format_number(value, market, places=_places(code)))
    sign = load("money")["currencies"].get(code, {}).get("abroad", code)
    space = " " if len(sign) >= _LETTERS_OF_A_CODE and sign.isalpha() else ""
    return f"{sign}{space}{format_number(value, market, places=_places(code))}"


def format_number(value: float, market: str | None, *, places: int | None = None) -> str:
    """A number with the separators of a market.

    If it is not whole it gets `places` decimals, or as many as it has.
    """
    own = known_market(market)
    exact = Decimal(str(value))
    is_whole = exact == exact.to_integral_value()
    whole, _, rest = (
        plain(exact) if is_whole or places is None else f"{exact:.{max(places, 1)}f}"
    ).partition(".")
    thousands, decimal = (own.thousands, own.decimal) if own else (",", ".")
    grouped = _grouped(whole, thousands, indian=bool(own and own.groups == "indian"))
    return f"{grouped}{decimal}{rest}" if rest else grouped


@cache
def _places(currency: str) -> int:
    return int(load("money")["currencies"].get(currency, {}).get("places", 2))


def _grouped(whole: str, sign: str, *, indian: bool) -> str:
    head, tail = whole[:-3], whole[-3:]
    if not head:
        return tail
    step = 2 if indian else 3
    first = len(head) % step
    parts = ([head[:first]] if first else []) + [head[i : i + step] for i in range(first, len(head), step)]
    return sign.join([*parts, tail])
