"""Rich text: sections, lists, quotes and code, down to the words."""

from typing import Any

from playground.checks.parts import IDENTIFIER
from playground.checks.rules import (
    Check,
    Problems,
    address,
    anything,
    choice,
    flag,
    listed,
    problem,
    shape,
    string,
    typed,
    whole,
)

_STYLES = ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink")
_STYLE = {"style": shape({}, dict.fromkeys(_STYLES, flag))}
_MANY = 10_000


def _words(value: Any, path: str, problems: Problems) -> None:  # noqa: ANN401 - any JSON
    """Text of any length but none; a space is text here."""
    if not isinstance(value, str):
        problem(problems, "must be a string", path)
    elif not value:
        problem(problems, "must be more than 0 characters", path)


def _part(required: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    return shape({"type": anything, **required}, {**_STYLE, **(optional or {})})


_PARTS: dict[str, Check] = {
    "text": _part({"text": _words}),
    "emoji": _part({"name": string(255)}, {"unicode": string(255), "skin_tone": whole(1, 6)}),
    "link": _part({"url": address}, {"text": string(3000, 0), "unsafe": flag}),
    "user": _part({"user_id": IDENTIFIER}),
    "usergroup": _part({"usergroup_id": IDENTIFIER}),
    "channel": _part({"channel_id": IDENTIFIER}),
    "team": _part({"team_id": IDENTIFIER}),
    "broadcast": _part({"range": choice("here", "channel", "everyone")}),
    "color": _part({"value": string(255)}),
    "date": _part(
        {"timestamp": whole(0, 99_999_999_999), "format": string(3000)},
        {"url": address, "fallback": string(3000)},
    ),
    # Newer than the SDK knows; Slack's own pages are the only source of what is inside.
    "citation": anything,
    "tag": anything,
}
_SECTION = shape({"type": anything, "elements": listed(typed(_PARTS), _MANY, 0)})
_BORDER = {"border": whole(0, 1)}
_PLACES: dict[str, Check] = {
    "rich_text_section": _SECTION,
    "rich_text_preformatted": shape(
        {"type": anything, "elements": listed(typed(_PARTS, {"text", "link"}), _MANY)},
        {**_BORDER, "language": string(255)},
    ),
    "rich_text_quote": shape({"type": anything, "elements": listed(typed(_PARTS), _MANY)}, _BORDER),
    "rich_text_list": shape(
        {
            "type": anything,
            "style": choice("bullet", "ordered"),
            "elements": listed(typed({"rich_text_section": _SECTION}), _MANY),
        },
        {**_BORDER, "indent": whole(0, 8), "offset": whole(0, _MANY)},
    ),
}
RICH_TEXT = shape(
    {"type": choice("rich_text"), "elements": listed(typed(_PLACES), _MANY)}, {"block_id": IDENTIFIER}
)
