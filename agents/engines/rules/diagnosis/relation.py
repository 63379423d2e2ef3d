"""Faults of relation: what is presumed of the reader, and for whom an offer is meant."""

import re

from agents.engines.rules.diagnosis.faults import WRONG_OFFER, WRONG_OFFER_UNSAID, WRONG_RELATION, Fault
from agents.engines.rules.diagnosis.other_goods import is_product_named
from agents.engines.rules.diagnosis.phrases import Hit
from agents.engines.rules.diagnosis.reading import plain
from agents.engines.rules.diagnosis.signals import Signals, spread

_NEW_PEOPLE = r"new (?:customer|user|member|buyer|subscriber|reader|client|follower|shopper|joiner)s?"
_NEW_PEOPLE += r"|(?:pelanggan|pengguna|pembeli|ahli|member) (?:baru|baharu)"
_NEWCOMER_TITLE = re.compile(
    rf"\b(?:{_NEW_PEOPLE}|first|1st|welcome(?! ?back)\w*|beginner|starter|sign ?up|newbie|introductory"
    r"|pertama)\b"
)
_FIRST_TITLE = re.compile(rf"\b(?:first|1st|{_NEW_PEOPLE}|sign ?up|pertama)\b")
_LOYALTY_TITLE = re.compile(
    r"\b(?:loyal\w*|vip|regulars?|anniversary|come ?back|welcome back|win ?back|repeat"
    r"|(?<!new )member\w*(?! bah?a?ru\b)|reorder|refill|pelanggan (?:setia|tetap)|langganan)\b"
)
_THANKS = re.compile(r"\b(?:thank\w*|thx|ty|tq|cheers|gratitude|terima kasih|salamat)\b")
_NTH = re.compile(r"\b(?:[2-9]|\d\d+)(?:nd|rd|th)\b")
_MANY_ORDERS = re.compile(
    r"\b(?:for|after|with) (?:[3-9]|\d\d+|three|four|five|six|seven|eight|nine|ten) (?:orders|purchases)\b"
)
_OF_THIS_ORDER = re.compile(
    r"\b(?:orders?|ordered|pay\w*|paid|check ?out|transfer\w*|invoice|reserved?|saved?|h[eo]ld|waiting)\b"
)
_SELDOM = ("potential_new_customers", "new_followers", "lapsing_buyers")
_UNFINISHED = ("unpaid_order_buyers", "abandoned_cart_buyers")


def false_presumption(signals: Signals) -> Fault | None:
    """Something is taken for granted that is not so for this audience."""
    if not signals.presumed:
        return None
    hits = spread(signals.presumed)
    return Fault("audience_assumption_error", hits[0].group, WRONG_RELATION, tuple(hits))


def offer_for_others(signals: Signals) -> Fault | None:
    """An offer meant for people of another kind: newcomers, regulars, or those who order again.

    When the message only greets wrongly and names no offer, the greeting is the graver fault.
    """
    if not signals.offer.mentioned:
        return None
    title = plain(signals.context.voucher.title) if signals.context.voucher else ""
    if signals.context.profile.segment in _SELDOM and _MANY_ORDERS.search(title):
        return Fault("irrelevant_offer", "many", WRONG_OFFER)
    newness = signals.context.profile.newness
    if newness == "new":
        titled = bool(_LOYALTY_TITLE.search(title)) and not signals.fitting
        thanked = any(hit.group == "thanks_purchase" for hit in signals.presumed)
        sure = not thanked and (titled or bool(_NTH.search(signals.reading.norm)))
        return _fault("loyalty", signals.offer.loyalty, sure=sure, titled=titled)
    if signals.context.profile.segment in _UNFINISHED and (later := _later(signals)):
        return _fault("later", later, sure=False)
    return _for_newcomers(signals, title, newness)


def _for_newcomers(signals: Signals, title: str, newness: str) -> Fault | None:
    """A newcomers' offer to people who have bought, or followed for long.

    Thanks for a first order are none. The voucher's title alone counts only while the message shows
    no sign of knowing its readers: a regulars' framing is the merchant's way out.
    """
    sentence = signals.reading.sentence_at
    hits = tuple(h for h in signals.offer.newcomer if not _THANKS.search(sentence(h.start)))
    if newness in ("known", "follower"):
        titled = bool(_NEWCOMER_TITLE.search(title)) and not signals.fitting
        return _fault("newcomer", hits, sure=titled or bool(signals.offer.told), titled=titled)
    if newness != "once" or not _FIRST_TITLE.search(title):
        return None
    return _fault("newcomer", hits, sure=True, titled=not signals.fitting)


def _later(signals: Signals) -> tuple[Hit, ...]:
    """An offer for a next order, or a sale with no word on theirs, helps nobody to finish this one."""
    following = tuple(hit for hit in signals.fitting if hit.group == "next_order")
    if following or signals.context.profile.segment != "unpaid_order_buyers" or not signals.offer.told:
        return following
    about_it = signals.context.product is None or _OF_THIS_ORDER.search(signals.reading.norm)
    return () if about_it or is_product_named(signals) else signals.bare


def _fault(kind: str, hits: tuple[Hit, ...], *, sure: bool, titled: bool = False) -> Fault | None:
    """A fault if wordings show it, or the voucher's own title does."""
    if not hits and not titled:
        return None
    gravity = WRONG_OFFER if sure and hits else WRONG_OFFER_UNSAID
    return Fault("irrelevant_offer", kind, gravity, tuple(spread(hits)))
