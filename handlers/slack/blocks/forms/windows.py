"""Windows: the frame of a form, and windows that only say something."""

from collections.abc import Sequence

from handlers.slack.blocks.base import line, plain, rich, text
from handlers.slack.blocks.card import Block, View
from handlers.slack.blocks.cut import shortened

_TITLE = 24  # characters
_SAID = 3000  # weight


def window(title: str, blocks: Sequence[Block], *, close: str = "Close") -> View:
    """A window that is read and closed."""
    return {
        "type": "modal",
        "title": plain(_cut(title)),
        "close": plain(close),
        "blocks": list(blocks),
    }


def form(title: str, blocks: Sequence[Block], *, name: str, submit: str, metadata: str = "") -> View:
    """A window that is filled in; `name` tells the listener which, `metadata` comes back with it."""
    sent = {"callback_id": name, "submit": plain(_cut(submit)), "private_metadata": metadata}
    return {**window(title, blocks, close="Cancel"), **sent}


def notice_view(title: str, said: str) -> View:
    """A window with sentences, a paragraph a line."""
    return window(title, [rich(line(text(shortened(said, _SAID))))])


def loading_view(title: str, said: str) -> View:
    """A window that stands there while we work; what was worked out takes its place."""
    return notice_view(title, said)


def _cut(title: str) -> str:
    return title if len(title) <= _TITLE else f"{title[: _TITLE - 1]}…"
