"""Rule for the task `diagnose`: which of the five errors a draft makes, shown in its own words."""

from agents.engines.rules.diagnosis.about import context_of
from agents.engines.rules.diagnosis.advice import finding, further_findings
from agents.engines.rules.diagnosis.checks import find_faults
from agents.engines.rules.diagnosis.faults import Fault
from agents.engines.rules.diagnosis.signals import Signals, notice
from agents.engines.tasks import DiagnoseInput
from agents.types import Diagnosis


def diagnose_throughout(inputs: DiagnoseInput) -> Diagnosis:
    """As `diagnose`, with a finding for every further sentence that has the same fault: for a writer."""
    faults, signals = _read(inputs)
    further = [one for fault in faults for one in further_findings(fault, signals)]
    found = diagnose(inputs)
    return found.model_copy(update={"errors": (*found.errors, *further)})


def diagnose(inputs: DiagnoseInput) -> Diagnosis:
    """The draft's errors, gravest first, with quoted evidence and one sentence of advice each.

    Without an audience the draft is read as one to people who have bought before.
    """
    faults, signals = _read(inputs)
    found = [finding(fault, signals) for fault in faults]
    return Diagnosis(errors=tuple(found), primary=found[0].type if found else None)


def _read(inputs: DiagnoseInput) -> tuple[tuple[Fault, ...], Signals]:
    draft = inputs.draft
    signals = notice(draft.message, context_of(draft, draft.message))
    return tuple(find_faults(signals)), signals
