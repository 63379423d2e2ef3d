"""Whether an offer is for a circle the shop has nothing to do with, or for quite other goods."""

import re
from functools import cache
from typing import Final

from agents.engines.rules.diagnosis.faults import WRONG_OFFER, Fault
from agents.engines.rules.diagnosis.phrases import Hit, Phrasebook
from agents.engines.rules.diagnosis.reading import plain
from agents.engines.rules.diagnosis.signals import Context, Signals
from agents.engines.rules.tongue import Tongue, words
from agents.lexicons import load

_MEASURE = re.compile(r"\b\d+\s?(?:g|kg|ml|l|oz|lb)s? \w+")
"""A "250g bag" is no handbag."""
FOR_OTHERS: Final = re.compile(
    r"\b(?:gift|friend|sister|brother|mum|mom|parents|present|spare|pair|match\w*)\b"
)
"""Somebody else may well need one too."""

_NO_GOODS = frozenset({"off", "free", "the", "and", "with", "for", "any", "all", "your", "our"})
_ONCE_MORE = ["another one", "second one", "one more"]
_MONEY_OFF = re.compile(r"\d\W*(?:off|less)\b|\boff\b|%")


def offer_off_topic(signals: Signals) -> Fault | None:
    """An offer to students from a blender shop, or a voucher for sofas beside a teapot."""
    if not signals.offer.mentioned or signals.context.tongue is None:
        return None
    if _title_of_other_goods(signals.context):
        return Fault("irrelevant_offer", "goods", WRONG_OFFER, _titled_in_text(signals))
    if _a_second_of_the_same(signals) and (offered := _titled_in_text(signals)):
        return Fault("irrelevant_offer", "second", WRONG_OFFER, offered)
    for hit in _circles(signals.context.tongue).find(signals.reading):
        circle = load("diagnosis_themes")["circle"][hit.group]
        sure = signals.context.product is not None or not circle.get("goods", False)
        own = _own_words(signals.context, titled=circle.get("titled", True))
        if sure and not own & set(circle["own"].split()):
            return Fault("irrelevant_offer", "circle", WRONG_OFFER, (hit,))
    return None


def _title_of_other_goods(context: Context) -> bool:
    """Whether the voucher is for other goods than the product. Gifts may be anything."""
    voucher, product = context.voucher, context.product
    if voucher is None or product is None or voucher.type == "gift":
        return False
    named = re.findall(r"\w+", plain(f"{product.name} {product.category or ''}"))
    title = _MEASURE.sub(" ", plain(voucher.title))
    kinds, titled = _kinds(named), _kinds(re.findall(r"\w+", title))
    return bool(kinds and titled) and not kinds & titled


def _kinds(words: list[str]) -> set[str]:
    return {_kind()[word] for word in words if word in _kind()}


def _a_second_of_the_same(signals: Signals) -> bool:
    """Whether people who have just got a thing that lasts are offered that very thing once more."""
    voucher, product = signals.context.voucher, signals.context.product
    if signals.context.profile.segment != "post_purchase_group" or voucher is None or product is None:
        return False
    named = re.findall(r"[^\W\d_]{3,}", plain(product.name))
    titled = set(re.findall(r"[^\W\d_]{3,}", plain(voucher.title)))
    used_up = set(load("diagnosis_themes")["used_up"]["kinds"].split())
    lasting = bool(_kinds(re.findall(r"\w+", plain(f"{product.name} {product.category or ''}"))) - used_up)
    same = sum(word in titled for word in named) * 2 > len(named) and voucher.type != "bogo"
    return lasting and same and not FOR_OTHERS.search(signals.reading.norm)


def _titled_in_text(signals: Signals) -> tuple[Hit, ...]:
    """Where the text offers the voucher's goods: their names in a sentence that speaks of money off."""
    voucher, reading = signals.context.voucher, signals.reading
    titled = re.findall(r"[^\W\d_]{3,}", plain(voucher.title)) if voucher else []
    goods = "|".join([word for word in titled if word not in _NO_GOODS] + _ONCE_MORE)
    found = re.finditer(rf"\b(?:{goods})(?:\W(?:{goods}))*\b", reading.norm)
    offering = [m for m in found if _MONEY_OFF.search(reading.sentence_at(m.start()))]
    longest = max(offering, key=lambda m: m.end() - m.start(), default=None)
    return (Hit("goods", 1.0, *longest.span()),) if longest else ()


def _own_words(context: Context, *, titled: bool) -> set[str]:
    """Words of the shop, its product and, when `titled`, its voucher."""
    product, voucher = context.product, context.voucher
    texts = [context.shop, voucher.title if voucher and titled else ""]
    texts += [product.name, product.category or ""] if product else []
    return set(re.findall(r"\w+", plain(" ".join(texts))))


@cache
def _circles(tongue: Tongue) -> Phrasebook:
    """The circles of a language; what a circle is about is told once, with the English ones."""
    circles = words("diagnosis_themes", tongue)["circle"]
    return Phrasebook({name: [(1.0, w) for w in circle["phrases"]] for name, circle in circles.items()})


@cache
def _kind() -> dict[str, str]:
    """The kind of goods that a noun belongs to."""
    return {noun: kind for kind, nouns in load("diagnosis_themes")["goods"].items() for noun in nouns.split()}
