"""Every listener there is, in one table: what happens in Slack, and who takes it down."""

from functools import partial

from slack_bolt.async_app import AsyncApp

from handlers.slack import (
    actions,
    commands,
    ids,
    messages,
    reactions,
    setup_views,
    shortcuts,
    trial_views,
    views,
    workflow_step,
)
from handlers.slack.desk import Desk
from handlers.slack.jobs import Inbox

# Buttons and selects whose press is a job of that kind, with nothing to decide before.
_JOBS = {
    ids.USE: "use",
    ids.EDIT: "open_edit",
    ids.VARIANTS: "variants",
    ids.UNHELPFUL: "unhelpful",
    ids.AUDIENCE: "audience",
    ids.FIX: "fix",
    ids.TRIAL: "open_trial",
    ids.HOME_NEW: "open_form",
    ids.HOME_CONNECT: "open_connect",
    ids.HOME_SETTINGS: "open_settings",
    ids.HOME_IMPORT_HELP: "import_help",
    ids.HOME_DIGEST: "digest_preview",
    ids.DIGEST_APPLY: "digest_apply",
    ids.DIGEST_EDIT: "digest_edit",
    ids.DIGEST_VARIANTS: "digest_variants",
    ids.DIGEST_DISMISS: "digest_dismiss",
}


def register(app: AsyncApp, desk: Desk, inbox: Inbox) -> None:
    """Bind every listener to the app."""
    _events(app, desk, inbox)
    _commands_and_shortcuts(app, desk, inbox)
    _interactions(app, desk, inbox)


def _events(app: AsyncApp, desk: Desk, inbox: Inbox) -> None:
    app.event("app_mention")(partial(messages.on_mention, inbox=inbox))
    app.event("message")(partial(messages.on_message, inbox=inbox, desk=desk))
    app.event("app_home_opened")(partial(messages.on_conversation_opened, inbox=inbox))
    app.event("reaction_added")(partial(reactions.on_reaction, kind="reacted", inbox=inbox))
    app.event("reaction_removed")(partial(reactions.on_reaction, kind="unreacted", inbox=inbox))
    app.function(ids.STEP)(partial(workflow_step.on_step, inbox=inbox))


def _commands_and_shortcuts(app: AsyncApp, desk: Desk, inbox: Inbox) -> None:
    app.command("/rewrite")(partial(commands.on_rewrite, inbox=inbox))
    app.command("/campaign")(partial(commands.on_campaign, inbox=inbox))
    app.command("/weak")(partial(commands.on_weak, desk=desk))
    app.command("/trial")(partial(trial_views.on_trial, desk=desk, inbox=inbox))
    app.command("/crm")(partial(commands.on_crm, desk=desk, inbox=inbox))
    app.shortcut(ids.NEW_MESSAGE)(partial(shortcuts.on_new_message, inbox=inbox))
    app.shortcut(ids.IMPROVE_MESSAGE)(partial(shortcuts.on_improve_message, inbox=inbox))


def _interactions(app: AsyncApp, desk: Desk, inbox: Inbox) -> None:
    for action, kind in _JOBS.items():
        app.action(action)(partial(actions.on_action, kind=kind, inbox=inbox))
    app.action(ids.FEEDBACK)(partial(actions.on_feedback, inbox=inbox))
    app.action(ids.DIGEST_PICK)(actions.on_looking)
    app.action(ids.DIGEST_APPLY_PICKED)(partial(actions.on_picked, inbox=inbox))
    app.view(ids.REWRITE_FORM)(partial(views.on_rewrite_form, inbox=inbox, desk=desk))
    app.view(ids.EDIT_FORM)(partial(views.on_message_form, kind="edited", inbox=inbox))
    app.view(ids.RESULT_FORM)(partial(views.on_message_form, kind="send", inbox=inbox))
    app.view(ids.REASON_FORM)(partial(views.on_reason_form, inbox=inbox))
    app.view(ids.SETTINGS_FORM)(partial(setup_views.on_settings_form, inbox=inbox))
    app.view(ids.TRIAL_FORM)(partial(trial_views.on_trial_form, inbox=inbox, desk=desk))
    app.view(ids.CONNECT_FORM)(partial(setup_views.on_connect_form, inbox=inbox, desk=desk))
