"""The form for a workspace's settings, read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from zoneinfo import available_timezones

from agents.types import CHANNELS, SEGMENTS
from handlers.slack import fields
from handlers.slack.blocks.forms.settings import DAYS
from handlers.slack.blocks.forms.values import SettingsValues
from handlers.slack.forms.state import Filled, State

_HOURS = 24
_UNKNOWN = "Choose one from the list."


@dataclass(frozen=True)
class SettingsForm:
    """The settings, or a sentence for each field that can't be used."""

    settings: SettingsValues | None = None
    errors: Mapping[str, str] = field(default_factory=dict)


def read_settings_form(state: State) -> SettingsForm:
    """The settings in a form."""
    filled = Filled(state)
    zone = _zone(filled.text(fields.TIME_ZONE))
    errors = _errors(filled)
    if zone is None:
        errors[fields.TIME_ZONE] = _which_zone(filled.text(fields.TIME_ZONE))
    if errors:
        return SettingsForm(errors=errors)
    found = {
        "digest_channel": filled.room(fields.DIGEST_CHANNEL) or None,
        "digest_day": filled.choice(fields.DIGEST_DAY),
        "digest_hour": filled.choice(fields.DIGEST_HOUR),
        "time_zone": zone,
        "default_audience": filled.choice(fields.DEFAULT_AUDIENCE) or None,
        "default_channel": filled.choice(fields.DEFAULT_CHANNEL) or None,
        "editors": filled.people(fields.EDITORS),
    }
    return SettingsForm(settings=SettingsValues.model_validate(found))


def _errors(filled: Filled) -> dict[str, str]:
    known = {
        fields.DIGEST_DAY: [str(day) for day in range(len(DAYS))],
        fields.DIGEST_HOUR: [str(hour) for hour in range(_HOURS)],
        fields.DEFAULT_AUDIENCE: ["", *SEGMENTS],
        fields.DEFAULT_CHANNEL: ["", *CHANNELS],
    }
    return {name: _UNKNOWN for name, values in known.items() if filled.choice(name) not in values}


def _zone(said: str) -> str | None:
    """The time zone of this name or of this city, capitals and spaces aside."""
    wanted = "_".join(said.casefold().split())
    zones = sorted(available_timezones())
    exact = next((zone for zone in zones if zone.casefold() == wanted), None)
    of_city = (zone for zone in zones if "/" in zone and zone.rpartition("/")[2].casefold() == wanted)
    return exact if exact and "/" in exact else next(of_city, exact)


def _which_zone(said: str) -> str:
    cities = {zone.rpartition("/")[2]: zone for zone in sorted(available_timezones())}
    near = get_close_matches("_".join(said.title().split()).rpartition("/")[2], cities, n=1)
    hint = f"did you mean {cities[near[0]]}?" if near else "write it like Asia/Singapore."
    return f"I don't know this time zone: {hint}"
