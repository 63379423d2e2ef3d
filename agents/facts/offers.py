"""The voucher in words that may stand in a message: amount, terms, last day, code."""

import re
from collections.abc import Callable
from datetime import date

from agents.facts.amounts import find_amounts
from agents.facts.codes import read_codes
from agents.facts.condition_words import title_condition
from agents.facts.currencies import currency_of
from agents.facts.dayform import format_day
from agents.facts.markets import known_market
from agents.facts.money import read_money
from agents.facts.money_format import format_money, format_number
from agents.facts.multibuy import read_multibuys
from agents.facts.numerals import plain
from agents.facts.page import Page, open_page
from agents.facts.pledges import read_pledges
from agents.facts.titles import gift_item, is_first_of_all, scope, title_line
from agents.facts.tongues import EVERY_TONGUE
from agents.facts.types import OfferWording
from agents.lexicons import load
from agents.types import Voucher, VoucherType

_WHOLE = 100
_OWN_ORDER = ("first order", "first purchase", "second order", "next order", "next purchase", "first booking")
_POINTS = re.compile(
    r"\d\s*((?:bonus|club|loyalty|rewards?|extra|vip|member(?:ship)?|[A-Z][a-z]+) )?(points?|pts|coins?)\b",
    re.IGNORECASE,
)
# What is given free by time or turns: "1 week free", not "free 1 week".
_SPAN = re.compile(
    r"(?:hour|day|night|week|month|year|session|class|lesson|visit|treatment)s?\b", re.IGNORECASE
)
# Behind these "on orders of …" would say orders twice.
_ONE_ORDER = re.compile(r" (?:order|purchase|booking)$")
_NUMBER = re.compile(r"(?:^|:)[\d.]+$")
_SHIPPING = re.compile(r"\bfree ([a-z]{2,14} )?(shipping|delivery|postage|freight)\b", re.IGNORECASE)


def word_offer(voucher: Voucher | None, *, market: str | None, today: date) -> OfferWording | None:
    """The voucher as a writer may put it; None when it has expired or states nothing that can be said."""
    if voucher is None or is_expired(voucher, today):
        return None
    amount = _AMOUNTS[voucher.type](voucher, market)
    if amount is None:
        return None
    minimum = _minimum(voucher, market)
    last = voucher.expires_at
    return OfferWording(
        amount=_conditioned(amount, voucher),
        terms=_terms(_conditioned(amount, voucher), minimum),
        terms_short=f"min {minimum}" if minimum else None,
        deadline=f"until {format_day(last, market=market, today=today)}" if last else None,
        code=next((f.text for f in read_codes(open_page(title_line(voucher)))), None),
    )


def is_expired(voucher: Voucher, today: date) -> bool:
    """Whether the voucher's last day has passed."""
    return voucher.expires_at is not None and voucher.expires_at < today


def offer_value(voucher: Voucher, market: str | None) -> str | None:
    """The voucher's value in the form of a promise ("10", "SGD:5", "500", "1+1"), or None when unknown.

    A percentage or an amount that the fields leave out is read from the title.
    """
    value = _value(voucher, market)
    if voucher.type == "bogo":
        told = next(iter(read_multibuys(_title_page(voucher, None))), None)
        return told.key.partition(":")[2] if told else None
    if value is None:
        return None
    if voucher.type == "fixed":
        currency = offer_currency(voucher, market)
        return f"{currency}:{plain(value)}" if currency else None
    return plain(value)


def offer_currency(voucher: Voucher, market: str | None) -> str | None:
    """The ISO code of the voucher's currency (also when it is given as a sign), else the market's."""
    own = known_market(market)
    told = (voucher.currency or "").strip()
    if not told:
        return own.currency if own else None
    return currency_of(told.lower(), "before", market) or told.upper()


def _value(voucher: Voucher, market: str | None) -> float | None:
    if voucher.value is not None or voucher.type not in {"percentage", "fixed", "points"}:
        return voucher.value
    page = open_page(title_line(voucher), market)
    if page.tongues:
        told = next((p.value for p in read_pledges(page, None) if p.kind == voucher.type), "")
        return float(told.rpartition(":")[2]) if _NUMBER.search(told) else None
    for amount in find_amounts(page):
        is_percent = page.low[amount.end : amount.end + 2].strip().startswith("%")
        money = read_money(page, amount)
        if voucher.type == "percentage" and is_percent:
            return float(amount.value)
        if voucher.type == "fixed" and money:
            return float(money.value)
        if voucher.type == "points" and not money:
            return float(amount.value)
    return None


def _title_page(voucher: Voucher, market: str | None) -> Page:
    """The title read in every language: "2x1" and "3 für 2" say nothing of theirs."""
    return open_page(title_line(voucher), market, EVERY_TONGUE)


def _percentage(voucher: Voucher, market: str | None) -> str | None:
    value = _value(voucher, market)
    if not value or value > _WHOLE:
        return None
    return f"{format_number(value, market)}% off{_scope(voucher)}"


def _fixed(voucher: Voucher, market: str | None) -> str | None:
    value = _value(voucher, market)
    if not value or not offer_currency(voucher, market):
        return None
    return f"{format_money(value, offer_currency(voucher, market), market)} off{_scope(voucher)}"


def _free_shipping(voucher: Voucher, market: str | None) -> str:  # noqa: ARG001 - one shape for all
    told = _SHIPPING.search(title_line(voucher))
    if not told:
        return "free shipping"
    where = (told[1] or "").strip()
    is_region = where.upper() in {"EU", "UK", "US", "UAE", "NZ", "SG", "MY"}
    return " ".join(p for p in ("free", where.upper() if is_region else where.lower(), told[2].lower()) if p)


def _gift(voucher: Voucher, market: str | None) -> str:  # noqa: ARG001
    item = gift_item(voucher)
    if item is None:
        return "a free gift"
    if is_first_of_all(voucher):
        return f"your {item.lower()} free"
    if counted := re.fullmatch(r"(\d+) (\S.*)", item):
        if _SPAN.match(counted[2]):
            return f"{item} free"
        return f"a free {counted[2]}" if counted[1] == "1" else f"{counted[1]} free {counted[2]}"
    head = item.split(" of ")[0].rsplit(" ", 1)[-1].lower()
    several = head.endswith("s") and not head.endswith(("ss", "us", "is"))
    return f"free {item}" if several else f"a free {item}"


def _points(voucher: Voucher, market: str | None) -> str | None:
    value = _value(voucher, market)
    if not value:
        return None
    told = _POINTS.search(title_line(voucher))
    name = f"{told[1] or ''}{told[2]}" if told else "points"
    generic = not told or (told[1] or "bonus").strip().lower() in {"bonus", "extra"}
    return f"{format_number(value, market)} {name.lower() if generic or name.isupper() else name}"


def _bogo(voucher: Voucher, market: str | None) -> str | None:
    page = _title_page(voucher, market)
    told = next(iter(read_multibuys(page)), None)
    numbers = re.fullmatch(r"multibuy:(\d+)\+(\d+)(?:@(\d+))?", told.key) if told else None
    if not told or not numbers:
        return None
    item = re.sub(r"^(?:free|on|all|for)\s+", "", page.text[told.end :].strip(" -!:"), flags=re.IGNORECASE)
    named = re.fullmatch(r"[^\W\d_][\w'&-]*(?: [\w'&-]+){0,4}", item) and not re.match(
        r"(?i)(?:free|min|over|from)\b", item
    )
    thing = item.title() if item.isupper() else item
    more = f"{numbers[2]} at {numbers[3]}% off" if numbers[3] else f"{numbers[2]} free"
    return f"buy {numbers[1]}, get {more}" + (f" on {thing}" if named else "")


_AMOUNTS: dict[VoucherType, Callable[[Voucher, str | None], str | None]] = {
    "percentage": _percentage,
    "fixed": _fixed,
    "free_shipping": _free_shipping,
    "gift": _gift,
    "points": _points,
    "bogo": _bogo,
}


def _scope(voucher: Voucher) -> str:
    """How the title's limit follows "off": " repairs", " your first order", " for new members"."""
    told = scope(voucher)
    if told is None or (told in {"everything", "sitewide", "storewide"} and voucher.min_spend):
        return ""
    if told in _OWN_ORDER or _is_first_thing(told):
        return f" your {told}"
    return f" for {told}" if told.startswith("new ") and told != "new arrivals" else f" {told}"


def _is_first_thing(told: str) -> bool:
    """Whether it is the first or second of something one buys: "first pair", not "first edition books"."""
    words = load("offer_words")["conditions"]
    nth, _, thing = told.partition(" ")
    return nth in words["first"] and thing in words["things"]


def _conditioned(amount: str, voucher: Voucher) -> str:
    """An amount with what else its title ties it to: "500 points on your next order", "… (app only)"."""
    told = title_condition(title_line(voucher))
    thing = re.sub(r"^(?:on|off|for|with)\s(?:(?:your|the|a|any|every)\s)?", "", told or "")
    if told is None or thing in amount:
        return amount
    if re.search(r"\bonly\b", told):
        return f"{amount} ({told})"
    if _is_first_thing(thing) or thing.startswith("next "):
        return f"{amount} your {thing}" if amount.endswith(" off") else f"{amount} on your {thing}"
    return f"{amount} {re.sub(r'^for (?=review|referral)(?!.*s$)', 'for a ', told)}"


def _terms(amount: str, minimum: str | None) -> str | None:
    """On what minimum: an offer for one order has no other orders beside it."""
    if minimum is None:
        return None
    return (
        f"when you spend {minimum} or more"
        if _ONE_ORDER.search(amount)
        else f"on orders of {minimum} or more"
    )


def _minimum(voucher: Voucher, market: str | None) -> str | None:
    if not voucher.min_spend or not offer_currency(voucher, market):
        return None
    return format_money(voucher.min_spend, offer_currency(voucher, market), market)
