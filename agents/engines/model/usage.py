"""What tokens cost."""

from typing import Any

from agents.engines.model.types import TokenUsage
from agents.lexicons import load

_A_MILLION = 1_000_000


def cost(model: str, usage: TokenUsage) -> float | None:
    """What an answer cost, in the currency of `lexicons/prices.toml`; None for a model that is not listed.

    The cached part of what was taken in is paid at its own price.
    """
    price = _price(model)
    if price is None:
        return None
    fresh = usage.taken_in - usage.cached
    paid = fresh * price["taken_in"] + usage.cached * price["cached"] + usage.put_out * price["put_out"]
    return float(paid) / _A_MILLION


def currency() -> str:
    """The currency of all costs, as ISO 4217 has it."""
    return str(load("prices")["currency"])


def _price(model: str) -> dict[str, float] | None:
    """The price of the longest listed name that the model's name is, or begins with before a date."""
    known: dict[str, Any] = load("prices")["models"]
    name = model.rpartition("/")[2]
    fitting = [listed for listed in known if name == listed or name.startswith(f"{listed}-20")]
    return known[max(fitting, key=len)] if fitting else None
