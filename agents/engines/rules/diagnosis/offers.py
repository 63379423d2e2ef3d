"""What a message says of an offer: stated, only hinted at, or not mentioned."""

import re
from dataclasses import dataclass

from agents.engines.rules.diagnosis.phrases import Hit, phrasebook
from agents.engines.rules.diagnosis.reading import Reading, plain
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
_GROUPS = ("hint", "word", "state", "newcomer", "loyalty", "drop", "look")
_NEGATION = re.compile(r"\b(?:no|not|without)\W+$")
_NEGATION_REACH = 12


@dataclass(frozen=True)
class OfferReading:
    """What a text says of an offer.

    `hints` promise something unnamed, `words` are bare words for an offer, `states` the places
    where one is given in full (number, "free shipping", the gift's name); `newcomer` and `loyalty`
    say for whom it is; `drop` says a price fell, `look` invites to see the new one. `figures` are
    all amounts of money.
    """

    hints: tuple[Hit, ...]
    words: tuple[Hit, ...]
    states: tuple[str, ...]
    newcomer: tuple[Hit, ...]
    loyalty: tuple[Hit, ...]
    drop: tuple[Hit, ...]
    look: tuple[Hit, ...]
    figures: tuple[str, ...]

    @property
    def mentioned(self) -> bool:
        """Whether the message speaks of an offer at all."""
        return bool(self.states or self.hints or self.words)


def read_offer(
    reading: Reading, product: Product | None, voucher: Voucher | None, *, market: str | None, english: bool
) -> OfferReading:
    """Find what `reading` says of an offer. Wordings are only looked for in English."""
    found = phrasebook("offers").find(reading) if english else ()
    hits = {group: tuple(h for h in found if h.group == group) for group in _GROUPS}
    facts = read_facts(reading.original, market=market)
    states = [f.text for f in facts if _states(f, product, voucher)]
    states += [reading.quote(h.start, h.end) for h in hits["state"]]
    states += _gift(reading, product, voucher)
    return OfferReading(
        hints=hits["hint"],
        words=hits["word"],
        states=tuple(states),
        newcomer=tuple(hit for hit in hits["newcomer"] if not negated(reading, hit)),
        loyalty=hits["loyalty"],
        drop=hits["drop"],
        look=hits["look"],
        figures=tuple(f.text for f in facts if f.kind == "money"),
    )


def _states(fact: Fact, product: Product | None, voucher: Voucher | None) -> bool:
    """Whether a number says how much the offer is worth, or what the thing costs."""
    if fact.kind == "percent":  # "100% cotton" is no offer
        return fact.key != "percent:100" and not (product and fact.text in product.name)
    if fact.kind == "money":
        return not _is_minimum(fact, voucher)
    return fact.kind in ("points", "multibuy")


def _is_minimum(fact: Fact, voucher: Voucher | None) -> bool:
    """Whether an amount is only the voucher's minimum spend."""
    if voucher is None or voucher.min_spend is None or voucher.min_spend == voucher.value:
        return False
    return float(fact.key.rsplit(":", 1)[1]) == voucher.min_spend


def negated(reading: Reading, hit: Hit) -> bool:
    """Tell "no new-customer tricks" from "new customer"."""
    return bool(_NEGATION.search(reading.norm[max(0, hit.start - _NEGATION_REACH) : hit.start]))


def _gift(reading: Reading, product: Product | None, voucher: Voucher | None) -> list[str]:
    """The gift's own name counts as stating it; the words it shares with the product do not."""
    if voucher is None or voucher.type != "gift":
        return []
    names = {w for w in re.findall(r"\w{3,}", plain(voucher.title)) if w not in _STOP and not w.isdigit()}
    own = names - set(re.findall(r"\w+", plain(product.name) if product else ""))
    said = set(reading.words)
    return sorted(own & said) if own else (sorted(names) if names and names <= said else [])
