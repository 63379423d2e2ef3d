"""Faults of the call to action: nothing to do, or only a bare command to buy."""

import re
from functools import cache

from agents.engines.rules.diagnosis.faults import BARE_ORDER, NO_STEP, Fault
from agents.engines.rules.diagnosis.reading import plain
from agents.engines.rules.diagnosis.signals import Signals
from agents.engines.rules.tongue import Tongue, words

_REASON_WORDS = 6
_SOME_WORDS = 3
_OWN_REASON = ("abandoned_cart_buyers", "unpaid_order_buyers")
"""For these the waiting item is reason enough to act, said in a few words."""


def weak_action(signals: Signals) -> Fault | None:
    """No step to take, or a step without any reason to take it. An offer in full is a reason."""
    if signals.context.tongue is None or signals.offer.told:
        return None
    if not signals.steps:
        empty = (hit for hit in signals.actions if hit.group == "empty" and not signals.signs(hit.start))
        return Fault("weak_call_to_action", "none", NO_STEP, tuple(empty))
    if signals.bare and not signals.offer.prices and not _has_reason(signals):
        return Fault("weak_call_to_action", "bare", BARE_ORDER, signals.bare)
    return None


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
