"""How good a message is, on a continuous scale, from the same signals as the diagnosis.

Both strengths lie between 0 and 6, on the scale of the scores 1, 3 and 5. The weights are a
copywriter's, in diagnosis_quality, set so that the levels agree with labelled drafts; nothing tells
an original from a rewrite.
"""

from dataclasses import dataclass
from datetime import date

from agents.engines.rules.diagnosis.checks import find_faults
from agents.engines.rules.diagnosis.faults import CLUMSY_WORDS, WRONG_WORDS, Fault
from agents.engines.rules.diagnosis.merits import merits
from agents.engines.rules.diagnosis.signals import Signals
from agents.facts.contradictions import find_contradictions
from agents.lexicons import load
from agents.types import Contradiction, Draft, Merchant

_NO_DAY = date(2000, 1, 1)
_PAST_A_CAP = 0.1


@dataclass(frozen=True)
class Quality:
    """Strengths of a message with what they come from: faults gravest first, merits by name."""

    audience: float
    market: float
    faults: tuple[Fault, ...]
    contradictions: tuple[Contradiction, ...]
    merits: tuple[str, ...]


def assess(signals: Signals) -> Quality:
    """Judge a message by what was noticed in it."""
    faults = tuple(fault for fault in find_faults(signals) if not _of_the_voucher(fault))
    wrong, good = _contradictions(signals), merits(signals)
    weights = load("diagnosis_quality")
    audience, market = (
        weights["base"][side] + sum(weights[side].get(merit, 0.0) for merit in good)
        for side in ("audience", "market")
    )
    for cap in (*map(_cap, faults), *map(_harm, wrong)):
        audience = _capped(audience, weights["cap"][cap]["audience"])
        market = _capped(market, weights["cap"][cap]["market"])
    return Quality(audience, market, faults, wrong, good)


def _of_the_voucher(fault: Fault) -> bool:
    """An offer that only by its title is for others: the merchant's matter, not the message's."""
    return fault.type == "irrelevant_offer" and not fault.hits


def _capped(value: float, cap: float) -> float:
    """Past a cap merits still count, a tenth as much, so that two faulty messages can be compared."""
    return value if value <= cap else cap + (value - cap) * _PAST_A_CAP


def _cap(fault: Fault) -> str:
    """The name of the cap for a fault."""
    if fault.type == "misaligned_tone":
        grave = "wrong" if fault.gravity >= WRONG_WORDS else "clumsy"
        return f"tone_{grave}" if fault.gravity >= CLUMSY_WORDS else "tone_stiff"
    own = f"{fault.type}_{fault.kind}"
    return own if own in load("diagnosis_quality")["cap"] else fault.type


def _harm(contradiction: Contradiction) -> str:
    """The name of the cap for a broken promise: a minimum denied does less harm than a false amount."""
    return "broken_minimum" if contradiction.field == "min_spend" else "broken_promise"


def _contradictions(signals: Signals) -> tuple[Contradiction, ...]:
    """What the message promises against the voucher. Days are read as seen from the voucher's last one."""
    context = signals.context
    if context.voucher is None:
        return ()
    day = context.voucher.expires_at or _NO_DAY
    shop = Merchant(id="", name="", market=context.market)
    draft = Draft(
        merchant=shop, body=signals.reading.original, product=context.product, voucher=context.voucher
    )
    found = find_contradictions(draft, today=day)
    return tuple(c for c in found if c.field != "deadline")
