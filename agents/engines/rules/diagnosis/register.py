"""Faults of tone: registers that do not suit a shop, or not this relation."""

from collections import defaultdict

from agents.engines.rules.diagnosis.faults import (
    CLUMSY_WORDS,
    MEMO,
    PUSHY_WORDS,
    STIFF_WORDS,
    WRONG_WORDS,
    Fault,
)
from agents.engines.rules.diagnosis.phrases import Hit
from agents.engines.rules.diagnosis.signals import Signals, spread

_A_FAULT = 2.0
_ADDED_UP = 3.0
_STRONG = 3.0
_A_MEMO = 3.0


def wrong_tone(signals: Signals) -> Fault | None:
    """The register that shows most, once its wordings add up to a fault."""
    scores: dict[str, float] = defaultdict(float)
    hits = spread(signals.tone)
    for hit in hits:
        scores[hit.group] += hit.weight
    kind = max(scores, key=lambda group: scores[group], default="officialese")
    shown = sorted((h for h in hits if h.group == kind), key=lambda h: -h.weight)
    needed = _A_FAULT if shown and shown[0].weight > 1 and kind != "officialese" else _ADDED_UP
    if scores[kind] < needed:
        return None
    gravity = WRONG_WORDS if any(h.weight >= _STRONG for h in hits) else _gravity(kind, shown, signals)
    return Fault("misaligned_tone", kind, gravity, tuple(shown))


def _gravity(kind: str, shown: list[Hit], signals: Signals) -> float:
    """Officialese to strangers is only stiff; to people who know the shop it is a memo."""
    if kind == "officialese":
        stranger = signals.context.profile.segment == "potential_new_customers"
        memo = sum(hit.weight for hit in shown) >= _A_MEMO and shown[0].weight > 1
        return MEMO if memo and not stranger else STIFF_WORDS
    return PUSHY_WORDS if kind == "pushy" else CLUMSY_WORDS
