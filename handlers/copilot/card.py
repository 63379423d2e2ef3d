"""The card that MCP Apps clients show: one self-contained page, filled with a tool's result."""

from importlib.resources import files

CARD_URI = "ui://crmagent/card.html"


def card_html() -> str:
    """The page. It loads nothing, and runs in the client's sandbox."""
    return (files("handlers.copilot") / "card.html").read_text(encoding="utf-8")
