"""Block elements: buttons, selects, inputs."""

from typing import Any

from playground.checks.parts import (
    CONFIRM,
    DISPATCH,
    FEEDBACK_BUTTON,
    FILTER,
    IDENTIFIER,
    MENU_OPTION,
    OPTION,
    OPTION_GROUP,
    RICH_OPTION,
    SLACK_FILE,
    WORKFLOW,
    plain,
)
from playground.checks.rich_text import RICH_TEXT
from playground.checks.rules import (
    Check,
    Problems,
    address,
    anything,
    both,
    choice,
    flag,
    listed,
    needs_one_of,
    problem,
    shape,
    string,
    typed,
    whole,
)

_MAX_TYPED = 3000
_ID = {"type": anything, "action_id": IDENTIFIER}
_INPUT: dict[str, Check] = {**_ID, "placeholder": plain(150), "focus_on_load": flag, "confirm": CONFIRM}
_SELECT = _INPUT
_DATED = _INPUT


def _offering(fields: dict[str, Check], initial: str) -> Check:
    """A static select: options or groups of them, and among them what is chosen at first."""
    lists = {"options": listed(OPTION, 100), "option_groups": listed(OPTION_GROUP, 100)}
    return both(
        shape({}, {**_SELECT, **lists, **fields}), needs_one_of("options", "option_groups"), _chosen(initial)
    )


def _chosen(initial: str) -> Check:
    def check(value: Any, path: str, problems: Problems) -> None:  # noqa: ANN401 - any JSON
        given = value.get(initial)
        chosen = given if isinstance(given, list) else [given] if given else []
        groups = [{"options": value.get("options") or []}, *(value.get("option_groups") or [])]
        offered = [option for group in groups for option in group.get("options", [])]
        if any(option not in offered for option in chosen):
            problem(problems, "must be one of the provided options", f"{path}/{initial}")

    return check


def _typed_text(value: Any, path: str, problems: Problems) -> None:  # noqa: ANN401 - any JSON
    """What is typed in at first must fit."""
    most = value.get("max_length", _MAX_TYPED)
    if isinstance(most, int) and len(str(value.get("initial_value", ""))) > most:
        problem(problems, f"must be less than {most + 1} characters", f"{path}/initial_value")


_BUTTON = shape(
    {"type": anything, "text": plain(75)},
    {
        "action_id": IDENTIFIER,
        "url": address,
        "value": string(2000),
        "style": choice("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(75),
        "agent_prompt": string(4000),
        "agent_prompt_display": anything,
        "visible_to_user_ids": listed(string(255), 100),
    },
)
_IMAGE = both(
    shape({"type": anything, "alt_text": string(2000)}, {"image_url": address, "slack_file": SLACK_FILE}),
    needs_one_of("image_url", "slack_file"),
)
_MANY = {"max_selected_items": whole(1, 100)}
_LINES = {"dispatch_action_config": DISPATCH}
_BOXES = {**_ID, "confirm": CONFIRM, "focus_on_load": flag}

ELEMENTS: dict[str, Check] = {
    "button": _BUTTON,
    "image": _IMAGE,
    "overflow": shape({"options": listed(MENU_OPTION, 5)}, {**_ID, "confirm": CONFIRM}),
    "checkboxes": both(
        shape({"options": listed(RICH_OPTION, 10)}, {**_BOXES, "initial_options": listed(RICH_OPTION, 10)}),
        _chosen("initial_options"),
    ),
    "radio_buttons": both(
        shape({"options": listed(RICH_OPTION, 10)}, {**_BOXES, "initial_option": RICH_OPTION}),
        _chosen("initial_option"),
    ),
    "static_select": _offering({"initial_option": OPTION}, "initial_option"),
    "multi_static_select": _offering({**_MANY, "initial_options": listed(OPTION, 100)}, "initial_options"),
    "external_select": shape({}, {**_SELECT, "initial_option": OPTION, "min_query_length": whole(0, 3000)}),
    "multi_external_select": shape(
        {},
        {
            **_SELECT,
            **_MANY,
            "initial_options": listed(OPTION, 100),
            "min_query_length": whole(0, 3000),
        },
    ),
    "users_select": shape({}, {**_SELECT, "initial_user": IDENTIFIER}),
    "multi_users_select": shape({}, {**_SELECT, **_MANY, "initial_users": listed(IDENTIFIER, 100, 0)}),
    "conversations_select": shape(
        {},
        {
            **_SELECT,
            "initial_conversation": IDENTIFIER,
            "default_to_current_conversation": flag,
            "response_url_enabled": flag,
            "filter": FILTER,
        },
    ),
    "multi_conversations_select": shape(
        {},
        {
            **_SELECT,
            **_MANY,
            "initial_conversations": listed(IDENTIFIER, 100, 0),
            "default_to_current_conversation": flag,
            "filter": FILTER,
        },
    ),
    "channels_select": shape({}, {**_SELECT, "initial_channel": IDENTIFIER, "response_url_enabled": flag}),
    "multi_channels_select": shape({}, {**_SELECT, **_MANY, "initial_channels": listed(IDENTIFIER, 100, 0)}),
    "datepicker": shape({}, {**_DATED, "initial_date": string(10, 10)}),
    "timepicker": shape({}, {**_DATED, "initial_time": string(5, 5), "timezone": string(255)}),
    "datetimepicker": shape({}, {**_BOXES, "initial_date_time": whole(1_000_000_000, 9_999_999_999)}),
    "plain_text_input": both(
        shape(
            {},
            {
                **_INPUT,
                **_LINES,
                "initial_value": string(_MAX_TYPED, 0),
                "multiline": flag,
                "min_length": whole(0, _MAX_TYPED),
                "max_length": whole(1, _MAX_TYPED),
            },
        ),
        _typed_text,
    ),
    "number_input": shape(
        {"is_decimal_allowed": flag},
        {
            **_INPUT,
            **_LINES,
            "initial_value": string(255),
            "min_value": string(255),
            "max_value": string(255),
        },
    ),
    "email_text_input": shape({}, {**_INPUT, **_LINES, "initial_value": string(_MAX_TYPED, 0)}),
    "url_text_input": shape({}, {**_INPUT, **_LINES, "initial_value": string(_MAX_TYPED, 0)}),
    "rich_text_input": shape(
        {},
        {
            **_INPUT,
            **_LINES,
            "initial_value": RICH_TEXT,
            "min_lines": whole(1, 100),
            "max_lines": whole(1, 100),
        },
    ),
    "file_input": shape({}, {**_ID, "filetypes": listed(string(255), 100), "max_files": whole(1, 10)}),
    "feedback_buttons": shape({"positive_button": FEEDBACK_BUTTON, "negative_button": FEEDBACK_BUTTON}, _ID),
    "icon_button": shape(
        {"icon": choice("trash"), "text": plain(75)},
        {
            **_ID,
            "value": string(2000),
            "accessibility_label": string(75),
            "visible_to_user_ids": listed(string(255), 100),
            "confirm": CONFIRM,
        },
    ),
    "workflow_button": shape(
        {"text": plain(75), "workflow": WORKFLOW},
        {**_ID, "style": choice("primary", "danger"), "accessibility_label": string(75)},
    ),
    "url": shape({"type": anything, "url": address}, {"text": string(255), "icon_url": address}),
}

_SELECTS = {name for name in ELEMENTS if name.endswith("_select")}
_PICKED = {"checkboxes", "radio_buttons", "datepicker", "timepicker"}
IN_ACTIONS = {"button", "overflow", "workflow_button", "datetimepicker", *_PICKED, *_SELECTS}
IN_SECTION = {"button", "image", "overflow", "workflow_button", *_PICKED, *_SELECTS}
IN_INPUT = {"datetimepicker", "file_input", *_PICKED, *_SELECTS} | {
    name for name in ELEMENTS if name.endswith("_input")
}


def element(allowed: set[str]) -> Check:
    """An element of one of the allowed types."""
    return typed(ELEMENTS, allowed)
