"""Rule for the task `compare`: which of two versions suits the audience better, and how surely."""

import math

from agents.engines.rules.diagnosis.advice import finding
from agents.engines.rules.diagnosis.quality import Quality, assess
from agents.engines.rules.diagnosis.signals import Signals, context_for, notice
from agents.engines.rules.tongue import Tongue, tongue_of
from agents.engines.tasks import CompareInput, Verdict
from agents.lexicons import load

_AS_GOOD = 0.25
"""Differences of strength below this are a tie."""
_STEEPNESS = 1.1
"""How fast confidence grows with the difference: fits pairs of the demo history whose order is known."""
_SUREST = 0.95
"""Those pairs helped to build the lists, so nothing is surer than this."""
_BROKEN_PROMISE = 1.5
"""What a promise that the voucher does not keep costs, beside its cap."""


def compare(inputs: CompareInput) -> Verdict:
    """The better of A and B by the signals of both; a tie when they are as good.

    The rule has no position bias: it strengthens either version alone, and swapping the two swaps
    the verdict. `confidence` is the chance, 0.5–0.95, that the order is right.
    """
    told = (tongue_of(message.text) for message in (inputs.a, inputs.b))
    tongue: Tongue | None = next((t for t in told if t != "en"), "en")
    context = context_for(inputs.audience, inputs.product, inputs.voucher, tongue=tongue)
    a, b = notice(inputs.a, context), notice(inputs.b, context)
    of_a, of_b = assess(a), assess(b)
    ahead = strength(of_a) - strength(of_b)
    confidence = round(min(_SUREST, 1 / (1 + math.exp(-_STEEPNESS * abs(ahead)))), 3)
    if abs(ahead) < _AS_GOOD:
        return Verdict(winner="tie", confidence=confidence, reason="Both do about as well for these people.")
    better, worse, loser = (of_a, of_b, b) if ahead > 0 else (of_b, of_a, a)
    return Verdict(
        winner="A" if ahead > 0 else "B", confidence=confidence, reason=_reason(better, worse, loser)
    )


def strength(quality: Quality) -> float:
    """One number for a whole message; broken promises weigh heavily."""
    return quality.audience + quality.market - _BROKEN_PROMISE * bool(quality.contradictions)


def _reason(better: Quality, worse: Quality, loser: Signals) -> str:
    """What the other version gets wrong, or what this one does that the other does not."""
    if worse.contradictions and not better.contradictions:
        wrong = worse.contradictions[0]
        return f"The other promises “{wrong.said}”, which the voucher does not give."
    only = {fault.type for fault in worse.faults} - {fault.type for fault in better.faults}
    fault = next((f for f in worse.faults if f.type in only), None)
    if fault:
        return f"In the other: {finding(fault, loser).feedback}"
    words: dict[str, str] = load("diagnosis_quality")["reasons"]
    merit = next((m for m in words if m in better.merits and m not in worse.merits), None)
    return words[merit] if merit else "It is the clearer of the two."
