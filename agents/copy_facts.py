"""Where a message states the facts around it: amount, minimum, last day, price, code, link, item, name."""

import re
from datetime import date
from functools import cache

from agents.facts.numerals import plain
from agents.facts.promise import Promise, read_promise
from agents.facts.read import read_facts
from agents.facts.types import Fact
from agents.facts.wording import offer_words
from agents.lexicons import load
from agents.placeholders import find_placeholders
from agents.types import Product, Value, Voucher

# Days are looked for, not compared: which year it is does not matter here.
_ANY_DAY = date(2026, 1, 1)
_HALF = 0.5
_NEAR = 30
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


class Known(Value):
    """What is known around a message. `market` is a two-letter country code, `shop` its name."""

    product: Product | None = None
    voucher: Voucher | None = None
    market: str | None = None
    shop: str | None = None


class CopyFacts(Value):
    """Where each fact first stands in a text, None where it does not.

    `amount` is the voucher's amount if there is a voucher, any offer's otherwise.
    """

    amount: int | None = None
    minimum: int | None = None
    deadline: int | None = None
    price: int | None = None
    code: int | None = None
    link: int | None = None
    item: int | None = None
    name: int | None = None


def read_copy(text: str, known: Known) -> CopyFacts:
    """Find the facts of `known`, and others of their kind, in a text."""
    facts = read_facts(text, market=known.market, today=_ANY_DAY)
    promise = read_promise(text, market=known.market, today=_ANY_DAY)
    offered = {f.start for f in (*promise.amounts, *promise.minimums)}
    offered |= {f.start for f in facts if f.kind == "money" and f.key.endswith(_voucher_money(known.voucher))}
    return CopyFacts(
        amount=_amount(text, facts, promise, known),
        minimum=_first(promise.minimums) if promise.minimums else _minimum(facts, known.voucher),
        deadline=_deadline(text, facts, known.voucher),
        price=_first([f for f in facts if f.kind == "money" and f.start not in offered]),
        code=_first([f for f in facts if f.kind == "code"]),
        link=_first([f for f in facts if f.kind == "link"]),
        item=item_place(text, known.product),
        name=next(
            (t.start for t in find_placeholders(text) if t.role == "variable" and _names(t.text)), None
        ),
    )


def item_place(text: str, product: Product | None) -> int | None:
    """Where a text names the product: half of the words of its name or its first two, sizes aside."""
    wanted = item_words(product)
    if not wanted:
        return None
    said: dict[str, int] = {}
    for match in _WORD.finditer(text):
        said.setdefault(_stem(match[0]), match.start())
    found = {w: said[_stem(w)] for w in wanted if _stem(w) in said}
    begins = len(wanted) > 1 and all(w in found for w in wanted[:2])
    return min(found.values()) if begins or len(found) >= max(1, _HALF * len(wanted)) else None


def item_words(product: Product | None) -> tuple[str, ...]:
    """The words of a product's name that could name it, in lower case: "drip", "bags"."""
    if product is None:
        return ()
    words = _WORD.findall(re.sub(r"\([^)]*\)", " ", product.name).casefold())
    return tuple(dict.fromkeys(w for w in words if len(w) > 1 and w not in _small_words()))


def _stem(word: str) -> str:
    """A word without its plural or possessive ending: "bags" names a bag too."""
    bare = re.sub(r"['’]s?$", "", word.casefold())
    return re.sub(r"(?<=\w{3})(?:es|s)$", "", bare)


def _amount(text: str, facts: tuple[Fact, ...], promise: Promise, known: Known) -> int | None:
    voucher = known.voucher
    if voucher is None:
        return _first([*promise.percents, *promise.amounts, *promise.points, *promise.multibuys])
    if voucher.type == "percentage" and voucher.value:
        return _first([f for f in facts if f.kind == "percent" and f.key == f"percent:{voucher.value:g}"])
    if voucher.type == "fixed" and voucher.value:
        return _first([f for f in facts if f.kind == "money" and f.key.endswith(f":{plain(voucher.value)}")])
    if voucher.type == "points":
        return _first(promise.points)
    return _in_words(text, voucher, promise)


def _in_words(text: str, voucher: Voucher, promise: Promise) -> int | None:
    """Free shipping, a gift or a multibuy: said in words."""
    if voucher.type == "bogo" and promise.multibuys:
        return _first(promise.multibuys)
    if voucher.type == "gift":
        gift = Product(name=voucher.title)
        free = re.search(r"\b(free|gift|on us|yours|complimentary)\b", text, re.IGNORECASE)
        return item_place(text, gift) if free else None
    kind = "multibuy" if voucher.type == "bogo" else voucher.type
    words = [w.start for w in offer_words(text) if w.kind == kind]
    words += [m.start() for m in _other_wordings(voucher.type).finditer(text)]
    return min(words, default=None)


def _voucher_money(voucher: Voucher | None) -> tuple[str, ...]:
    """How the keys of the voucher's own amounts end."""
    amounts = (voucher.value, voucher.min_spend) if voucher else ()
    return tuple(f":{plain(amount)}" for amount in amounts if amount)


def _minimum(facts: tuple[Fact, ...], voucher: Voucher | None) -> int | None:
    if voucher is None or not voucher.min_spend:
        return None
    return _first([f for f in facts if f.kind == "money" and f.key.endswith(f":{plain(voucher.min_spend)}")])


def _deadline(text: str, facts: tuple[Fact, ...], voucher: Voucher | None) -> int | None:
    """The voucher's own last day, or a day with "until", "by" or the like before it."""
    last = f"{voucher.expires_at:-%m-%d}" if voucher and voucher.expires_at else None
    return _first(
        [
            f
            for f in facts
            if f.kind == "date"
            and ((last and f.key.endswith(last)) or _ending().search(text[: f.start][-_NEAR:]))
        ]
    )


def _first(facts: list[Fact] | tuple[Fact, ...]) -> int | None:
    return min((f.start for f in facts), default=None)


def _names(tag: str) -> bool:
    return bool(re.search(r"name|recipient|subscriber", tag, re.IGNORECASE))


@cache
def _other_wordings(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(load("copy_facts")["wordings"].get(kind, ["(?!)"])), re.IGNORECASE)


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load('copy_facts')['ending'])})\W+(?:\w+\W+){{0,2}}$", re.IGNORECASE)


@cache
def _small_words() -> frozenset[str]:
    return frozenset(load("copy_facts")["small"])
