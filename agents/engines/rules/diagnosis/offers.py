"""What a message says of an offer: stated, only hinted at, or not mentioned."""

import re
from dataclasses import dataclass
from datetime import date

from agents.engines.rules.diagnosis.phrases import Hit, phrasebook
from agents.engines.rules.diagnosis.reading import Reading, plain
from agents.engines.rules.tongue import Tongue
from agents.facts.promise import read_promise
from agents.facts.read import read_facts
from agents.facts.types import Fact
from agents.types import Product, Voucher

_STOP = frozenset(
    [
        "free",
        "gift",
        "with",
        "any",
        "your",
        "the",
        "off",
        "order",
        "and",
        "for",
        "get",
        "buy",
        "voucher",
        "min",
    ]
)
_GROUPS = ("hint", "word", "shipping", "multibuy", "newcomer", "loyalty", "drop", "look", "care")
_NO_DAY = date(2000, 1, 1)
_NEGATION = re.compile(r"\b(?:no|not|without|tidak|tak|bukan|tiada|tanpa|bebas|gak|nggak)\W+$")
_NEGATION_REACH = 12
_GIVEN = re.compile(
    r"\b(?:free|libre\w*|gratis|percuma|gift\w*|hadiah|regalo|bonus|complimentary|on us|on the house"
    r"|for nothing|no charge|(?:get|gets|plus|with|adds?) (?:an? |one |1 |another |an extra |a second ))"
)


@dataclass(frozen=True)
class OfferReading:
    """What a text says of an offer.

    `hints` promise something unnamed, `words` are bare words for an offer, `told` the kinds of
    offer (voucher types) that are given in full, `prices` amounts that are no discount and no
    minimum. `newcomer` and `loyalty` say for whom an offer is; `drop` says a price fell, `look`
    invites to see the new one.
    """

    hints: tuple[Hit, ...]
    words: tuple[Hit, ...]
    told: frozenset[str]
    prices: tuple[str, ...]
    newcomer: tuple[Hit, ...]
    loyalty: tuple[Hit, ...]
    drop: tuple[Hit, ...]
    look: tuple[Hit, ...]

    @property
    def mentioned(self) -> bool:
        """Whether the message speaks of an offer at all."""
        return bool(self.told or self.prices or self.hints or self.words)


def read_offer(
    reading: Reading,
    product: Product | None,
    voucher: Voucher | None,
    *,
    market: str | None,
    tongue: Tongue | None,
) -> OfferReading:
    """Find what `reading` says of an offer, in wordings of its language if it can be read."""
    found = phrasebook("offers", tongue).find(reading) if tongue else ()
    hits = {group: tuple(h for h in found if h.group == group) for group in _GROUPS}
    hits["hint"] = tuple(h for h in hits["hint"] if not any(c.start <= h.start < c.end for c in hits["care"]))
    told, prices = _figures(reading.original, product, voucher, market)
    told |= {"free_shipping"} if hits["shipping"] else set()
    told |= {"bogo"} if hits["multibuy"] else set()
    told |= {"gift"} if _names_gift(reading, product, voucher) else set()
    return OfferReading(
        hints=hits["hint"],
        words=hits["word"],
        told=frozenset(told),
        prices=prices,
        newcomer=tuple(hit for hit in hits["newcomer"] if not negated(reading, hit)),
        loyalty=hits["loyalty"],
        drop=hits["drop"],
        look=hits["look"],
    )


def _figures(
    text: str, product: Product | None, voucher: Voucher | None, market: str | None
) -> tuple[set[str], tuple[str, ...]]:
    """The kinds of offer that numbers tell, and the amounts that are prices."""
    promise = read_promise(text, market=market, today=(voucher and voucher.expires_at) or _NO_DAY)
    percents = [f for f in promise.percents if not (product and f.text in product.name)]
    told = {"percentage"} if percents else set()
    # "400 Paw Points": what a shop calls its points is in the voucher's title.
    titled = voucher is not None and plain(voucher.title) in plain(text)
    told |= {"points"} if promise.points or titled else set()
    told |= {"bogo"} if promise.multibuys else set()
    told |= {"free_shipping"} if promise.free_shipping else set()
    money = [f for f in read_facts(text, market=market) if f.kind == "money"]
    worth = [f for f in money if f in promise.amounts or (voucher and _worth(f) == voucher.value)]
    told |= {"fixed"} if worth or (voucher and _value_stands(voucher, text)) else set()
    least = voucher.min_spend if voucher else None
    other = [f for f in money if f not in worth and f not in promise.minimums and _worth(f) != least]
    return told, tuple(f.text for f in other)


def _value_stands(voucher: Voucher, text: str) -> bool:
    """Whether a fixed discount's number stands before "off" or "less", in whatever way money is written."""
    if voucher.type != "fixed" or voucher.value is None:
        return False
    bare = re.sub(r"(?<=\d)[.,](?=\d{3}(?!\d))", "", text)
    return bool(
        re.search(
            rf"(?<![\d.,]){voucher.value:.10g}(?:[.,]00?)?(?![\d]|[.,]\d)\W?\w{{0,3}}\s+(?:off|less)\b",
            bare,
            re.IGNORECASE,
        )
    )


def _worth(fact: Fact) -> float:
    """The number of an amount of money."""
    return float(fact.key.rsplit(":", 1)[1])


def negated(reading: Reading, hit: Hit) -> bool:
    """Tell "no new-customer tricks" from "new customer"."""
    return bool(_NEGATION.search(reading.norm[max(0, hit.start - _NEGATION_REACH) : hit.start]))


def _names_gift(reading: Reading, product: Product | None, voucher: Voucher | None) -> bool:
    """The gift's own name counts as telling it; the words it shares with the product do not.

    A gift of the very product is only told where the text also says that it is given.
    """
    if voucher is None or voucher.type != "gift":
        return False
    names = {w for w in re.findall(r"\w{3,}", plain(voucher.title)) if w not in _STOP and not w[0].isdigit()}
    own = names - set(re.findall(r"\w+", plain(product.name) if product else ""))
    said = set(reading.words)
    if own:
        return len(own & said) * 2 >= len(own)
    return bool(names) and names <= said and bool(_GIVEN.search(reading.norm))
