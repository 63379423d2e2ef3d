"""The signs and words of money around a number, as patterns."""

import re
from functools import cache

from agents.facts.currencies import Side
from agents.facts.markets import known_market, market_code
from agents.facts.wordlists import LETTERS, either
from agents.lexicons import load


@cache
def before_number(market: str | None) -> re.Pattern[str]:
    """A sign of money at the end of what stands before a number; group 1 is the sign."""
    signs = _signs("before", market)
    words, marks = either(s for s in signs if s[0].isalpha()), either(s for s in signs if not s[0].isalpha())
    return re.compile(rf"((?<![{LETTERS}])(?:{words})|(?:{marks}))\s?$")


@cache
def after_number(market: str | None) -> re.Pattern[str]:
    """A multiplier and a sign or word of money right behind a number; groups "times" and "sign"."""
    times, signs = either(load("money")["multipliers"]), either(_signs("after", market))
    end = rf"(?![{LETTERS}]|\.m\b)"
    # "30,- €" has a dash where cents would stand.
    return re.compile(rf"(?:\s?(?P<times>{times}){end})?(?:(?:[.,][-–—])?[ -]?(?P<sign>{signs}){end})?")


@cache
def multiplier(word: str) -> int:
    """What a word behind a number multiplies it by; 1 for no word."""
    return int(load("money")["multipliers"][word]) if word else 1


@cache
def bare_thousands(market: str | None) -> frozenset[str]:
    """Multipliers that mean money without any sign in this market."""
    return frozenset(load("money")["thousands"].get(market_code(market) or "", ()))


@cache
def _signs(side: Side, market: str | None) -> frozenset[str]:
    """Every sign and word of one side that counts in a market."""
    money, own = load("money"), known_market(market)
    signs = {s for c in money["currencies"].values() for s in c[side]} | set(money["shared"][side])
    if side == "after":
        signs |= {s for c in money["currencies"].values() for s in c.get("cents", [])}
    signs |= {s for s, code in money["local"][side].items() if own and code == own.currency}
    return frozenset(signs)
