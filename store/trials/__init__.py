"""Trials: what was planned, what the logs say of their arms, what each look at them said."""

from store.trials.answering import newest_answer
from store.trials.counting import arm_outcomes, sent_variants
from store.trials.introducing import introduce_campaign
from store.trials.kept import add_trial, get_trial, list_trials
from store.trials.looks import claim_look, end_trial, note_look, untold_looks
from store.trials.naming import name_arm
from store.trials.usual import market_outcomes, own_outcomes, weekly_messages

__all__ = [
    "add_trial",
    "arm_outcomes",
    "claim_look",
    "end_trial",
    "get_trial",
    "introduce_campaign",
    "list_trials",
    "market_outcomes",
    "name_arm",
    "newest_answer",
    "note_look",
    "own_outcomes",
    "sent_variants",
    "untold_looks",
    "weekly_messages",
]
