"""The elements of Block Kit that we use, one function each.

`text`, `copyable` and `plain` may hold words from outside: Slack parses nothing in them.
`marked` is mrkdwn and for our own words and figures alone.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from handlers.slack.blocks.card import Block

Span = dict[str, Any]
Element = dict[str, Any]
# Slack refuses an element without text.
_NOTHING = "–"


# ── rich text ────────────────────────────────────────────────────────────────
def rich(*elements: Element) -> Block:
    """A block of rich text."""
    return {"type": "rich_text", "elements": list(elements)}


def line(*spans: Span) -> Element:
    """A paragraph of rich text."""
    return {"type": "rich_text_section", "elements": list(spans)}


def text(words: str, *, bold: bool = False, italic: bool = False, code: bool = False) -> Span:
    """Words, shown as they are."""
    span: Span = {"type": "text", "text": words or _NOTHING}
    style = {name: True for name, on in (("bold", bold), ("italic", italic), ("code", code)) if on}
    return {**span, "style": style} if style else span


def person(user: str) -> Span:
    """Somebody of the workspace by their id, shown by name; who was forgotten has neither."""
    return {"type": "user", "user_id": user} if user else text("somebody")


def moment(at: datetime, *, time_zone: str) -> Span:
    """A point in time: each reader sees it on their own clock, a notification on that of `time_zone`."""
    local = at.astimezone(ZoneInfo(time_zone))
    return {
        "type": "date",
        "timestamp": int(at.timestamp()),
        "format": "{date_short_pretty} at {time}",
        "fallback": f"{local:%d %b %Y, %H:%M}",
    }


def items(entries: Iterable[Sequence[Span]], *, ordered: bool = False) -> Element:
    """A list with bullets, or numbered."""
    style = "ordered" if ordered else "bullet"
    return {"type": "rich_text_list", "style": style, "elements": [line(*spans) for spans in entries]}


def quoted(*spans: Span) -> Element:
    """A paragraph with a bar beside it."""
    return {"type": "rich_text_quote", "elements": list(spans)}


def copyable(words: str) -> Element:
    """Words in a frame of their own, to be copied as they are."""
    return {"type": "rich_text_preformatted", "elements": [text(words)]}


# ── other blocks ─────────────────────────────────────────────────────────────
def plain(words: str) -> Element:
    """A text object that Slack does not parse."""
    return {"type": "plain_text", "text": words or _NOTHING, "emoji": False}


def marked(words: str) -> Element:
    """A text object in Slack's own markup: never for words from outside."""
    return {"type": "mrkdwn", "text": words}


def header(words: str) -> Block:
    """A headline."""
    return {"type": "header", "text": plain(words)}


def section(content: Element, *, beside: Element | None = None) -> Block:
    """A paragraph with, perhaps, a button or a menu beside it."""
    block: Block = {"type": "section", "text": content}
    return {**block, "accessory": beside} if beside else block


def fields(contents: Iterable[Element]) -> Block:
    """Short texts in two columns."""
    return {"type": "section", "fields": list(contents)}


def small(*lines: str) -> Block:
    """Small print, line by line."""
    return {"type": "context", "elements": [plain("\n".join(lines))]}


def divider() -> Block:
    """A thin line across."""
    return {"type": "divider"}


# ── what can be pressed ──────────────────────────────────────────────────────
def actions(*elements: Element) -> Block:
    """Buttons in a row."""
    return {"type": "actions", "elements": list(elements)}


def button(label: str, action: str, *, value: str | None = None, primary: bool = False) -> Element:
    """A button; `value` comes back with the press."""
    element: Element = {"type": "button", "action_id": action, "text": plain(label)}
    if value is not None:
        element["value"] = value
    return {**element, "style": "primary"} if primary else element


def option(label: str, value: str, *, description: str | None = None) -> Element:
    """One choice of a menu."""
    element = {"text": plain(label), "value": value}
    return {**element, "description": plain(description)} if description else element


def menu(action: str, options: Sequence[Element], *, chosen: str | None, hint: str) -> Element:
    """A menu to choose one of; `chosen` is the value that is set, if it is among them."""
    element: Element = {
        "type": "static_select",
        "action_id": action,
        "placeholder": plain(hint),
        "options": list(options),
    }
    initial = next((one for one in options if one["value"] == chosen), None)
    return {**element, "initial_option": initial} if initial else element
