"""Whether an offer is for a circle the shop has nothing to do with, or for quite other goods."""

import re
from functools import cache

from agents.engines.rules.diagnosis.faults import WRONG_OFFER, Fault
from agents.engines.rules.diagnosis.phrases import Phrasebook
from agents.engines.rules.diagnosis.reading import plain
from agents.engines.rules.diagnosis.signals import Context, Signals
from agents.lexicons import load


def offer_off_topic(signals: Signals) -> Fault | None:
    """An offer to students from a blender shop, or a voucher for sofas beside a teapot."""
    if not signals.offer.mentioned or not signals.context.english:
        return None
    own = _own_words(signals.context)
    if _title_of_other_goods(signals.context):
        return Fault("irrelevant_offer", "goods", WRONG_OFFER)
    for hit in _circles().find(signals.reading):
        circle = load("diagnosis_themes")["circle"][hit.group]
        sure = signals.context.product is not None or not circle.get("goods", False)
        if sure and not own & set(circle["own"].split()):
            return Fault("irrelevant_offer", "circle", WRONG_OFFER, (hit,))
    return None


def _title_of_other_goods(context: Context) -> bool:
    """Whether the voucher is for other goods than the product. Gifts may be anything."""
    voucher, product = context.voucher, context.product
    if voucher is None or product is None or voucher.type == "gift":
        return False
    named = re.findall(r"\w+", plain(f"{product.name} {product.category or ''}"))
    kinds = {_kind()[word] for word in named if word in _kind()}
    titled = {_kind()[word] for word in re.findall(r"\w+", plain(voucher.title)) if word in _kind()}
    return bool(kinds and titled) and not kinds & titled


def _own_words(context: Context) -> set[str]:
    """Words of the shop, its product and its voucher."""
    product, voucher = context.product, context.voucher
    texts = [context.shop, voucher.title if voucher else ""]
    texts += [product.name, product.category or ""] if product else []
    return set(re.findall(r"\w+", plain(" ".join(texts))))


@cache
def _circles() -> Phrasebook:
    circles = load("diagnosis_themes")["circle"]
    return Phrasebook({name: [(1.0, w) for w in circle["phrases"]] for name, circle in circles.items()})


@cache
def _kind() -> dict[str, str]:
    """The kind of goods that a noun belongs to."""
    return {noun: kind for kind, nouns in load("diagnosis_themes")["goods"].items() for noun in nouns.split()}
