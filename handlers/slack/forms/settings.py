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
    day = _chosen(filled, fields.DIGEST_DAY)
    found = {
        "digest_channel": filled.room(fields.DIGEST_CHANNEL) or None if day else None,
        "digest_day": day or 0,
        "digest_hour": filled.choice(fields.DIGEST_HOUR),
        "time_zone": zone,
        "default_audience": _chosen(filled, fields.DEFAULT_AUDIENCE),
        "default_channel": _chosen(filled, fields.DEFAULT_CHANNEL),
        "editors": filled.people(fields.EDITORS),
        "lends_votes": filled.ticked(fields.LENDS_VOTES),
    }
    return SettingsForm(settings=SettingsValues.model_validate(found))


def _chosen(filled: Filled, name: str) -> str | None:
    """What was chosen, None for the option that stands for nothing."""
    chosen = filled.choice(name)
    return None if chosen in {"", fields.NONE} else chosen


def _errors(filled: Filled) -> dict[str, str]:
    known = {
        fields.DIGEST_DAY: [fields.NONE, *(str(day) for day in range(len(DAYS)))],
        fields.DIGEST_HOUR: [str(hour) for hour in range(_HOURS)],
        fields.DEFAULT_AUDIENCE: ["", fields.NONE, *SEGMENTS],
        fields.DEFAULT_CHANNEL: ["", fields.NONE, *CHANNELS],
    }
    return {name: _UNKNOWN for name, values in known.items() if filled.choice(name) not in values}


def _zone(said: str) -> str | None:
    """The time zone of this name or of this city, capitals and spaces aside."""
    wanted = "_".join(said.casefold().split())
    zones = _zones()
    return next((zone for zone in zones if wanted in {zone.casefold(), _city(zone).casefold()}), None)


def _which_zone(said: str) -> str:
    cities = {_city(zone).casefold(): zone for zone in reversed(_zones())}
    wanted = _city("_".join(said.casefold().split()))
    near = get_close_matches(wanted, cities, n=1)
    hint = f"did you mean {cities[near[0]]}?" if near else "write it like Asia/Singapore."
    return f"I don't know this time zone: {hint}"


def _zones() -> list[str]:
    """Every time zone: UTC, then places by their full names, then short and technical names."""
    zones = sorted(available_timezones() - {"UTC"})
    places = [zone for zone in zones if "/" in zone and not zone.startswith("Etc/")]
    return ["UTC", *places, *(zone for zone in zones if zone not in set(places))]


def _city(zone: str) -> str:
    return zone.rpartition("/")[2]
