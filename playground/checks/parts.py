"""Composition objects: texts, options, confirmations."""

from typing import Any

from playground.checks.rules import Check, Problems, address, anything, choice, flag, listed, shape, string

IDENTIFIER = string(255)
_PLAIN, _MRKDWN = "plain_text", "mrkdwn"


def plain(most: int) -> Check:
    """A plain_text object."""
    return shape({"type": choice(_PLAIN), "text": string(most)}, {"emoji": flag})


def text(most: int) -> Check:
    """A text object, plain_text or mrkdwn."""
    of_plain = plain(most)
    of_mrkdwn = shape({"type": choice(_MRKDWN), "text": string(most)}, {"verbatim": flag})

    def check(value: Any, path: str, problems: Problems) -> None:  # noqa: ANN401 - any JSON
        is_mrkdwn = isinstance(value, dict) and value.get("type") == _MRKDWN
        (of_mrkdwn if is_mrkdwn else of_plain)(value, path, problems)

    return check


CONFIRM = shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30)},
    {"deny": plain(30), "style": choice("primary", "danger")},
)
OPTION = shape({"text": plain(75), "value": string(150)}, {"description": plain(75)})
# Checkboxes and radio buttons show formatting.
RICH_OPTION = shape({"text": text(75), "value": string(150)}, {"description": text(75)})
MENU_OPTION = shape({"text": plain(75), "value": string(150)}, {"description": plain(75), "url": address})
OPTION_GROUP = shape({"label": plain(75), "options": listed(OPTION, 100)})
SLACK_FILE = shape({}, {"id": string(255), "url": address})
FEEDBACK_BUTTON = shape({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)})
FILTER = shape(
    {},
    {
        "include": listed(choice("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
)
DISPATCH = shape({}, {"trigger_actions_on": listed(choice("on_enter_pressed", "on_character_entered"), 2)})
WORKFLOW = shape({"trigger": anything})
