"""The unit of a number by itself, which is that of the offer under discussion."""

import re

from agents.engines.rules.understanding.corrected import NUMBER, own_words, without_denied
from agents.facts.money_format import format_money
from agents.types import Voucher

_MOST_PERCENT = 100


def with_unit(text: str, known: Voucher | None, market: str | None) -> str:
    """The message with its unit: "15 not 10", said of 10% off, is 15%; else as it is."""
    said = without_denied(text)
    number, denied = own_words(said), re.findall(r"\d[\d.,]*", text)[1:] if said != text else []
    if known is None or not NUMBER.fullmatch(number):
        return text
    if known.value is not None and (denied == [f"{known.value:g}"] or _is_lone_share(known, number, denied)):
        if known.type == "percentage":
            return f"actually {number}%"
        amount = format_money(float(number), known.currency, market) if known.currency else ""
        return f"actually {amount} off" if known.type == "fixed" and amount else text
    if known.min_spend is not None and denied == [f"{known.min_spend:g}"]:
        return f"min {number}"
    return text


def _is_lone_share(known: Voucher, number: str, denied: list[str]) -> bool:
    """Whether a number can only be the percentage: the offer has no other, and nothing else is denied."""
    whole = known.type == "percentage" and known.min_spend is None and not denied
    return whole and float(number) <= _MOST_PERCENT
