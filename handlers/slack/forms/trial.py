"""The form for a trial, read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from agents.trials.types import Mode, Wanted
from handlers.slack import fields
from handlers.slack.blocks.forms.trial import GAINS, METRICS, MODES, REWRITES, SURE
from handlers.slack.forms.state import Filled, State
from handlers.trials.lifts import USUAL_LIFT

NO_NUMBER = "Write a number of messages, such as 6000."
_NO_CAMPAIGN = "Write the id of a campaign, such as C-1042."
_MOST = 100_000_000
_NUMBER = re.compile(r"\d{1,3}(?:[,. ’']\d{3})+|\d+")


@dataclass(frozen=True)
class TrialForm:
    """What is wanted of a trial, or `errors`: a sentence for each field (by its block) that can't be used.

    `campaign_id` is "" where the form had no field for it.
    """

    wanted: Wanted | None = None
    mode: Mode = "fixed"
    campaign_id: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


def read_trial_form(state: State) -> TrialForm:
    """What somebody wants of a trial. A menu that was left alone or tampered with counts as its default."""
    filled = Filled(state)
    weekly, campaign = _number(filled.text(fields.WEEKLY)), filled.text(fields.CAMPAIGN)
    errors = {} if weekly else {fields.WEEKLY: NO_NUMBER}
    if filled.has(fields.CAMPAIGN) and not campaign:
        errors[fields.CAMPAIGN] = _NO_CAMPAIGN
    if errors or weekly is None:
        return TrialForm(errors=errors)
    wanted = {
        "lift": int(_chosen(filled, fields.LIFT, GAINS, str(USUAL_LIFT))) / 100,
        "weekly": weekly,
        "arms": int(_chosen(filled, fields.REWRITES, REWRITES, "1")) + 1,
        "metric": _chosen(filled, fields.METRIC, METRICS, "clicks"),
        "confidence": int(_chosen(filled, fields.SURE, SURE, "95")) / 100,
    }
    mode: Mode = "adaptive" if _chosen(filled, fields.MODE, MODES, "fixed") == "adaptive" else "fixed"
    return TrialForm(Wanted.model_validate(wanted), mode, campaign)


def _chosen(filled: Filled, block: str, choices: Mapping[str, str], default: str) -> str:
    found = filled.choice(block)
    return found if found in choices else default


def _number(said: str) -> int | None:
    if not _NUMBER.fullmatch(said):
        return None
    found = int(re.sub(r"\D", "", said))
    return found if 0 < found <= _MOST else None
