"""Rule for the task `diagnose`: which of the five errors a draft makes, shown in its own words."""

from agents.engines.rules.diagnosis.action import weak_action
from agents.engines.rules.diagnosis.advice import finding
from agents.engines.rules.diagnosis.faults import Fault
from agents.engines.rules.diagnosis.incentive import vague_offer
from agents.engines.rules.diagnosis.register import wrong_tone
from agents.engines.rules.diagnosis.relation import false_presumption, offer_for_others
from agents.engines.rules.diagnosis.signals import Signals, context_for, notice
from agents.engines.rules.diagnosis.themes import offer_off_topic
from agents.engines.tasks import DiagnoseInput
from agents.types import Diagnosis

_CHECKS = (false_presumption, offer_for_others, offer_off_topic, wrong_tone, vague_offer, weak_action)


def diagnose(inputs: DiagnoseInput) -> Diagnosis:
    """The draft's errors, gravest first, with quoted evidence and one sentence of advice each.

    Without an audience the draft is read as one to people who have bought before.
    """
    draft = inputs.draft
    context = context_for(
        draft.audience or "repeat_buyers",
        draft.product,
        draft.voucher,
        shop=draft.merchant.name if draft.merchant else "",
        market=draft.merchant.market if draft.merchant else None,
        language=draft.language,
    )
    signals = notice(draft.message, context)
    findings = tuple(finding(fault, signals) for fault in find_faults(signals))
    return Diagnosis(errors=findings, primary=findings[0].type if findings else None)


def find_faults(signals: Signals) -> list[Fault]:
    """The faults of a message, gravest first, one of a type."""
    found = [fault for check in _CHECKS if (fault := check(signals)) is not None]
    gravest = {fault.type: fault for fault in sorted(found, key=lambda fault: fault.gravity)}
    return sorted(gravest.values(), key=lambda fault: -fault.gravity)
