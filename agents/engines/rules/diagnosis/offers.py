"""What a message says of an offer: stated, only hinted at, or not mentioned."""

import re
from dataclasses import dataclass
from functools import cache

from agents.engines.rules.diagnosis.phrases import Hit, Phrasebook
from agents.engines.rules.diagnosis.reading import Reading, plain
from agents.lexicons import load
from agents.types import Product, Voucher

_MONEY_RE = re.compile(
    r"(?:[a-z]{0,3}[$€£¥₱₹฿₫]|\b(?:rm|rp|aed|hkd|sgd|usd|inr|rs|php|thb|vnd|myr|idr|eur|gbp|nzd|aud|cad|krw))[ .]?\d[\d.,]*k?"
    r"|\d[\d.,]*k? ?(?:[€£₫฿]|kr\b|zł|aed\b|dirham|baht|dong|pesos?|ringgit|rupees?|rupiah|dollars?|euros?|pounds?|quid|bucks)"
)
_PERCENT = re.compile(r"\d[\d.,]* ?(?:%|percent\b|pct\b|per cent\b)")
_POINTS = re.compile(r"\d[\d.,]*k? ?(?:[a-z]+ ){0,2}(?:points?|pts|coins|stars|poin|miles)\b")
_STOP = frozenset(
    ["free", "gift", "with", "any", "your", "the", "off", "order", "and", "for", "get", "buy", "voucher", "min"]
)
_GROUPS = ("hint", "word", "state", "newcomer", "loyalty", "drop", "look")


@dataclass(frozen=True)
class OfferReading:
    """What a text says of an offer.

    `hints` are promises of something unnamed, `words` bare words for an offer, `states` the places
    where one is given in full (number, "free shipping", the gift's name); `money` all amounts;
    `newcomer` and `loyalty` say for whom it is; `drop` says a price fell, `look` invites to see it.
    """

    hints: tuple[Hit, ...]
    words: tuple[Hit, ...]
    states: tuple[str, ...]
    money: tuple[str, ...]
    newcomer: tuple[Hit, ...]
    loyalty: tuple[Hit, ...]
    drop: tuple[Hit, ...]
    look: tuple[Hit, ...]


def read_offer(reading: Reading, product: Product | None, voucher: Voucher | None, *, english: bool) -> OfferReading:
    """Find what `reading` says of an offer. Wordings are only looked for in English."""
    found = _book().find(reading) if english else ()
    hits = {group: tuple(h for h in found if h.group == group) for group in _GROUPS}
    money = tuple(m.group() for m in _MONEY_RE.finditer(reading.norm))
    states = [m.group() for m in _PERCENT.finditer(reading.norm) if not _of_the_product(m.group(), product)]
    states += [m.group() for m in _POINTS.finditer(reading.norm)]
    states += [reading.norm[h.start : h.end] for h in hits["state"]]
    states += [amount for amount in money if not _is_minimum(amount, voucher)]
    states += _gift(reading, product, voucher)
    return OfferReading(
        hits["hint"],
        hits["word"],
        tuple(states),
        money,
        tuple(hit for hit in hits["newcomer"] if not _negated(reading, hit)),
        hits["loyalty"],
        hits["drop"],
        hits["look"],
    )


def _of_the_product(percent: str, product: Product | None) -> bool:
    """Tell "100% cotton" from an offer."""
    return percent.startswith("100") or (product is not None and percent.strip() in plain(product.name))


def _negated(reading: Reading, hit: Hit) -> bool:
    """Tell "no new-customer tricks" from "new customer"."""
    return bool(re.search(r"\b(?:no|not|without|only for)\W+$", reading.norm[max(0, hit.start - 12) : hit.start]))


def _is_minimum(amount: str, voucher: Voucher | None) -> bool:
    """Whether an amount is only the voucher's minimum spend."""
    if voucher is None or voucher.min_spend is None or voucher.min_spend == voucher.value:
        return False
    return re.sub(r"\D", "", amount) == f"{voucher.min_spend:.10g}".replace(".", "")


def _gift(reading: Reading, product: Product | None, voucher: Voucher | None) -> list[str]:
    """The gift's own name counts as stating it, its words that the product shares do not."""
    if voucher is None or voucher.type != "gift":
        return []
    names = {w for w in re.findall(r"\w{3,}", plain(voucher.title)) if w not in _STOP and not w.isdigit()}
    own = names - set(re.findall(r"\w+", plain(product.name) if product else ""))
    said = set(reading.words)
    return sorted(own & said) if own else sorted(names & said)[: len(names) // 2 * 2]


@cache
def _book() -> Phrasebook:
    lexicon = load("diagnosis_offers")
    return Phrasebook({group: [(1.0, w) for w in entry["phrases"]] for group, entry in lexicon.items()})
