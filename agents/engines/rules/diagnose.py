"""Rule for the task `diagnose`: which of the five errors a draft makes, shown in its own words."""

from agents.engines.rules.diagnosis.faults import (
    Fault,
    false_presumption,
    offer_for_others,
    vague_offer,
    weak_action,
    wrong_tone,
)
from agents.engines.rules.diagnosis.signals import Signals, notice
from agents.engines.tasks import DiagnoseInput
from agents.types import Diagnosis, Finding

_FAULTS = (false_presumption, offer_for_others, wrong_tone, vague_offer, weak_action)


def diagnose(inputs: DiagnoseInput) -> Diagnosis:
    """The draft's errors, gravest first, with quoted evidence and one sentence of advice each.

    Without an audience the draft is read as one to people who have bought before.
    """
    draft = inputs.draft
    signals = notice(
        draft.message,
        draft.audience or "repeat_buyers",
        product=draft.product,
        voucher=draft.voucher,
        shop=draft.merchant.name if draft.merchant else "",
        english=(draft.language or "en").lower().startswith("en"),
    )
    faults = find_faults(signals)
    findings = tuple(_finding(fault, signals) for fault in faults)
    return Diagnosis(errors=findings, primary=findings[0].type if findings else None)


def find_faults(signals: Signals) -> list[Fault]:
    """All faults, gravest first."""
    found = [fault for find in _FAULTS if (fault := find(signals)) is not None]
    return sorted(found, key=lambda fault: -fault.grave)


def _finding(fault: Fault, signals: Signals) -> Finding:
    first = fault.hits[0] if fault.hits else None
    evidence = signals.reading.quote(first.start, first.end) if first else signals.reading.original
    return Finding(type=fault.type, evidence=evidence, feedback=f"{fault.kind}: {evidence}")
