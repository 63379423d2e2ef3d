"""The settings, told to a process that is started."""

import json

from pydantic import SecretStr

from bot.settings import Settings


def settings_told(settings: Settings) -> str:
    """The settings as JSON, with their secrets: for nobody but the process that is started."""
    fields = {name: getattr(settings, name) for name in Settings.model_fields}
    open_ = {
        name: value.get_secret_value() if isinstance(value, SecretStr) else value
        for name, value in fields.items()
    }
    return json.dumps(open_, default=str)
