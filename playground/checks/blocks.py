"""Every type of block: its fields, its limits, and the surfaces it may stand on."""

from typing import Any

from playground.checks.elements import ELEMENTS, IN_ACTIONS, IN_INPUT, IN_SECTION, element
from playground.checks.parts import IDENTIFIER, SLACK_FILE, plain, text
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
from playground.checks.tables import DATA_TABLE, TABLE

MESSAGE, MODAL, HOME = "message", "modal", "home"
_ANY = {"type": anything, "block_id": IDENTIFIER}
_TEXTS: dict[str, Check] = {"plain_text": text(3000), "mrkdwn": text(3000)}
_IMAGE = element({"image"})
_ICON = typed({**ELEMENTS, "icon": shape({"type": anything, "name": string(255)})}, {"image", "icon"})


def _header_or_fold(value: Any, path: str, problems: Problems) -> None:  # noqa: ANN401 - any JSON
    if value.get("is_collapsible") and value.get("has_header_divider"):
        problem(problems, "has_header_divider cannot be set when is_collapsible is true", path)


def _open(value: Any, path: str, problems: Problems) -> None:  # noqa: ANN401 - any JSON
    """A block whose inside is not checked."""
    IDENTIFIER(value.get("block_id", "b"), f"{path}/block_id", problems)


_CARD = both(
    shape(
        {},
        {
            **_ANY,
            "hero_image": _IMAGE,
            "icon": _ICON,
            "title": text(150),
            "subtitle": text(150),
            "body": text(200),
            "subtext": text(150),
            "actions": listed(element({"button", "overflow"}), 3),
        },
    ),
    needs_one_of("title", "hero_image", "actions", "body"),
)
_TASK = shape(
    {
        "type": choice("task_card"),
        "task_id": string(255),
        "title": string(256),
        "status": choice("pending", "in_progress", "complete", "error"),
    },
    {
        "block_id": IDENTIFIER,
        "details": RICH_TEXT,
        "output": RICH_TEXT,
        "sources": listed(element({"url"}), 50),
    },
)

BLOCKS: dict[str, Check] = {
    "section": both(
        shape(
            {},
            {
                **_ANY,
                "text": text(3000),
                "fields": listed(text(2000), 10),
                "accessory": element(IN_SECTION),
                "expand": flag,
            },
        ),
        needs_one_of("text", "fields"),
    ),
    "divider": shape({}, _ANY),
    "header": shape({"text": plain(150)}, {**_ANY, "level": whole(1, 4)}),
    "context": shape(
        {"elements": listed(typed({**_TEXTS, "image": ELEMENTS["image"]}), 10)},
        _ANY,
    ),
    "actions": shape({"elements": listed(element(IN_ACTIONS), 25)}, _ANY),
    "context_actions": shape({"elements": listed(element({"feedback_buttons", "icon_button"}), 5)}, _ANY),
    "image": both(
        shape(
            {"alt_text": string(2000)},
            {**_ANY, "image_url": address, "slack_file": SLACK_FILE, "title": plain(2000)},
        ),
        needs_one_of("image_url", "slack_file"),
    ),
    "input": shape(
        {"label": plain(2000), "element": element(IN_INPUT)},
        {**_ANY, "hint": plain(2000), "optional": flag, "dispatch_action": flag},
    ),
    "rich_text": RICH_TEXT,
    "markdown": shape({"text": string(12_000)}, _ANY),
    "video": shape(
        {
            "alt_text": string(2000),
            "title": plain(199),
            "video_url": address,
            "thumbnail_url": address,
        },
        {
            **_ANY,
            "title_url": address,
            "description": plain(200),
            "author_name": string(49),
            "provider_name": string(50),
            "provider_icon_url": address,
        },
    ),
    "file": shape({"external_id": string(255), "source": choice("remote")}, _ANY),
    "table": TABLE,
    "data_table": DATA_TABLE,
    # Not modelled by the SDK; its inside is not described well enough to refuse anything.
    "data_visualization": _open,
    "plan": shape({"title": string(256)}, {**_ANY, "tasks": listed(_TASK, 50, 0)}),
    "task_card": _TASK,
    "alert": shape(
        {"text": text(200)}, {**_ANY, "level": choice("default", "info", "warning", "error", "success")}
    ),
    "card": _CARD,
    "carousel": shape({"elements": listed(typed({"card": _CARD}), 10)}, _ANY),
    "auth_provider": _open,
}
_INSIDE = set(BLOCKS) - {"carousel", "alert", "plan", "file", "data_visualization"}
BLOCKS["container"] = both(
    shape(
        {"child_blocks": listed(typed(BLOCKS, _INSIDE), 10)},
        {
            **_ANY,
            "title": plain(150),
            "rich_text_title": RICH_TEXT,
            "subtitle": text(150),
            "width": choice("narrow", "standard", "wide", "full"),
            "icon": _ICON,
            "is_collapsible": flag,
            "default_collapsed": flag,
            "has_header_divider": flag,
        },
    ),
    needs_one_of("title", "rich_text_title"),
    _header_or_fold,
)

# Where a block may stand, if not everywhere.
SURFACES: dict[str, set[str]] = {
    "alert": {MODAL},
    "markdown": {MESSAGE},
    "plan": {MESSAGE},
    "task_card": {MESSAGE},
    "context_actions": {MESSAGE},
    "file": {MESSAGE},
    "table": {MESSAGE, HOME},
    "data_table": {MESSAGE, HOME},
    "data_visualization": {MESSAGE, HOME},
    "carousel": {MESSAGE, HOME},
    "container": {MESSAGE, HOME},
}
