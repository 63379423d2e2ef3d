"""Short ways to a draft, a voucher and their ledger, as of the day the data was made."""

from datetime import date
from typing import Any

from agents.facts.ledger import Ledger, open_ledger
from agents.types import Draft, Message, Voucher, VoucherType

TODAY = date(2026, 11, 20)  # a Friday


def voucher(kind: VoucherType, value: float | None = None, **more: Any) -> Voucher:
    """A voucher of a kind; its title says the amount unless `title` is given."""
    titles = {"percentage": f"{value}% OFF", "fixed": f"{value} OFF", "points": f"{value} Points"}
    named = {"free_shipping": "Free Shipping", "gift": "Free Tote Bag", "bogo": "Buy 1 Get 1 Socks"}
    title = titles.get(kind) or named[kind]
    return Voucher.model_validate({"title": title, "type": kind, "value": value, "currency": "SGD"} | more)


def draft(body: str, offer: Voucher | None = None, **more: Any) -> Draft:
    """A push draft of a shop in Singapore."""
    merchant = {"id": "m", "name": "Kopi Lorong", "market": more.pop("market", "SG")}
    given = {
        "merchant": merchant,
        "audience": "lapsing_buyers",
        "channel": "push",
        "body": body,
        "voucher": offer,
    }
    return Draft.model_validate(given | more)


def ledger(body: str, offer: Voucher | None = None, **more: Any) -> Ledger:
    """The ledger of such a draft."""
    return open_ledger(draft(body, offer, **more), today=TODAY)


def rules(book: Ledger, body: str) -> set[str]:
    """The rules that a message breaks."""
    return {v.rule for v in book.check(Message(body=body))}
