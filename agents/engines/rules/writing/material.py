"""What a rewrite of one draft can be made of."""

from dataclasses import dataclass

from agents.engines.rules.writing.item import Item
from agents.engines.rules.writing.kept import Kept
from agents.engines.rules.writing.offer_line import OfferLine
from agents.types import Channel, Segment


@dataclass(frozen=True)
class Material:
    """The kept sentences, and what is known to make the missing ones from.

    `terms` are those that the merchant's own statement of the offer leaves out; `offer` is None when
    the draft's kept words state it already. A `light` draft is good: nothing is added but what is
    missing. `bought`: the item is what these people have, not what they could buy. `terse`: in as few
    words as will do.
    """

    segment: Segment
    channel: Channel
    kept: Kept
    item: Item | None
    offer: OfferLine | None
    terms: str | None
    shop: str | None
    has_title: bool
    light: bool = False
    bought: bool = False
    terse: bool = False

    @property
    def speaks_of(self) -> str:
        """Which phrases of the bank fit: those of an "item", of one "bought", or the "plain" ones."""
        return "plain" if self.item is None else "bought" if self.bought else "item"

    @property
    def spoken_name(self) -> str:
        """Item and shop as words that may come twice without a repetition."""
        return " ".join(n for n in (self.item.name if self.item else None, self.shop) if n)

    def names_item(self, text: str) -> bool:
        """Whether a reader of the text knows which item is spoken of."""
        return bool(self.item and self.item.is_named_in(text))
