"""Rule for the task `score`: audience match and marketing effectiveness of one message."""

from agents.engines.rules.diagnosis.advice import finding
from agents.engines.rules.diagnosis.quality import Quality, assess
from agents.engines.rules.diagnosis.signals import Signals, context_for, notice
from agents.engines.rules.tongue import tongue_of
from agents.engines.tasks import ScoreInput
from agents.lexicons import load
from agents.types import Level, Scores

_MOST_REASONS = 3
_AVERAGE, _GOOD = 2.5, 3.75


def score(inputs: ScoreInput) -> Scores:
    """The message's scores, 1, 3 or 5 each, with up to three reasons. Blind to whose version it is."""
    tongue = tongue_of(inputs.message.text)
    signals = notice(
        inputs.message, context_for(inputs.audience, inputs.product, inputs.voucher, tongue=tongue)
    )
    quality = assess(signals)
    return Scores(
        audience_match=level(quality.audience),
        marketing_effectiveness=level(quality.market),
        reasons=_reasons(quality, signals),
    )


def level(strength: float) -> Level:
    """The level of a score for a strength: below 2.5 poor, from 3.75 on excellent."""
    return 1 if strength < _AVERAGE else 3 if strength < _GOOD else 5


def _reasons(quality: Quality, signals: Signals) -> tuple[str, ...]:
    """Faults first, then contradictions, then what is good."""
    told = [finding(fault, signals).feedback for fault in quality.faults]
    told += [f"“{c.said}” is not what the voucher gives: {c.known}." for c in quality.contradictions]
    words: dict[str, str] = load("diagnosis_quality")["reasons"]
    told += [words[merit] for merit in quality.merits if merit in words]
    return tuple(told[:_MOST_REASONS])
