"""The form for a trial: what to hold against what, how large a gain, how many readers."""

from handlers.slack import fields, ids
from handlers.slack.blocks.base import line, menu, option, rich, text
from handlers.slack.blocks.card import View
from handlers.slack.blocks.forms.inputs import entry, field
from handlers.slack.blocks.forms.values import TrialValues
from handlers.slack.blocks.forms.windows import form
from handlers.slack.blocks.origin import Origin
from handlers.trials.lifts import LIFTS

#: What can be chosen, by the values that come back.
GAINS = {str(percent): f"+{percent} % or more" for percent in LIFTS}
METRICS = {"clicks": "Clicks (store, voucher, product)", "score": "Score (reading counts too)"}
MODES = {"fixed": "A verdict: even split", "adaptive": "Learn on the way: send more of what does better"}
SURE = {"90": "90 % sure", "95": "95 % sure", "99": "99 % sure"}
REWRITES = {
    "1": "The rewrite",
    "2": "The rewrite and one other way",
    "3": "The rewrite and two other ways",
    "4": "The rewrite and three other ways",
}
_NUMBER, _ID = 12, 100  # characters
_SAID = (
    "An honest test: people drawn by lot get the original or the rewrite at the same time. I say how many "
    "messages it takes, watch the logs, and tell you when it is settled."
)


def trial_form(known: TrialValues, origin: Origin) -> View:
    """The form, filled in from history; with a campaign's id to write where it comes from no answer."""
    which = [] if origin.ts else [_campaign(known)]
    weekly = entry(str(known.weekly or ""), example="6000", most=_NUMBER)
    blocks = [
        rich(line(text(_SAID))),
        *which,
        _choice(
            fields.REWRITES, "Hold against the original", dict(list(REWRITES.items())[: known.rewrites]), "1"
        ),
        _choice(fields.METRIC, "What counts", METRICS, "clicks"),
        _choice(fields.LIFT, "The smallest gain worth finding", GAINS, str(known.lift)),
        field(
            fields.WEEKLY, "Messages a week, all versions together", weekly, hint=known.hint, optional=False
        ),
        _choice(fields.MODE, "What you want of it", MODES, "fixed"),
        _choice(fields.SURE, "How sure to be", SURE, "95"),
    ]
    return form("Plan a Test", blocks, name=ids.TRIAL_FORM, submit="Plan", metadata=origin.metadata)


def _campaign(known: TrialValues) -> dict[str, object]:
    where = entry(known.campaign_id, example="C-1042", most=_ID)
    return field(fields.CAMPAIGN, "Campaign whose message is the original", where, optional=False)


def _choice(block: str, label: str, choices: dict[str, str], chosen: str) -> dict[str, object]:
    options = [option(told, value) for value, told in choices.items()]
    return field(block, label, menu(ids.VALUE, options, chosen=chosen, hint="Choose"), optional=False)
