"""The workspace's settings, between the store and the forms."""

from handlers.slack.blocks.forms import FormValues, SettingsValues
from store.rows import WorkspaceRow


def defaults_of(workspace: WorkspaceRow | None) -> FormValues:
    """What the form for a draft starts with."""
    if workspace is None:
        return FormValues()
    return FormValues.model_validate(
        {"audience": workspace.default_audience, "channel": workspace.default_channel}
    )


def settings_of(workspace: WorkspaceRow | None) -> SettingsValues:
    """The settings as a form shows them."""
    if workspace is None:
        return SettingsValues()
    return SettingsValues.model_validate(
        {name: getattr(workspace, name) for name in SettingsValues.model_fields}
    )
