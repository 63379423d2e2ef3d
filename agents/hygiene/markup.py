"""Markup that acts when a message is shown: pictures and links that carry data away, scripts."""

import re
from functools import cache

from agents.hygiene.mending import GAP, mend
from agents.hygiene.types import Removed
from agents.lexicons import load

_HINT = re.compile(r"!\[|<[a-z!/]|://|\b(?:javascript|data):", re.IGNORECASE)


def without_markup(text: str) -> tuple[str, list[Removed]]:
    """`text` without Markdown and HTML pictures, scripts, comments and links that carry data away."""
    if not _HINT.search(text):
        return text, []
    removed: list[Removed] = []
    for kind, pattern, note in _acting():

        def cut(match: re.Match[str], kind: str = kind, note: str = note) -> str:
            removed.append(Removed(kind=kind, text=match[0], note=note))
            return GAP

        text = pattern.sub(cut, text)
    return mend(text), removed


@cache
def _acting() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    flags = re.IGNORECASE | re.DOTALL
    payloads = load("injection")["payloads"]
    address = rf"(?:https?://|www\.)[^\s<>()\[\]]*(?:{payloads})[^\s<>()\[\]]*"
    picture = "A picture that calls another server when it is shown was taken out."
    script = "Code that would run when the message is shown was taken out."
    link = "A link built to carry data away was taken out."
    return (
        ("comment", re.compile(r"<!--.*?(?:-->|$)", flags), "A hidden comment was taken out."),
        (
            "image",
            re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)|!\[[^\]\n]*\]\[[^\]\n]*\]|<img\b[^>]*>", flags),
            picture,
        ),
        ("script", re.compile(r"<(script|iframe|object|embed|style)\b.*?(?:</\1\s*>|$)", flags), script),
        ("script", re.compile(r"\[[^\]\n]*\]\((?:javascript|data|vbscript):[^)\n]*\)", flags), script),
        ("script", re.compile(r"\b(?:javascript|vbscript):\S+|\bdata:\w+/[\w.+-]+[;,]\S+", flags), script),
        ("link", re.compile(rf"\[[^\]\n]*\]\({address}\)|<?{address}>?", flags), link),
    )
