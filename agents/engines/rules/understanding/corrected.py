"""How an offer that is known is corrected: by words ("actually", "instead"), by a figure or number alone."""

import re
from functools import cache

from agents.engines.rules.understanding.offer import bare_title
from agents.facts.money_format import format_money
from agents.lexicons import load
from agents.types import Voucher

_MOST_PERCENT = 100
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def is_corrected(text: str) -> bool:
    """Whether an offer is said as what is right of the known one: "actually 15%", "it's …", "… instead"."""
    return bool(_words("corrects").search(text))


def is_bare_number(text: str) -> bool:
    """Whether a message is a number and nothing else of weight: "no wait 40"."""
    return bool(_NUMBER.fullmatch(own_words(_words("denied").sub(" ", text))))


def with_unit(text: str, known: Voucher | None, market: str | None) -> str:
    """The message with its unit: "15 not 10", said of 10% off, is 15%; else as it is."""
    said = _words("denied").sub(" ", text)
    number, denied = own_words(said), re.findall(r"\d[\d.,]*", text)[1:] if said != text else []
    if known is None or not _NUMBER.fullmatch(number):
        return text
    if known.value is not None and (denied == [f"{known.value:g}"] or _is_lone_share(known, number, denied)):
        if known.type == "percentage":
            return f"actually {number}%"
        amount = format_money(float(number), known.currency, market) if known.currency else ""
        return f"actually {amount} off" if known.type == "fixed" and amount else text
    if known.min_spend is not None and denied == [f"{known.min_spend:g}"]:
        return f"min {number}"
    return text


def own_words(said: str) -> str:
    """The offer in the words that are its own."""
    for pattern in load("understand")["correction"]["around"]:
        said = re.sub(pattern, "", said, flags=re.IGNORECASE)
    return bare_title(said)


def _is_lone_share(known: Voucher, number: str, denied: list[str]) -> bool:
    """Whether a number can only be the percentage: the offer has no other, and nothing else is denied."""
    whole = known.type == "percentage" and known.min_spend is None and not denied
    return whole and float(number) <= _MOST_PERCENT


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("understand")["correction"][name]), re.IGNORECASE)
