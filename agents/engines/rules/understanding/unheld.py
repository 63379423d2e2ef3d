"""What is said of an offer that a voucher can't hold: it is asked about, never dropped in silence."""

import re
from datetime import date
from functools import cache

from agents.engines.rules.understanding.amounts_said import in_figures, makes_an_offer
from agents.engines.rules.understanding.corrected import is_corrected, without_denied
from agents.engines.rules.understanding.correction import correct_offer
from agents.engines.rules.understanding.days_told import no_such_day, two_days
from agents.engines.rules.understanding.fields import audience_of, channel_of
from agents.engines.rules.understanding.offer import bare_title, looks_like_an_offer
from agents.engines.rules.understanding.offer_terms import offer_words
from agents.facts.dayform import format_day
from agents.facts.offers import word_offer
from agents.facts.read import read_facts
from agents.facts.titles import scope
from agents.lexicons import load
from agents.types import Voucher

_AND = re.compile(r"\s*(?:[,;+&]|\b(?:and|plus|with|or)\b)\s*", re.IGNORECASE)


def ask_unheld(text: str, known: Voucher | None, *, today: date, market: str | None = None) -> str | None:
    """What to ask of a short message that says more of an offer than a voucher holds; None if it doesn't."""
    figures = in_figures(text, market=market)
    offers = makes_an_offer(figures, known, today=today, market=market)
    asked = _by_words(text, offers=offers, known=known) or _of_days(text, today, market)
    if asked or not offers:
        return asked
    left = _left_over(text, today, market)
    two = _two(without_denied(figures), market)
    return two or (_LIMIT.format(said=left) if left else _beside(text, known, today, market))


def _by_words(text: str, *, offers: bool, known: Voucher | None) -> str | None:
    """What is no offer of ours, no day, or a limit, by its words."""
    if _says("cashback").search(text) and re.search(r"\d", text):
        return _CASHBACK
    if _says("draw").search(text) and (offers or known):
        return _DRAW
    most = _says("at_most").search(text) or _range(text, known)
    if most and offers:
        return _AT_MOST.format(said=most[0].strip())
    limit = _says("limit").search(text) if offers or known else None
    said = limit[0].strip() if limit else ""
    return _LIMIT.format(said=said) if said and audience_of(said) is None else None


def on_goods_only(text: str, known: Voucher | None, *, market: str | None = None) -> Voucher | None:
    """The known voucher for some goods alone ("only on drip bags"); None if it says no such thing."""
    found = _says("scope").fullmatch(text.strip())
    goods = (found["goods"] or found["these"]).strip() if found else ""
    if known is None or not goods or audience_of(goods) or channel_of(goods):
        return None
    wording = word_offer(known.model_copy(update={"expires_at": None}), market=market, today=date.min)
    amount = re.match(r".*?\boff\b", wording.amount) if wording else None
    limited = known.model_copy(update={"title": f"{amount[0]} {goods}"}) if amount else None
    return limited if limited and scope(limited) == goods.lower() else None


def _range(text: str, known: Voucher | None) -> re.Match[str] | None:
    """Where a message says "10-15%", unless the first is what the offer was: "from 10% to 15%"."""
    found = _says("range").search(text)
    was = f"{known.value:g}" if known and known.value else ""
    is_change = found is not None and found["least"] == was
    return None if is_change or is_corrected(text) or re.search(r"\bfrom\b", text) else found


def _of_days(text: str, today: date, market: str | None) -> str | None:
    """A day that doesn't exist, one of two, or a first day alone."""
    if day := no_such_day(text):
        return _NO_DAY.format(said=day)
    if days := two_days(text, today=today, market=market):
        one, other = (format_day(day, market=market, today=today) for day in days)
        return _WHICH_DAY.format(one=one, other=other)
    return _first_day(text, today, market)


def _first_day(text: str, today: date, market: str | None) -> str | None:
    """A first day without a last one."""
    days = [fact for fact in read_facts(text, today=today, market=market) if fact.kind == "date"]
    if len(days) != 1 or not _says("start").search(text[: days[0].start]) or "/" in days[0].key:
        return None
    return _FIRST.format(day=days[0].text)


def _left_over(text: str, today: date, market: str | None) -> str | None:
    """The goods behind "off" that are more than a voucher's title can hold."""
    told = correct_offer(text, None, today=today, market=market)
    offer = told.voucher if told else None
    if offer is None or offer.type not in {"percentage", "fixed"} or scope(offer):
        return None
    behind = re.search(r"\boff\s+(?P<goods>[a-z][\w&,' -]+)", re.sub(r",? code .*$", "", offer.title))
    goods = behind["goods"].strip(" ,") if behind else ""
    if not goods or _says("whole").match(goods) or audience_of(goods) or read_facts(goods, today=today):
        return None
    return goods


def _beside(text: str, known: Voucher | None, today: date, market: str | None) -> str | None:
    """A second offer, told beside the one that is known."""
    if known is None or not _says("beside").search(text) or is_corrected(text):
        return None
    told = correct_offer(text, None, today=today, market=market)
    offer = told.voucher if told else None
    wording = word_offer(known, market=market, today=today)
    if offer is None or wording is None or (offer.type, offer.value) == (known.type, known.value):
        return None
    return _ONE.format(known=wording.amount, other=bare_title(offer.title))


def _two(text: str, market: str | None) -> str | None:
    """Two offers in one message."""
    if is_corrected(text) or offer_words("multibuy").search(text):
        return None
    told = [part.strip() for part in _AND.split(text) if looks_like_an_offer(part)]
    told = [part for part in told if makes_an_offer(part, None, market=market)]
    names = list(dict.fromkeys(bare_title(part) for part in told))
    return _WHICH.format(one=names[0], other=names[1]) if len(names) > 1 else None


_CASHBACK = (
    "I can't hold cashback as an offer. If it comes off the order, say “S$5 off”; "
    "else write it into the draft."
)
_DRAW = "A draw or a prize is no voucher, so no offer is told. Write it into the draft, with its terms."
_AT_MOST = (
    "“{said}” names no amount I can promise. What exactly is off, and on which goods? Or say “no offer”."
)
_NO_DAY = "There is no {said}. Until which day does the offer run?"
_WHICH_DAY = "Which day is that: {one} or {other}?"
_LIMIT = (
    "A voucher here can't hold “{said}”, so nothing has changed. Write it into the draft; "
    "without it everybody would read the offer as theirs."
)
_FIRST = (
    "I keep the last day of an offer, not its first. Write “from {day}” into the draft if readers need it."
)
_ONE = "One message tells one offer, and {known} stands. To tell the other one, say “{other} instead”."
_WHICH = "One message tells one offer. Which one: “{one}” or “{other}”?"


@cache
def _says(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("offer_talk")["unheld"][name]), re.IGNORECASE)
