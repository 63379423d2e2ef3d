"""Whether a message offers goods that have nothing to do with the product it is about."""

import re
from functools import lru_cache

from agents.engines.rules.diagnosis.goods import Goods, are_apart, go_together, goods_in
from agents.engines.rules.diagnosis.offered import offered_in_text, titled_goods
from agents.engines.rules.diagnosis.phrases import Hit
from agents.engines.rules.diagnosis.reading import plain
from agents.engines.rules.diagnosis.signals import Signals
from agents.lexicons import load
from agents.types import Product, Segment, Voucher

_ONE_THING = ("abandoned_cart_buyers", "unpaid_order_buyers", "price_drop_group")
"""These wait for one thing: what only goes with it helps them no further."""

_TRAILING = 2


def other_goods(signals: Signals) -> tuple[Hit, ...] | None:
    """Where other goods are offered; none of the places when only the voucher's title names them.

    None where the offer suits the product, covers everything, or names no goods we know.
    """
    context = signals.context
    if context.product is None:
        return None
    closely = context.profile.segment in _ONE_THING
    if places := _offered_elsewhere(signals, _product_goods(context.product), closely=closely):
        return places
    titled = is_for_other_goods(context.voucher, context.product, context.profile.segment)
    return () if signals.offer.mentioned and titled else None


def is_for_other_goods(voucher: Voucher | None, product: Product | None, segment: Segment) -> bool:
    """Whether a voucher is by its title for goods that have nothing to do with the product."""
    if product is None:
        return False
    return _is_elsewhere(
        _product_goods(product), goods_in(titled_goods(voucher)), closely=segment in _ONE_THING
    )


def is_product_named(signals: Signals) -> bool:
    """Whether the text speaks of the product, by a telling word of its name."""
    product = signals.context.product
    name = goods_in(plain(product.name)) if product else None
    return name is not None and not name.words.isdisjoint(goods_in(signals.reading.norm).all_words)


def _offered_elsewhere(signals: Signals, own: Goods, *, closely: bool) -> tuple[Hit, ...]:
    """The runs of words that name other goods, if all that name any do and the product goes unnamed."""
    norm = signals.reading.norm
    runs = [(a, b, goods_in(norm[a:b])) for a, b in offered_in_text(signals.reading)]
    if any(goods.covers_all for _, _, goods in runs):
        return ()
    naming = [(a, b, goods) for a, b, goods in runs if goods.names]
    apart = [run for run in naming if are_apart(own, run[2])]
    if not apart and is_product_named(signals):
        return ()
    if any(not _is_elsewhere(own, goods, closely=closely) for _, _, goods in naming):
        return ()
    return tuple(_hit(norm, a, b, goods.names) for a, b, goods in naming)


def _is_elsewhere(own: Goods, offered: Goods, *, closely: bool) -> bool:
    if not own.families or not offered.families or offered.covers_all:
        return False
    return not go_together(own, offered, closely=closely)


def _hit(norm: str, start: int, stop: int, names: tuple[str, ...]) -> Hit:
    """The goods of a run with the word that tells which: "men's grooming kits", "cat trees"."""
    at = max(norm.find(names[0], start), start)
    last = max(norm.find(names[-1], at) + len(names[-1]), at + len(names[0]))
    end = stop if len(norm[last:stop].split()) <= _TRAILING else last
    before = re.search(r"[\w'-]+ $", norm[start:at])
    told = before is not None and before[0].strip() not in load("diagnosis_goods")["leading"]["words"]
    return Hit("goods", 1.0, at - len(before[0]) if before and told else at, end)


@lru_cache(maxsize=1024)
def _product_goods(product: Product) -> Goods:
    """What the product is: by its name and the narrow steps of its category, by the first only if need be."""
    first, *narrow = [step.strip() for step in plain(product.category or "").split(">")]
    name = plain(product.name)
    close, whole = goods_in(" ".join((name, *narrow))), goods_in(" ".join((name, first, *narrow)))
    return Goods(whole.names, close.families or whole.families, whole.words, whole.all_words)
