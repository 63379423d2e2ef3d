"""Numbers as people write them into a field: "5", "1,000", "10 %", "S$5", "5 dollars"."""

import re
from typing import Literal

from agents.facts.currencies import currency_of
from agents.facts.numerals import parse_number
from agents.facts.read import read_facts
from agents.lexicons import load
from agents.types import Value

_NUMBER = re.compile(r"\d+(?:[.,' ]\d+)*")
_MINUS = re.compile(r"^(\D{0,5}?)[-−–](?=\D{0,5}\d)")
_MOST = 1e12
_ISO = re.compile(r"[A-Z]{3}")


class Amount(Value):
    """A number and what it counts; `currency` (ISO 4217) goes with money."""

    value: float
    kind: Literal["number", "percent", "money", "points"] = "number"
    currency: str | None = None


def read_amount(text: str, *, market: str | None = None) -> Amount | None:
    """The one amount that `text` is, None if it is anything else. "$" is the market's own dollar."""
    text = text.strip()
    said = _MINUS.sub(r"\1", text)
    sign = -1 if said != text else 1
    found = _plain(said) or _of_fact(said, market)
    if found is None or abs(found.value) > _MOST:
        return None
    return found.model_copy(update={"value": sign * found.value})


def read_currency(text: str, *, market: str | None = None) -> str | None:
    """The ISO code that a code, a sign or a word stands for: "sgd", "S$", "RM". None for anything else."""
    said = text.strip().casefold()
    code = said.upper()
    if _ISO.fullmatch(code) and code in load("money")["currencies"]:
        return code
    return currency_of(said, "before", market) or currency_of(said, "after", market)


def _plain(said: str) -> Amount | None:
    return Amount(value=float(parse_number(said.replace(" ", "")))) if _NUMBER.fullmatch(said) else None


def _of_fact(said: str, market: str | None) -> Amount | None:
    """An amount with its unit, as the rest of the house reads it; it must be all there is."""
    facts = read_facts(said, market=market)
    if len(facts) != 1 or facts[0].text.strip() != said:
        return None
    kind, _, value = facts[0].key.partition(":")
    currency, _, number = value.rpartition(":")
    if kind not in {"percent", "money", "points"} or not _NUMBER.fullmatch(number):
        return None
    return Amount.model_validate({"value": float(number), "kind": kind, "currency": currency or None})
