"""People who choose, to count the votes of."""

from datetime import UTC, datetime, timedelta
from typing import Any

from agents.types import Draft, Suggestion
from agents.votes import Ballot

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
VOUCHER = {"title": "S$5 OFF", "type": "fixed", "value": 5, "currency": "SGD", "min_spend": 35}
PRODUCT = {"name": "Kopi-O Drip Bags", "category": "Food > Coffee"}
OFFER = "S$5 off when you spend S$35. Kopi-O Drip Bags are in your cart."
ITEM = "Kopi-O Drip Bags are in your cart. Take S$5 off when you spend S$35."
PLAIN = "Your cart is waiting, {{first_name}}."


def draft(number: int = 1, **values: Any) -> Draft:
    """A draft of a campaign of this number, with a voucher and a product."""
    told: dict[str, Any] = {"id": f"C-{number}", "body": "Come back for a treat", "channel": "push"}
    told |= {"merchant": {"id": "m1", "name": "Kopi Lorong", "market": "SG"}, "product": PRODUCT}
    return Draft.model_validate(told | {"audience": "abandoned_cart_buyers", "voucher": VOUCHER} | values)


def suggestion(*bodies: str, id: str = "S-1") -> Suggestion:  # noqa: A002 - as the contract has it
    """A suggestion with these versions."""
    first, *others = bodies or (ITEM, OFFER, PLAIN)
    variants = [{"intent": f"way {n}", "body": body} for n, body in enumerate(others, 2)]
    told = {"id": id, "outcome": "rewritten", "message": {"body": first}, "variants": variants}
    return Suggestion.model_validate(told)


def ballot(person: str = "T1:U1", kind: str = "choice", value: str = "2", **values: Any) -> Ballot:
    """A vote: for the second version, unless told otherwise."""
    told: dict[str, Any] = {"person": person, "at": NOW, "kind": kind, "value": value, "lends": False}
    told |= {"version": int(value) if kind == "choice" else 1, "detail": {}}
    return Ballot(**told | {"draft": draft(), "suggestion": suggestion()} | values)


def reaction(person: str, emoji: str, weight: float, **values: Any) -> Ballot:
    """A reaction on the first version."""
    return ballot(person, "reaction", emoji, **{"detail": {"weight": weight}} | values)


def later(minutes: int) -> datetime:
    """So much after `NOW`."""
    return NOW + timedelta(minutes=minutes)
