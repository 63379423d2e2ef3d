"""Blocks of every kind the page can show, and texts that try to be more than text."""

from typing import Any

Json = dict[str, Any]


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def _mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def _text(text: str, *styles: str) -> Json:
    return {"type": "text", "text": text, **({"style": dict.fromkeys(styles, True)} if styles else {})}


def _section(*elements: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


def _options(*values: str) -> list[Json]:
    return [{"text": _plain(value.title()), "value": value} for value in values]


_FORMATTED = (
    "*bold* _italic_ ~gone~ `code` <https://example.com|a link> <@U_BEN> <#C_MARKETING|marketing>"
    " <!channel> :tada: <!date^1764226800^{date_num}|then> 2*3*4 snake_case_name &lt;b&gt;\n&gt; quoted\n"
    "```fenced *not bold*```"
)
_RICH: Json = {
    "type": "rich_text",
    "elements": [
        _section(
            *(_text(style, style) for style in ("bold", "italic", "strike", "code")),
            _text(" *as written* <!channel> "),
            {"type": "link", "url": "https://example.com", "text": "a link"},
            {"type": "user", "user_id": "U_BEN"},
            {"type": "emoji", "name": "gift"},
            {"type": "broadcast", "range": "here"},
            {"type": "date", "timestamp": 1764226800, "format": "{date_num}", "fallback": "then"},
        ),
        {"type": "rich_text_list", "style": "ordered", "elements": [_section(_text("first"))]},
        {"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": [_section(_text("deeper"))]},
        {"type": "rich_text_list", "style": "ordered", "offset": 1, "elements": [_section(_text("second"))]},
        {"type": "rich_text_quote", "elements": [_text("quoted")]},
        {"type": "rich_text_preformatted", "elements": [_text("line one\nline two")]},
    ],
}
_CARD: Json = {
    "type": "card",
    "title": _mrkdwn("*C-1042*"),
    "body": _mrkdwn("Cart push"),
    "actions": [{"type": "button", "action_id": "card", "text": _plain("Fix")}],
}
_CELLS = [[{"type": "raw_text", "text": "Campaign"}, {"type": "raw_text", "text": "Score"}]] + [
    [
        {"type": "raw_text", "text": f"C-{number}"},
        {"type": "raw_number", "value": number, "text": f"{number}.0"},
    ]
    for number in range(7)
]
_CONTROLS: list[Json] = [
    {"type": "button", "action_id": "go", "text": _plain("Go"), "style": "primary"},
    {
        "type": "button",
        "action_id": "delete",
        "text": _plain("Delete"),
        "style": "danger",
        "confirm": {
            "title": _plain("Sure?"),
            "text": _plain("Gone is gone."),
            "confirm": _plain("Delete"),
            "deny": _plain("Keep"),
        },
    },
    {
        "type": "static_select",
        "action_id": "one",
        "placeholder": _plain("One"),
        "options": _options("a", "b"),
    },
    {
        "type": "multi_static_select",
        "action_id": "many",
        "placeholder": _plain("Many"),
        "options": _options("a", "b"),
    },
    {"type": "users_select", "action_id": "who", "placeholder": _plain("Who")},
    {"type": "channels_select", "action_id": "where", "placeholder": _plain("Where")},
    {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-30"},
    {"type": "timepicker", "action_id": "time", "initial_time": "09:30"},
    {"type": "checkboxes", "action_id": "boxes", "options": _options("a", "b")},
    {"type": "radio_buttons", "action_id": "radio", "options": _options("a", "b")},
    {"type": "overflow", "action_id": "more", "options": _options("a", "b")},
]

EVERY_BLOCK: list[Json] = [
    {"type": "header", "text": _plain("Head :tada:")},
    {"type": "section", "text": _mrkdwn(_FORMATTED), "fields": [_mrkdwn("*A*"), _plain("B")]},
    {"type": "divider"},
    _RICH,
    {
        "type": "context",
        "elements": [_plain("small"), {"type": "image", "image_url": "/page/icon.svg", "alt_text": "icon"}],
    },
    {"type": "actions", "elements": _CONTROLS},
    {"type": "image", "image_url": "/page/icon.svg", "alt_text": "The icon", "title": _plain("Picture")},
    {"type": "table", "rows": _CELLS[:3]},
    {"type": "data_table", "caption": "All of them", "page_size": 3, "rows": _CELLS},
    {
        "type": "markdown",
        "text": "# Title\n**bold** and [a link](https://example.com)\n\n- one\n  - inner\n\n```\ncode\n```",
    },
    _CARD,
    {"type": "carousel", "elements": [_CARD]},
    {
        "type": "container",
        "title": _plain("Folded"),
        "child_blocks": [{"type": "section", "text": _plain("inside")}],
    },
    {"type": "alert", "level": "warning", "text": _plain("Careful")},
    {
        "type": "plan",
        "title": "Doing",
        "tasks": [{"type": "task_card", "task_id": "1", "title": "Read", "status": "complete"}],
    },
]
for _number, _block in enumerate(EVERY_BLOCK):
    _block["block_id"] = f"block-{_number}"

# Each would do something if it were taken for markup, a link or a ping.
HOSTILE = (
    "<img src=x onerror=\"document.body.dataset.broken='yes'\">",
    "<script>document.body.dataset.broken = 'yes'</script>",
    "[press](javascript:document.body.dataset.broken='yes')",
)
