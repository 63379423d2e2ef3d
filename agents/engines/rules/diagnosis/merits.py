"""What a message does well and what it lets slip, by names that diagnosis_quality weighs."""

import re
from collections.abc import Iterator

from agents.engines.rules.diagnosis.action import filler_words
from agents.engines.rules.diagnosis.signals import Signals
from agents.facts.read import read_facts
from agents.facts.wording import urgency_words
from agents.lexicons import load
from agents.types import Voucher

_WORD = re.compile(r"\b[^\W\d_]{2,}\b")
_FEW_WORDS = 3
_OF_TIME = ("date", "time")


def merits(signals: Signals) -> tuple[str, ...]:
    """The merits and slips of a message."""
    named = (*_of_the_relation(signals), *_of_the_offer(signals), *_of_the_text(signals))
    return tuple(name for name, holds in named if holds)


def _of_the_relation(signals: Signals) -> Iterator[tuple[str, bool]]:
    told_of_drop = signals.context.profile.segment == "price_drop_group" and bool(signals.offer.drop)
    yield "knows_reader", bool(signals.fitting) or told_of_drop
    yield "names_item", _names_item(signals)
    yield "step", bool(signals.steps)
    yield "link", bool(signals.reading.links)


def _of_the_offer(signals: Signals) -> Iterator[tuple[str, bool]]:
    voucher, told, text = signals.context.voucher, bool(signals.offer.told), signals.reading.original
    yield "offer", told
    yield "when", voucher is None and bool(signals.steps) and _tells_when(signals)
    yield "hollow_urgency", not (voucher and voucher.expires_at) and _hurries(text)
    if voucher is None:
        return
    yield "voucher_unused", not told
    yield "deadline", _tells_day(voucher, text)
    if voucher.min_spend:
        yield "minimum", _tells(voucher.min_spend, text)
        yield "minimum_left_out", told and not _tells(voucher.min_spend, text)


def _of_the_text(signals: Signals) -> Iterator[tuple[str, bool]]:
    reading, measure = signals.reading, load("diagnosis_quality")["measure"]
    filler = filler_words(signals.context.tongue or "en")
    yield "content", len(set(_WORD.findall(reading.norm)) - filler) >= measure["content_words"]
    yield "question", "?" in reading.norm
    yield "shouting", _shouts(reading.original)
    yield "stiff", bool(signals.tone)
    yield "long", len(reading.original) > measure["long"]


def _names_item(signals: Signals) -> bool:
    """Half of the product's words are enough: nobody writes a full catalogue name."""
    product = signals.context.product
    words = re.findall(r"\w{3,}", product.name.lower()) if product else []
    said = set(signals.reading.words)
    return sum(word in said for word in words) * 2 >= len(words) > 0


def _hurries(text: str) -> bool:
    """Whether words hurry that nothing in the text backs; "only 12 left" is a figure, the shop's to know."""
    needs = {name: entry.get("needs") for name, entry in load("urgency").items()}
    return any(needs.get(word.kind) != "words" for word in urgency_words(text))


def _tells_when(signals: Signals) -> bool:
    """Whether a day or an hour is given: the useful part of a reminder, a launch, a place that is held."""
    facts = read_facts(signals.reading.original, market=signals.context.market)
    return any(fact.kind in _OF_TIME for fact in facts)


def _tells(amount: float, text: str) -> bool:
    """Whether an amount stands in the text, with thousands marks or as "50K"."""
    plain = re.sub(r"(?<=\d)[.,](?=\d{3})", "", text)
    return f"{amount:.10g}" in plain or f"{amount / 1000:g}K" in text.upper()


def _tells_day(voucher: Voucher, text: str) -> bool:
    """Whether the day of the month on which the voucher ends stands in the text."""
    last = voucher.expires_at
    return last is not None and bool(re.search(rf"(?<!\d){last.day}(?!\d)", text))


def _shouts(text: str) -> bool:
    words = re.findall(r"[A-Za-z]{2,}", text)
    loud = sum(word.isupper() for word in words)
    return "!!" in text or (len(words) > _FEW_WORDS and loud * 2 > len(words))
