"""The gains that people choose among, and the smallest of them that a shop's readers can show."""

from typing import Final

from agents.trials.errors import UnplannableError
from agents.trials.planning import plan_trial
from agents.trials.types import Wanted
from handlers.trials.types import Usual

#: In percent.
LIFTS: Final = (5, 10, 15, 20, 30, 50, 75, 100, 150, 200)
#: Where history says nothing of it.
USUAL_LIFT: Final = 20


def lift_to_look_for(usual: Usual, *, arms: int = 2) -> int:
    """The smallest lift, in percent, that the usual audience can find in time; else `USUAL_LIFT`."""
    if usual.weekly is None:
        return USUAL_LIFT
    for lift in LIFTS:
        try:
            wanted = Wanted(lift=lift / 100, weekly=usual.weekly, arms=arms)
            if plan_trial(usual.baseline, wanted).enough:
                return lift
        except UnplannableError:
            return USUAL_LIFT
    return USUAL_LIFT
