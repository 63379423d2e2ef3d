"""Amounts of money, as our markets write them, brought to one form: "money:MYR:60"."""

import re
from decimal import Decimal

from agents.facts.amounts import Amount, spaced_amount
from agents.facts.currencies import cents_of, currency_of
from agents.facts.markets import known_market
from agents.facts.money_signs import after_number, bare_thousands, before_number, multiplier
from agents.facts.numerals import plain
from agents.facts.page import Page
from agents.facts.types import Fact
from agents.lexicons import load, load_in
from agents.types import Value

_LOOK_BACK = 6
_PIECES, _MONEY_BEHIND = {"块", "塊"}, ("钱", "錢")
_MONEY_BEFORE = tuple("减減省惠要售返扣抵")
_CODE = re.compile(r"\s?([A-Z]{3})(?![A-Za-z])")


class Money(Value):
    """An amount in one currency (ISO 4217) and the stretch of the folded text that states it."""

    value: Decimal
    currency: str
    start: int
    end: int


def read_money(page: Page, amount: Amount) -> Money | None:
    """The money that `amount` counts, with its sign before or behind it, or None when it is no money."""
    found = None if amount.worded else _signed_before(page, amount)
    return found or _signed_after(page, amount) or (_bare(page, amount) if page.tongues else None)


def money_fact(page: Page, money: Money) -> Fact:
    """The fact that a reading of money states."""
    return Fact(
        kind="money",
        text=page.quote(money.start, money.end),
        key=money_key(money.value, money.currency),
        start=money.start,
        end=money.end,
    )


def money_key(value: Decimal | float, currency: str) -> str:
    """The normal form of an amount: "money:IDR:25000"."""
    return f"money:{currency.upper()}:{plain(value)}"


def _is_piece(page: Page, amount: Amount, match: re.Match[str]) -> bool:
    """Whether 三块 are three pieces: the word is money only where that is said."""
    if amount.value == 1:
        return True
    told = page.low.startswith(_MONEY_BEHIND, match.end()) or page.low.endswith(
        _MONEY_BEFORE, 0, amount.start
    )
    return match["sign"] in _PIECES and not told


def _bare(page: Page, amount: Amount) -> Money | None:
    """Money of the market that no sign tells, but the word before it: 满100减20."""
    own, words = known_market(page.market), load_in("reading", page.tongues).get("bare_money", {})
    before = page.low[max(0, amount.start - _LOOK_BACK) : amount.start].rstrip()
    if own is None or amount.worded or not before.endswith(tuple(words.get("before", ()))):
        return None
    if page.low.startswith(tuple(words["not_before"]), amount.end):
        return None
    return Money(value=amount.value, currency=own.currency, start=amount.start, end=amount.end)


def _signed_before(page: Page, amount: Amount) -> Money | None:
    sign = before_number(page.market).search(page.low, max(0, amount.start - _LOOK_BACK), amount.start)
    if not sign:
        return None
    currency = currency_of(sign[1], "before", page.market)
    if currency is None:
        return None
    own = known_market(page.market)
    wide = (spaced_amount(page, amount.start) if own and own.thousands == " " else None) or amount
    value, end = _times(page, wide)
    named = _CODE.match(page.text, end)
    if named and named[1] in load("money")["currencies"]:  # "$1,299.00 MXN" says which dollar
        currency, end = named[1], named.end()
    return Money(value=value, currency=currency, start=sign.start(1), end=end)


def _times(page: Page, amount: Amount) -> tuple[Decimal, int]:
    """The value with its multiplier ("50K"), and where it ends."""
    match = after_number(page.market).match(page.low, amount.end)
    if match and match["times"] and not (match["times"] == "k" and match.start("times") > amount.end):
        return amount.value * multiplier(match["times"]), match.end("times")
    return amount.value, amount.end


def _signed_after(page: Page, amount: Amount) -> Money | None:
    wide = amount if amount.worded else (spaced_amount(page, amount.start) or amount)
    match = after_number(page.market).match(page.low, wide.end)
    if (
        not match
        or not (match["times"] or match["sign"])
        or (amount.loose and _is_piece(page, amount, match))
    ):
        return None
    times, sign = match["times"] or "", match["sign"]
    value = wide.value * multiplier(times)
    if not sign:
        own = known_market(page.market)
        bare = own is not None and times in bare_thousands(page.market)
        return (
            Money(value=value, currency=own.currency, start=wide.start, end=match.end())
            if own and bare
            else None
        )
    cents = cents_of(sign, page.market)
    if cents:
        return Money(value=value / 100, currency=cents, start=wide.start, end=match.end())
    currency = currency_of(sign, "after", page.market)
    return Money(value=value, currency=currency, start=wide.start, end=match.end()) if currency else None
