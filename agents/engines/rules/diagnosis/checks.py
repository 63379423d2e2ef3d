"""All checks of a message, in one place: its faults, gravest first."""

from agents.engines.rules.diagnosis.action import weak_action
from agents.engines.rules.diagnosis.faults import Fault
from agents.engines.rules.diagnosis.incentive import vague_offer
from agents.engines.rules.diagnosis.once_more import same_thing_again
from agents.engines.rules.diagnosis.register import wrong_tone
from agents.engines.rules.diagnosis.relation import false_presumption, offer_for_others
from agents.engines.rules.diagnosis.signals import Signals
from agents.engines.rules.diagnosis.themes import offer_off_topic

_CHECKS = (
    false_presumption,
    offer_for_others,
    offer_off_topic,
    same_thing_again,
    wrong_tone,
    vague_offer,
    weak_action,
)


def find_faults(signals: Signals) -> list[Fault]:
    """The faults of a message, gravest first, one of a type."""
    found = [fault for check in _CHECKS if (fault := check(signals)) is not None]
    gravest = {fault.type: fault for fault in sorted(found, key=lambda fault: fault.gravity)}
    return sorted(gravest.values(), key=lambda fault: -fault.gravity)
