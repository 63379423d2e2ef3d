"""Numbers that are nothing else, with what they measure: "180g", "5 kg", "SPF50", "two minutes"."""

import re
from functools import cache

from agents.facts.amounts import Amount
from agents.facts.numerals import plain
from agents.facts.page import Page
from agents.facts.types import Fact
from agents.facts.wordlists import either
from agents.lexicons import load_in

_UNITS = {
    "kg": "kg|kgs|kilo|kilos|kilogram|kilograms",
    "g": "g|gm|gms|gr|gram|grams|gramme|grammes",
    "mg": "mg",
    "ml": "ml|mls|cc",
    "l": "l|litre|litres|liter|liters",
    "m": "m|mtr|metre|metres|meter|meters",
    "cm": "cm|cms",
    "mm": "mm",
    "km": "km|kms",
    "in": "inch|inches",
    "ft": "ft|feet|foot",
    "oz": "oz|ounce|ounces",
    "lb": "lb|lbs",
    "second": "sec|secs|second|seconds",
    "minute": "min|mins|minute|minutes",
    "hour": "h|hr|hrs|hour|hours",
    "day": "day|days",
    "week": "week|weeks",
    "month": "month|months",
    "year": "year|years|yr|yrs",
    "w": "w|watt|watts",
    "mah": "mah",
    "gb": "gb",
    "star": "star|stars",
    "gsm": "gsm",
    "c": "°c|°",
    "x": "x|times",
}
_LIST = re.compile(r"(?:^|\n)\s*(?:step )?$")
_LIST_END = re.compile(r"[.):]\s")
_PREFIX = re.compile(r"(?<![a-z0-9])([a-z]{1,5})[ ]?$")
_NAMED = frozenset({"spf", "en", "uk", "us", "eu", "size", "ipx", "vol", "iso", "pa"})
# Figures that stand for a word: "b4", "gr8", "thx 4 buying".
_SLANG = re.compile(
    r"(?<![a-z0-9])(?:b4|gr8|m8|l8r?|4u|2u|2day|2nite|2moro|any1|some1|every1|4ever)(?![a-z0-9])"
    r"|\b(?:thx|thanks|thank u|good|need|time|want|have|got|go|here|ready) [24](?= [a-z])"
)
_LETTERS = re.compile(r"[a-z]*")
_PIECES = frozenset({"", "s", "pc", "pcs"})
_ORDINAL = frozenset({"st", "nd", "rd", "th"})
_WIDEST = 6
_PIECE = "piece"
"""The unit of things that are merely counted, in other languages: no part of what the number is."""


def read_count(page: Page, amount: Amount) -> Fact | None:
    """The number `amount` with its unit, or None when it counts nothing (a list's "1.", "b4", "one")."""
    low, start, end = page.low, amount.start, amount.end
    if _LIST.search(low, max(0, start - 8), start) and _LIST_END.match(low, end):
        return None
    if any(m.end() > start for m in _SLANG.finditer(low, max(0, start - 8), end + 3)):
        return None
    unit = _after(page.tongues).match(low, end)
    if amount.loose:
        return _loose(page, amount, unit)
    if amount.worded:
        return _worded(page, amount, unit)
    if unit:
        return _fact(page, start, unit.end(), amount, _unit(unit[1], page.tongues))
    return _glued(page, amount)


def _loose(page: Page, amount: Amount, unit: re.Match[str] | None) -> Fact | None:
    """A number in the words of another language, which needs its unit; "one" of something counts nothing."""
    if unit is None or amount.value == 1:
        return None
    return _fact(page, amount.start, unit.end(), amount, _unit(unit[1], page.tongues))


def _worded(page: Page, amount: Amount, unit: re.Match[str] | None) -> Fact | None:
    """A number in words; "one" only counts when it measures ("one minute", not "one of us")."""
    if unit and len(unit[1]) > 1 and unit[1] != "times":
        return _fact(page, amount.start, unit.end(), amount, _unit(unit[1], page.tongues))
    return None if amount.value == 1 else _fact(page, amount.start, amount.end, amount, "")


def _glued(page: Page, amount: Amount) -> Fact:
    """A number with the letters around it: "SPF50", "USB3", "28L", "20s" (twenty pieces), "5th"."""
    low, start = page.low, amount.start
    tail = _LETTERS.match(low, amount.end)
    letters = tail[0] if tail else ""
    named = _PREFIX.search(low, max(0, start - _WIDEST), start)
    if named and (low[start - 1] != " " or named[1] in _NAMED):
        return _fact(
            page, named.start(1), amount.end + len(letters), amount, f"{named[1]}-{letters}".rstrip("-")
        )
    unit = "" if letters in _PIECES else "th" if letters in _ORDINAL else letters
    return _fact(page, start, amount.end + len(letters), amount, unit)


@cache
def _after(tongues: frozenset[str]) -> re.Pattern[str]:
    # A day of Thai or Chinese is not counted where it begins another word: วันนี้ is today.
    return re.compile(rf"[ -]?[多余餘]?({either(_units(tongues))})(?![a-zà-ỿ]|นี้|中)")


def _unit(name: str, tongues: frozenset[str]) -> str:
    unit = _units(tongues).get(name, name)
    return "" if unit == _PIECE else unit


@cache
def _units(tongues: frozenset[str]) -> dict[str, str]:
    """Every name of a unit, and the unit."""
    others: dict[str, list[str]] = load_in("reading", tongues).get("units", {})
    english = {name: unit for unit, names in _UNITS.items() for name in names.split("|")}
    return {name: unit for unit, names in others.items() for name in names} | english


def _fact(page: Page, start: int, end: int, amount: Amount, unit: str) -> Fact:
    key = f"number:{plain(amount.value)}" + (f":{unit}" if unit else "")
    return Fact(kind="number", text=page.quote(start, end), key=key, start=start, end=end)
