"""Money as our markets write it: read into a normal form, written back as customers expect."""

import re
from functools import cache
from typing import Any, NamedTuple

from agents.lexicons import load

_DOLLARS = {
    "US": "USD",
    "SG": "SGD",
    "AU": "AUD",
    "NZ": "NZD",
    "CA": "CAD",
    "HK": "HKD",
    "TW": "TWD",
    "MX": "MXN",
}
_NUMBER = r"\d{1,3}(?:[.,\u00a0 ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)"
_THOUSANDS = {
    "k": 1_000,
    "rb": 1_000,
    "ribu": 1_000,
    "nghìn": 1_000,
    "jt": 1_000_000,
    "juta": 1_000_000,
    "tr": 1_000_000,
}
_SCALE = r"(?:\s?(?:ribu|rb|nghìn|juta|jt|tr|k))"


class Money(NamedTuple):
    """An amount where it stands in a text. `currency` is ISO 4217, or "?" for a bare sign unknown here."""

    currency: str
    value: float
    start: int
    end: int


def read_money(text: str, *, market: str | None = None) -> list[Money]:
    """Every amount of money in a text, in order. A bare "$" is the market's own dollar."""
    found = []
    for match in _pattern().finditer(text):
        currency = _currency(match, market)
        if currency:
            found.append(
                Money(currency, _value(match["n1"] or match["n2"], match["k1"] or match["k2"]), *match.span())
            )
    return found


def read_number(text: str) -> float:
    """A number with either kind of separators: the last one is decimal unless three digits follow it."""
    bare = re.sub(r"[\u00a0 ]", "", text)
    match = re.fullmatch(r"(.*?)[.,](\d{1,2})", bare)
    whole, cents = (match[1], match[2]) if match else (bare, "0")
    return float(re.sub(r"\D", "", whole) + "." + cents)


def format_money(value: float, currency: str | None, market: str | None = None) -> str:
    """An amount as the market writes it for its own customers: S$5, Rp25.000, 50.000₫, £4.50."""
    known = _currencies().get((currency or "").upper())
    if known is None:
        return f"{_digits(value, ',', '.')} {currency or ''}".strip()
    sign = known.get("show") or ("$" if _DOLLARS.get(_country(market)) == currency else known["signs"][0])
    digits = _digits(value, known.get("group", ","), known.get("decimal", "."))
    if len(sign) == 3 and sign.isalpha():  # noqa: PLR2004 - an ISO code wants a space
        sign += " "
    return f"{digits}{sign}" if known.get("behind") else f"{sign}{digits}"


def _digits(value: float, group: str, decimal: str) -> str:
    written = f"{value:,.2f}" if value % 1 else f"{value:,.0f}"
    return written.translate(str.maketrans({",": group, ".": decimal}))


def _country(market: str | None) -> str:
    return {"UK": "GB"}.get(market or "", market or "")


def _value(number: str, scale: str | None) -> float:
    return read_number(number) * _THOUSANDS.get((scale or "").strip().lower(), 1)


def _currency(match: re.Match[str], market: str | None) -> str | None:
    sign, after = match["sign"], (match["after"] or "").lower()
    if sign == "$" or after == "$":
        ahead = _after_words().get(after)
        return ahead or _DOLLARS.get(_country(market), "USD")
    if sign == "P":
        return "PHP" if market == "PH" else None
    if after == "p":
        return "GBP" if _country(market) == "GB" else None
    return _signs().get(sign) or _after_words().get(after) if sign or after else None


@cache
def _currencies() -> dict[str, dict[str, Any]]:
    return load("money")


@cache
def _signs() -> dict[str, str]:
    table = {sign: code for code, known in _currencies().items() for sign in known["signs"]}
    return (
        table
        | {sign.upper(): code for sign, code in table.items()}
        | {sign.lower(): code for sign, code in table.items()}
    )


@cache
def _after_words() -> dict[str, str]:
    return {word.lower(): code for code, known in _currencies().items() for word in known["after"]}


@cache
def _pattern() -> re.Pattern[str]:
    signs = "|".join(
        re.escape(s)
        for s in sorted({s for c in _currencies().values() for s in c["signs"]}, key=len, reverse=True)
    )
    words = "|".join(re.escape(w) for w in sorted(_after_words(), key=len, reverse=True))
    after = rf"(?:\s?(?P<after>{words}|p)(?![^\W\d_]))"
    ahead = rf"(?<![\w$])(?P<sign>(?i:{signs})|\$|P)\s?(?P<n1>{_NUMBER})(?P<k1>{_SCALE}(?![^\W_]))?(?:\s?(?:MXN|USD|CAD|AUD)\b)?"
    behind = rf"(?<![\w.,])(?P<n2>{_NUMBER})(?P<k2>{_SCALE}(?![^\W_])|[kK](?=[đ₫]))?{after}"
    return re.compile(f"{ahead}|{behind}", re.IGNORECASE)
