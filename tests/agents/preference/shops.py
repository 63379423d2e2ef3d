"""Small teams with simple tastes, for the tests of what is learned from them."""

from agents.preference import Pair
from agents.types import Message

PLAIN = (
    "Your cart is saved. Finish your order when you like.",
    "The jacket you chose is packed and waits for you.",
    "We kept your beans for you. Come back to the shop.",
    "There is one step left on the way to your lamp.",
    "Thank you for your order. Your parcel is on its way.",
    "Your favourite tea is here again and waits in the shop.",
)


def liking_emoji(n: int, *, merchant_id: str = "m01", start: int = 0, likes: bool = True) -> list[Pair]:
    """`n` choices in as many campaigns of a version with an emoji over one without, or the reverse."""
    pairs = []
    for i in range(start, start + n):
        plain = Message(body=f"{PLAIN[i % len(PLAIN)]} No {i}.")
        with_emoji = Message(body=f"{plain.body} 🎁")
        chosen, rejected = (with_emoji, plain) if likes else (plain, with_emoji)
        pairs.append(
            Pair(chosen=chosen, rejected=rejected, merchant_id=merchant_id, group=f"c{i}", source="choice")
        )
    return pairs
