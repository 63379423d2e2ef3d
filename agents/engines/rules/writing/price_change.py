"""A price that has come down, told in a sentence of its own where its own sentence has to go."""

from decimal import Decimal

from agents.engines.rules.tongue import words
from agents.engines.rules.writing.roles import matcher
from agents.facts.read import read_facts
from agents.facts.types import Fact
from agents.types import Value

_A_PAIR = 2


class PriceChange(Value):
    """`sentence` says what `facts`, the two prices as the draft has them, were there to say."""

    sentence: str
    facts: tuple[str, str]


def price_change(text: str, *, market: str | None) -> PriceChange | None:
    """The change that a sentence tells; None unless its only amounts are an old price and a lower new one."""
    frame = words("phrases")["carriers"].get("price")
    prices = [f for f in read_facts(text, market=market) if f.kind == "money"]
    if frame is None or len(prices) != _A_PAIR or matcher("amount_of_an_offer").search(text):
        return None
    first, second = prices
    between = text[first.end : second.start]
    if matcher("new_from_old").search(between):
        new, old = first, second
    elif matcher("old_to_new").search(between):
        new, old = second, first
    else:
        return None
    if _currency(new) != _currency(old) or _amount(new) >= _amount(old):
        return None
    return PriceChange(sentence=frame.format(new=new.text, old=old.text), facts=(new.text, old.text))


def _currency(price: Fact) -> str:
    return price.key.rpartition(":")[0]


def _amount(price: Fact) -> Decimal:
    return Decimal(price.key.rpartition(":")[2])
