"""Whether an offer is for a circle the shop has nothing to do with, or for quite other goods."""

import re
from functools import cache
from typing import Final

from agents.engines.rules.diagnosis.faults import WRONG_OFFER, Fault
from agents.engines.rules.diagnosis.goods import goods_in
from agents.engines.rules.diagnosis.other_goods import other_goods
from agents.engines.rules.diagnosis.phrases import Hit, Phrasebook
from agents.engines.rules.diagnosis.reading import plain
from agents.engines.rules.diagnosis.signals import Context, Signals
from agents.engines.rules.tongue import Tongue, words
from agents.lexicons import load

FOR_OTHERS: Final = re.compile(
    r"\b(?:gift|friend|sister|brother|mum|mom|parents|present|spare|pair|match\w*)\b"
)
"""Somebody else may well need one too."""

_NO_GOODS = frozenset({"off", "free", "the", "and", "with", "for", "any", "all", "your", "our"})
_ONCE_MORE = ["another one", "second one", "one more"]
_MONEY_OFF = re.compile(r"\d\W*(?:off|less)\b|\boff\b|%")


def offer_off_topic(signals: Signals) -> Fault | None:
    """An offer to students from a blender shop, or a voucher for sofas beside a teapot."""
    if signals.context.tongue is None:
        return None
    if (other := other_goods(signals)) is not None:
        return Fault("irrelevant_offer", "goods", WRONG_OFFER, other or _titled_in_text(signals))
    if not signals.offer.mentioned:
        return None
    if _a_second_of_the_same(signals) and (offered := _titled_in_text(signals)):
        return Fault("irrelevant_offer", "second", WRONG_OFFER, offered)
    for hit in _circles(signals.context.tongue).find(signals.reading):
        circle = load("diagnosis_themes")["circle"][hit.group]
        sure = signals.context.product is not None or not circle.get("goods", False)
        own = _own_words(signals.context, titled=circle.get("titled", True))
        if sure and not own & set(circle["own"].split()):
            return Fault("irrelevant_offer", "circle", WRONG_OFFER, (hit,))
    return None


def _a_second_of_the_same(signals: Signals) -> bool:
    """Whether people who have just got a thing that lasts are offered that very thing once more."""
    voucher, product = signals.context.voucher, signals.context.product
    if signals.context.profile.segment != "post_purchase_group" or voucher is None or product is None:
        return False
    named = re.findall(r"[^\W\d_]{3,}", plain(product.name))
    titled = set(re.findall(r"[^\W\d_]{3,}", plain(voucher.title)))
    used_up: dict[str, str] = load("diagnosis_themes")["used_up"]
    goods = goods_in(plain(f"{product.name} {product.category or ''}"))
    lasting = bool(goods.families - set(used_up["kinds"].split()))
    lasting = lasting and goods.all_words.isdisjoint(used_up["nouns"].split())
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
