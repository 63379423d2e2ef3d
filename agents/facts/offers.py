"""The voucher in the words of its market. Only what parses is said: a title may be written by anyone."""

import re
from datetime import date

from agents.facts.dates import format_day
from agents.facts.money import format_money
from agents.facts.types import OfferWording
from agents.types import Voucher

_SHORT = 60
_SCOPE_STOP = {
    "off",
    "discount",
    "voucher",
    "coupon",
    "min",
    "code",
    "welcome",
    "new",
    "extra",
    "bonus",
    "deal",
    "promo",
    "orders",
    "order",
    "over",
    "above",
    "sale",
    "with",
}


def word_offer(voucher: Voucher | None, *, market: str | None, today: date) -> OfferWording | None:
    """Amount, minimum and last day, or None when it has ended or nothing can be stated."""
    if voucher is None or is_expired(voucher, today):
        return None
    amount = _amount(voucher, market)
    if amount is None:
        return None
    minimum = format_money(voucher.min_spend, voucher.currency, market) if voucher.min_spend else None
    day = format_day(voucher.expires_at, market=market, today=today) if voucher.expires_at else None
    return OfferWording(
        amount=amount,
        terms=f"on orders of {minimum} or more" if minimum else None,
        terms_short=f"min {minimum}" if minimum else None,
        deadline=f"until {day}" if day else None,
        code=_code(voucher.title),
    )


def is_expired(voucher: Voucher, today: date) -> bool:
    """Whether its last day has passed."""
    return voucher.expires_at is not None and voucher.expires_at < today


def safe_title(voucher: Voucher) -> str:
    """The first line of the title, without what could be markup or an instruction."""
    line = re.split(r"[\n\r]|(?<=[.!?])\s", voucher.title.strip())[0]
    return re.sub(r"[<>{}\[\]|`]", "", line).strip()


def _amount(voucher: Voucher, market: str | None) -> str | None:
    title = safe_title(voucher)
    if voucher.type == "percentage" and voucher.value:
        return f"{voucher.value:g}% off{_scope(title)}"
    if voucher.type == "fixed" and voucher.value:
        return f"{format_money(voucher.value, voucher.currency, market)} off{_scope(title)}"
    if voucher.type == "free_shipping":
        said = re.search(r"\bfree(?: [A-Za-z]{2,10})? (?:shipping|delivery|postage)\b", title, re.IGNORECASE)
        return _lower(said[0]) if said else "free shipping"
    if voucher.type == "points":
        return _points(voucher, title)
    return _gift(title) if voucher.type == "gift" else _multibuy(title) if voucher.type == "bogo" else None


def _scope(title: str) -> str:
    """What a title narrows the offer to: "15% OFF Repairs" → " repairs", "20% OFF First Order" → …"""
    match = re.search(
        r"\boff\b[\s:,-]*(?:on |your |all )?([A-Za-z][A-Za-z '&-]{2,30})$", title, re.IGNORECASE
    )
    if not match or set(match[1].lower().split()) & _SCOPE_STOP - {"order", "orders"}:
        return ""
    said = match[1].strip().lower()
    return f" your {said}" if re.search(r"\b(order|purchase)$", said) else f" {said}"


def _points(voucher: Voucher, title: str) -> str | None:
    kind = re.search(r"\d[\d.,]*\s+((?:[A-Za-z]+\s+)?(?:points?|coins?|stars?))", title, re.IGNORECASE)
    value = voucher.value
    if value is None:
        return None
    told = re.search(r"\d[\d.,]*", title)
    number = (
        told[0].rstrip(".,") if told and re.sub(r"\D", "", told[0]) == f"{value:.0f}" else f"{value:,.0f}"
    )
    words = kind[1] if kind and not kind[1].isupper() else (kind[1].lower() if kind else "points")
    return f"{number} {words}"


def _gift(title: str) -> str | None:
    name = re.sub(r"^(?:free gift|gift|free|bonus)\b[\s:–-]*", "", title, flags=re.IGNORECASE).strip(" !.")
    name = re.sub(r"\s+free$", "", name, flags=re.IGNORECASE)
    if not 2 < len(name) <= _SHORT or re.search(r"https?:|[@#]|\d{3,}", name):  # noqa: PLR2004
        return None
    name = name.title() if name.isupper() else name
    if re.match(r"(?i)first\b", name):
        return f"your {_lower(name)} free"
    return f"a free {re.sub('(?i)^(?:an?|the|your) ', '', name)}"


def _multibuy(title: str) -> str | None:
    match = re.search(
        r"\bbuy\s+(\d+|one|two),?\s*(?:get|take)\s+(\d+|one|two)\b(?:\s+free)?(?:\s+(?:on\s+)?([A-Za-z][\w '&-]{2,40}))?$|\b(\d)-for-(\d)\b(?:\s+([A-Za-z][\w '&-]{2,40}))?$",
        title,
        re.IGNORECASE,
    )
    if not match:
        return None
    buy, get, what = match[1] or "1", match[2] or "1", (match[3] or match[6] or "").strip()
    if match[4]:
        buy, get = match[5], str(int(match[4]) - int(match[5]) + (0 if match[4] != match[5] else 1))
    return f"buy {buy}, get {get} free" + (f" on {what}" if what and what.lower() != "free" else "")


def _code(title: str) -> str | None:
    match = re.search(r"\bcode:?\s+([A-Z0-9]{4,15})\b", title)
    return match[1] if match else None


def _lower(text: str) -> str:
    return " ".join(w if w.isupper() and len(w) <= 3 else w.lower() for w in text.split())  # noqa: PLR2004
