"""Faults of the call to action: nothing to do, or only a bare command to buy."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from agents.engines.rules.diagnosis.faults import BARE_ORDER, NO_STEP, Fault
from agents.engines.rules.diagnosis.phrases import Hit
from agents.engines.rules.diagnosis.reading import plain
from agents.engines.rules.diagnosis.signals import Signals
from agents.engines.rules.tongue import Tongue, words

_REASON_WORDS = 6
_SOME_WORDS = 3
_SHORT = 60
_OWN_REASON = ("abandoned_cart_buyers", "unpaid_order_buyers")
"""For these the waiting item is reason enough to act, said in a few words."""


def weak_action(signals: Signals) -> Fault | None:
    """No step to take, or a step without any reason to take it. An offer in full is a reason."""
    if signals.context.tongue is None or (signals.offer.told and not _needs_a_step(signals)):
        return None
    if not signals.steps:
        return Fault("weak_call_to_action", "none", NO_STEP, tuple(_empty(signals)))
    if signals.bare and not signals.offer.prices and not _has_reason(signals):
        return Fault("weak_call_to_action", "bare", BARE_ORDER, signals.bare)
    return None


def _empty(signals: Signals) -> Iterator[Hit]:
    """What only looks like a step; what is asked for faintly with its whole sentence, if that is short."""
    for hit in signals.actions:
        if hit.group not in ("empty", "faint") or signals.signs(hit.start):
            continue
        start, end = signals.reading.span_at(hit.start)
        if hit.group == "faint" and end - start <= _SHORT:
            yield replace(hit, start=start, end=start + len(signals.reading.norm[start:end].rstrip()))
        else:
            yield hit


def _needs_a_step(signals: Signals) -> bool:
    """Whether an offer in full is not enough: nothing leads to what waits, or the step is faint."""
    if signals.steps or signals.reading.leads_on:
        return False
    faint = any(hit.group == "faint" for hit in signals.actions)
    return faint or signals.context.profile.segment in _OWN_REASON


def _has_reason(signals: Signals) -> bool:
    """Whether enough words are left that could be a reason, past names and filler."""
    context = signals.context
    needed = _SOME_WORDS if context.profile.segment in _OWN_REASON else _REASON_WORDS
    known = set(
        re.findall(r"\w+", f"{context.shop} {plain(context.product.name) if context.product else ''}")
    )
    filler = filler_words(context.tongue or "en")
    left = {w for w in signals.reading.words if w not in filler and w not in known and not w.isdigit()}
    return len(left) >= needed


@cache
def filler_words(tongue: Tongue) -> frozenset[str]:
    """Words that give no reason."""
    return frozenset(words("diagnosis_actions", tongue)["filler"]["words"].split())
