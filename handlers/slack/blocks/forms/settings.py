"""The form for a workspace's settings."""

from handlers.slack import fields, ids
from handlers.slack.blocks.base import Element, header, menu, option, plain
from handlers.slack.blocks.card import Block, View
from handlers.slack.blocks.forms.inputs import audience_field, channel_field, entry, field
from handlers.slack.blocks.forms.values import SettingsValues
from handlers.slack.blocks.forms.windows import form

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_OPEN = "Read it off each draft"
_ZONE = 64  # characters
_LENT = (
    "I always learn from your choices for your own shop. Lent, they also teach what every shop begins with, "
    "and may be exported to train models: texts with personal data and tags masked, nobody's name."
)


def settings_form(settings: SettingsValues | None = None) -> View:
    """Digest, time zone, what drafts usually are, and who may change all this."""
    known = settings or SettingsValues()
    blocks = [header("Weekly digest"), *_digest(known), header("Drafts"), *_drafts(known)]
    return form("Settings", blocks, name=ids.SETTINGS_FORM, submit="Save")


def _digest(known: SettingsValues) -> list[Block]:
    days = [option("Never", fields.NONE), *(option(name, str(n)) for n, name in enumerate(DAYS))]
    hours = [option(f"{hour:02}:00", str(hour)) for hour in range(24)]
    day = menu(ids.VALUE, days, chosen=str(known.digest_day), hint="Choose a day")
    hour = menu(ids.VALUE, hours, chosen=str(known.digest_hour), hint="Choose an hour")
    zone = entry(known.time_zone, example="Asia/Singapore", most=_ZONE)
    hint = "In a private channel, invite me first."
    return [
        field(fields.DIGEST_CHANNEL, "Channel", _room(known.digest_channel), hint=hint),
        field(fields.DIGEST_DAY, "Day", day, optional=False),
        field(fields.DIGEST_HOUR, "Hour", hour, optional=False),
        field(fields.TIME_ZONE, "Time zone", zone, hint="A city will do: Singapore, London.", optional=False),
    ]


def _drafts(known: SettingsValues) -> list[Block]:
    people: Element = {"type": "multi_users_select", "placeholder": plain("Choose people")}
    if known.editors:
        people["initial_users"] = list(known.editors)
    return [
        audience_field(fields.DEFAULT_AUDIENCE, "Usual audience", known.default_audience, or_none=_OPEN),
        channel_field(fields.DEFAULT_CHANNEL, "Usual channel", known.default_channel, or_none=_OPEN),
        field(fields.EDITORS, "Who may change this, beside workspace admins?", people),
        field(fields.LENDS_VOTES, "What your team chooses", _lending(known), hint=_LENT),
    ]


def _lending(known: SettingsValues) -> Element:
    box = option("Lend our choices", fields.LENDS_VOTES)
    element: Element = {"type": "checkboxes", "options": [box]}
    return {**element, "initial_options": [box]} if known.lends_votes else element


def _room(chosen: str | None) -> Element:
    room: Element = {
        "type": "conversations_select",
        "placeholder": plain("Choose a channel"),
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    return {**room, "initial_conversation": chosen} if chosen else room
