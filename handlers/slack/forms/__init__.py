"""Forms that were sent, read: values, or a sentence for each field that can't be used."""

from handlers.slack.forms.draft import DraftForm, read_rewrite_form
from handlers.slack.forms.message import MessageForm, read_edit_form
from handlers.slack.forms.settings import SettingsForm, read_settings_form
from handlers.slack.forms.small import CodeForm, ReasonForm, read_connect_form, read_reason_form
from handlers.slack.forms.trial import TrialForm, read_trial_form

__all__ = [
    "CodeForm",
    "DraftForm",
    "MessageForm",
    "ReasonForm",
    "SettingsForm",
    "TrialForm",
    "read_connect_form",
    "read_edit_form",
    "read_reason_form",
    "read_rewrite_form",
    "read_settings_form",
    "read_trial_form",
]
