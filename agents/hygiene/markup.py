"""Markup that acts when a message is shown: pictures and links that carry data away, scripts."""

import re
from functools import cache

from agents.hygiene.links import disguise, is_disguised, readable
from agents.hygiene.mending import GAP, mend
from agents.hygiene.types import Removed
from agents.lexicons import load

_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,200})\]\(([^()\s]{1,2000})\)")
_ANCHOR = re.compile(r"<a\b[^<>]*\bhref\s*=\s*[\"']?([^\"'\s<>]+)[^<>]*>([^<>]*)</a\s*>", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|mailto:|tel:|www\.", re.IGNORECASE)
_HINT = re.compile(r"!\[|<[a-z!/]|://|\b(?:javascript|data):", re.IGNORECASE)


def without_markup(text: str) -> tuple[str, list[Removed]]:
    """`text` without Markdown and HTML pictures, scripts, comments and links that carry data away."""
    if not _HINT.search(text):
        return text, []
    removed: list[Removed] = []
    text = _LINK.sub(lambda match: _shown(match, removed), text)
    text = _ANCHOR.sub(lambda match: _anchored(match, removed), text)
    for kind, pattern, note in _acting():

        def cut(match: re.Match[str], kind: str = kind, note: str = note) -> str:
            if kind == "link" and not _payload().search(match[0]):
                return match[0]
            removed.append(Removed(kind=kind, text=match[0], note=note))
            return GAP

        text = pattern.sub(cut, text)
    return mend(text), removed


def _shown(match: re.Match[str], removed: list[Removed]) -> str:
    """A Markdown link as a customer reads it; one that acts is left to the rules for those."""
    address, label = match[2].removeprefix("mailto:").removeprefix("tel:"), match[1].strip()
    if is_disguised(address, label):
        removed.append(disguise(match[0], shown=label, real=address))
        return label
    if _payload().search(match[0]) or not _ADDRESS.match(match[2]):
        return match[0]
    last = re.match(r"\s*(?:\n|$)", match.string[match.end() :]) is not None
    return readable(address, label, last=last)


def _anchored(match: re.Match[str], removed: list[Removed]) -> str:
    """An HTML link, as it is unless it shows another address."""
    if not is_disguised(match[1], match[2]):
        return match[0]
    removed.append(disguise(match[0], shown=match[2], real=match[1]))
    return match[2]


@cache
def _payload() -> re.Pattern[str]:
    return re.compile(load("injection")["payloads"], re.IGNORECASE)


@cache
def _acting() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    label = r"\[[^\[\]\n]{0,200}\]"
    address = r"(?:https?://|www\.)[^\s<>()\[\]]+"
    picture = "A picture that calls another server when it is shown was taken out."
    script = "Code that would run when the message is shown was taken out."
    link = "A link built to carry data away was taken out."
    rows = (
        ("comment", r"<!--.*?(?:-->|$)", "A hidden comment was taken out."),
        ("image", rf"!{label}\([^)\n]{{0,2000}}\)|!{label}{label}|<img\b[^<>]*>", picture),
        ("script", r"<(script|iframe|object|embed|style)\b.*?(?:</\1\s*>|$)", script),
        ("script", rf"{label}\((?:javascript|data|vbscript):[^)\n]{{0,2000}}\)", script),
        ("script", r"\b(?:javascript|vbscript):\S+|\bdata:\w+/[\w.+-]+[;,]\S+", script),
        ("link", rf"{label}\({address}\)|<?{address}>?", link),
    )
    flags = re.IGNORECASE | re.DOTALL
    return tuple((kind, re.compile(pattern, flags), note) for kind, pattern, note in rows)
