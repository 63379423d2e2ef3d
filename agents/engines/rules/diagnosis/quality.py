"""How good a message is, on a continuous scale, from the same signals as the diagnosis.

Both strengths run from 0 to 6 with 1, 3 and 5 where the levels of a score lie. The weights were set
by hand so that the levels agree with labelled drafts; they know nothing of original and rewrite.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from agents.engines.rules.diagnose import find_faults
from agents.engines.rules.diagnosis.faults import CLUMSY_WORDS, WRONG_WORDS, Fault
from agents.engines.rules.diagnosis.signals import Signals
from agents.facts.contradictions import find_contradictions
from agents.facts.promise import read_promise
from agents.facts.wording import urgency_words
from agents.lexicons import load
from agents.types import Contradiction, Draft

_NO_DAY = date(2000, 1, 1)
_WORDS = re.compile(r"\b[^\W\d_]{2,}\b")


@dataclass(frozen=True)
class Quality:
    """Strengths of a message with what they come from, most telling first."""

    audience: float
    market: float
    faults: tuple[Fault, ...]
    contradictions: tuple[Contradiction, ...]
    merits: tuple[str, ...]


def assess(signals: Signals) -> Quality:
    """Judge a message by what was noticed in it."""
    faults = tuple(fault for fault in find_faults(signals) if not _of_the_voucher(fault))
    wrong = _contradictions(signals)
    merits = _merits(signals)
    weights = load("diagnosis_quality")
    audience = weights["base"]["audience"] + sum(weights["audience"].get(merit, 0.0) for merit in merits)
    market = weights["base"]["market"] + sum(weights["market"].get(merit, 0.0) for merit in merits)
    for fault in faults:
        cap = weights["cap"][_cap(fault)]
        audience, market = _capped(audience, cap["audience"]), _capped(market, cap["market"])
    for contradiction in wrong:
        harm = "broken_minimum" if contradiction.field == "min_spend" else "broken_promise"
        market = _capped(market, weights["cap"][harm]["market"])
    return Quality(audience, market, faults, wrong, merits)


def _of_the_voucher(fault: Fault) -> bool:
    """An offer that only by its title is for others: the merchant's matter, not the message's."""
    return fault.type == "irrelevant_offer" and not fault.hits


def _capped(value: float, cap: float) -> float:
    """Past a cap merits still count, a tenth as much, so that two faulty messages can be compared."""
    return value if value <= cap else cap + (value - cap) / 10


def _cap(fault: Fault) -> str:
    if fault.type != "misaligned_tone":
        return (
            f"{fault.type}_{fault.kind}"
            if f"{fault.type}_{fault.kind}" in load("diagnosis_quality")["cap"]
            else fault.type
        )
    return (
        "tone_wrong"
        if fault.gravity >= WRONG_WORDS
        else "tone_clumsy"
        if fault.gravity >= CLUMSY_WORDS
        else "tone_stiff"
    )


def _merits(signals: Signals) -> tuple[str, ...]:
    """Names of diagnosis_quality that hold for a message."""
    offer, context, reading = signals.offer, signals.context, signals.reading
    voucher = context.voucher
    held = {
        "knows_reader": bool(signals.fitting)
        or (context.profile.segment == "price_drop_group" and bool(offer.drop)),
        "names_item": bool(context.product) and _names_item(signals),
        "step": bool(signals.steps),
        "link": bool(reading.links),
        "offer": bool(offer.told),
        "minimum": bool(voucher and voucher.min_spend and _tells(voucher.min_spend, reading.original)),
        "minimum_left_out": bool(
            voucher and voucher.min_spend and offer.told and not _tells(voucher.min_spend, reading.original)
        ),
        "deadline": bool(
            voucher
            and voucher.expires_at
            and re.search(rf"(?<!\d){voucher.expires_at.day}(?!\d)", reading.original)
        ),
        "content": len(set(_WORDS.findall(reading.norm)) - _filler())
        >= load("diagnosis_quality")["measure"]["content_words"],
        "question": "?" in reading.norm,
        "voucher_unused": bool(voucher) and not offer.told,
        "hollow_urgency": bool(urgency_words(reading.original)) and not (voucher and voucher.expires_at),
        "shouting": _shouts(reading.original),
        "stiff": sum(h.weight for h in signals.tone) >= 1,
        "long": len(reading.original) > load("diagnosis_quality")["measure"]["long"],
    }
    return tuple(name for name, holds in held.items() if holds)


def _names_item(signals: Signals) -> bool:
    product = signals.context.product
    words = [w for w in re.findall(r"\w{3,}", product.name.lower())] if product else []
    said = set(signals.reading.words)
    return sum(w in said for w in words) * 2 >= len(words) > 0


def _tells(amount: float, text: str) -> bool:
    digits = f"{amount:.10g}"
    return digits in re.sub(r"(?<=\d)[.,](?=\d{3})", "", text) or f"{amount / 1000:g}K" in text.upper()


def _shouts(text: str) -> bool:
    words = [w for w in re.findall(r"[A-Za-z]{2,}", text)]
    loud = sum(w.isupper() for w in words)
    return "!!" in text or (len(words) > 3 and loud * 2 > len(words))  # noqa: PLR2004


def _contradictions(signals: Signals) -> tuple[Contradiction, ...]:
    """What the message promises against the voucher. Days are read as seen from the voucher's last one."""
    context = signals.context
    if context.voucher is None:
        return ()
    day = context.voucher.expires_at or _NO_DAY
    promise = read_promise(signals.reading.original, market=context.market, today=day)
    draft = Draft(body=signals.reading.original, product=context.product, voucher=context.voucher)
    found = find_contradictions(draft, promise, today=day)
    return tuple(c for c in found if c.field != "deadline")


@cache
def _filler() -> frozenset[str]:
    return frozenset(load("diagnosis_actions")["filler"]["words"].split())
