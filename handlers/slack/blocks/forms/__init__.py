"""Forms: what opens when there is something to fill in."""

from handlers.slack.blocks.forms.draft import rewrite_form
from handlers.slack.blocks.forms.settings import settings_form
from handlers.slack.blocks.forms.small import connect_form, edit_form, reason_form
from handlers.slack.blocks.forms.trial import trial_form
from handlers.slack.blocks.forms.values import FormValues, SettingsValues, TrialValues

__all__ = [
    "FormValues",
    "SettingsValues",
    "TrialValues",
    "connect_form",
    "edit_form",
    "reason_form",
    "rewrite_form",
    "settings_form",
    "trial_form",
]
