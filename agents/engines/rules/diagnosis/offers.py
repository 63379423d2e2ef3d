"""What a message says of an offer: stated, only hinted at, or not mentioned."""

import re
from dataclasses import dataclass
from functools import cache

from agents.engines.rules.diagnosis.phrases import Hit, Phrasebook
from agents.engines.rules.diagnosis.reading import Reading, plain
from agents.lexicons import load
from agents.types import Product, Voucher

_MONEY = r"(?:[a-z]{0,3}[$€£¥₱₹฿₫]|\b(?:rm|rp|aed|hkd|sgd|usd|inr|rs|php|thb|vnd|myr|idr|eur|gbp|nzd|aud|cad|krw)\b)[ .]?\d[\d.,]*k?|\d[\d.,]*k? ?(?:[€£₫฿]|kr\b|zł|aed\b|dirham|baht|dong|pesos?|ringgit|rupees?|rupiah|dollars?|euros?|pounds?|quid|bucks)"
_PERCENT = re.compile(r"\d[\d.,]* ?(?:%|percent\b|pct\b|per cent\b|pc off)")
_MONEY_RE = re.compile(_MONEY)
_POINTS = re.compile(r"\d[\d.,]*k? ?(?:[a-z]+ ){0,2}(?:points?|pts|coins|stars|poin|miles)\b")
_STOP = frozenset("free gift with any your the a an of off order and for get buy voucher min".split())


@dataclass(frozen=True)
class OfferReading:
    """What a text says of an offer.

    `hints` are promises of something unnamed, `words` bare words for an offer, `states` the places
    where one is given in full (number, "free shipping", the gift's name); `money` all amounts.
    """

    hints: tuple[Hit, ...]
    words: tuple[Hit, ...]
    states: tuple[str, ...]
    money: tuple[str, ...]
    newcomer: tuple[Hit, ...]
    loyalty: tuple[Hit, ...]


def read_offer(
    reading: Reading, product: Product | None, voucher: Voucher | None, *, english: bool
) -> OfferReading:
    """Find what `reading` says of an offer. Wordings are only looked for in English."""
    hits = _book().find(reading) if english else ()
    by_group = {g: tuple(h for h in hits if h.group == g) for g in ("hint", "word", "state", "newcomer", "loyalty")}
    money = tuple(m.group() for m in _MONEY_RE.finditer(reading.norm))
    states = [m.group() for m in _PERCENT.finditer(reading.norm) if not _of_the_product(m.group(), product)]
    states += [m.group() for m in _POINTS.finditer(reading.norm)]
    states += [reading.norm[h.start : h.end] for h in by_group["state"]]
    states += [amount for amount in money if not _is_minimum(amount, voucher)]
    states += _gift(reading, voucher)
    return OfferReading(by_group["hint"], by_group["word"], tuple(states), money, by_group["newcomer"], by_group["loyalty"])


def _of_the_product(percent: str, product: Product | None) -> bool:
    """"100% cotton" names no offer."""
    return product is not None and percent.strip() in plain(product.name) or percent.startswith("100")


def _is_minimum(amount: str, voucher: Voucher | None) -> bool:
    """Whether an amount is only the voucher's minimum spend."""
    if voucher is None or voucher.min_spend is None or voucher.min_spend == voucher.value:
        return False
    return re.sub(r"\D", "", amount) == f"{voucher.min_spend:g}".replace(".", "")


def _gift(reading: Reading, voucher: Voucher | None) -> list[str]:
    """The gift's own name counts as stating it."""
    if voucher is None or voucher.type not in ("gift", "bogo"):
        return []
    names = {w for w in re.findall(r"\w{3,}", plain(voucher.title)) if w not in _STOP and not w.isdigit()}
    return sorted(names & set(reading.words)) if voucher.type == "gift" else []


@cache
def _book() -> Phrasebook:
    lexicon = load("diagnosis_offers")
    return Phrasebook({group: [(1.0, w) for w in entry["phrases"]] for group, entry in lexicon.items()})
