"""Whether the words of a chat message make an offer; a price and a bare amount are none."""

import re
from datetime import date
from functools import cache

from agents.engines.rules.understanding.amount_roles import is_bundle, is_taken_off, prices_in
from agents.engines.rules.understanding.corrected import is_a_figure
from agents.engines.rules.understanding.offer_terms import is_minimum, offer_words
from agents.facts.currencies import currency_of
from agents.facts.markets import known_market
from agents.facts.money_format import format_money
from agents.facts.read import read_facts
from agents.facts.types import Fact
from agents.lexicons import load
from agents.types import Voucher

_AMOUNT = re.compile(r"(?P<sign>[^\s\d]{1,4}?)?\s?(?P<number>\d+(?:[.,]\d+)*)")


def in_figures(text: str, *, market: str | None = None) -> str:
    """The message with "half price" and "spend 50 get 10" told the way offers are told."""
    text = _said("half").sub("50% off", text)
    text = _said("gift_named").sub(lambda found: f"free {found['what'] or found['treat']}", text)
    text = _said("on_goods").sub(r"\g<amount> off ", text)
    return _said("spend_get").sub(lambda found: _spend_and_get(found, market), text)


def without_prices(text: str, *, today: date | None = None, market: str | None = None) -> str:
    """The message without the amounts that are prices."""
    for fact in reversed(prices_in(text, today=today, market=market)):
        text = f"{text[: fact.start]} {text[fact.end :]}"
    return text


def makes_an_offer(
    text: str, known: Voucher | None, *, today: date | None = None, market: str | None = None
) -> bool:
    """Whether a message has the words that make its amount an offer, or an amount for the `known` one.

    A price, what shipping costs and an amount by itself are none; "free" has to be followed by a thing.
    """
    facts = read_facts(text, today=today, market=market)
    if _said("none").search(text):
        return False
    if any(fact.kind in {"points", "multibuy"} and not is_bundle(fact) for fact in facts):
        return True
    if any(fact.kind == "percent" and _is_share_off(text, fact) for fact in facts):
        return True
    if offer_words("shipping").search(text) or _said("multibuy").search(text) or _said("gift").search(text):
        return True
    priced = prices_in(text, today=today, market=market)
    rest = [f for f in facts if f.kind == "money" and f not in priced and not is_minimum(text, f)]
    if any(is_taken_off(text, fact) for fact in rest):
        return True
    # Nothing but an amount, where an amount is under discussion already.
    return known is not None and known.type == "fixed" and bool(rest) and is_a_figure(text)


def is_of_the_business(text: str) -> bool:
    """Whether a message tells a share of something that is ours alone: "sales are up 20%"."""
    shares = [fact for fact in read_facts(text) if fact.kind == "percent"]
    return "!" not in text and any(
        _said("share_before").search(text[: fact.start]) or _said("share_of_ours").match(text[fact.end :])
        for fact in shares
    )


def _is_share_off(text: str, fact: Fact) -> bool:
    """Whether a share comes off, rather than being what something is made of or has grown by."""
    told = _said("share_before").search(text[: fact.start]) or _said("share_of").match(text[fact.end :])
    return is_taken_off(text, fact) or not told


def _spend_and_get(found: re.Match[str], market: str | None) -> str:
    least, off = _AMOUNT.fullmatch(found["least"].strip()), _AMOUNT.fullmatch(found["off"].strip())
    if least is None or off is None:
        return found[0]
    sign = (off["sign"] or least["sign"] or "").strip()
    home = known_market(market)
    currency = currency_of(sign.lower(), "before", market) if sign else home and home.currency
    if not currency:
        return found[0]
    amounts = [
        format_money(float(part["number"].replace(",", "")), currency, market) for part in (off, least)
    ]
    return f"{amounts[0]} off, min spend {amounts[1]}"


@cache
def _said(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("offer_talk")["amounts"][name]), re.IGNORECASE)
