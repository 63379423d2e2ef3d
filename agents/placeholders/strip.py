"""An example without its tags, as natural text: nothing of them may leak into another message."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from agents.lexicons import load
from agents.placeholders.layout import render
from agents.placeholders.types import Placeholder

_GAP = "\ue000"
"""Stands where a tag stood until the words around it are mended."""

_Replacement = str | Callable[[re.Match[str]], str]


def strip_placeholders(text: str) -> str:
    """`text` without tags: "Hi {{first_name}}," becomes "Hi,".

    A fallback written in the tag is used ("{{ name | default: 'there' }}" becomes "there"); of a
    condition the last branch stays, which is the one for everybody. No doubled spaces remain.
    """
    rendered = render(text, _fallback, _last_spoken)
    for pattern, replacement in _mending():
        rendered = pattern.sub(replacement, rendered)
    lines = rendered.replace(_GAP, "").split("\n")
    return "\n".join(line.strip() for line in lines).strip()


def _last_spoken(branches: Sequence[str]) -> str:
    spoken = [branch for branch in branches if branch.strip()]
    return spoken[-1] if spoken else ""


@cache
def _default() -> re.Pattern[str]:
    quoted = r"(?P<quote>['\"])(?P<quoted>[^'\"]*)(?P=quote)"
    call = rf"\|\s*default(?:_value)?\s*[:(=]\s*{quoted}"
    return re.compile(rf"{call}|\{{[\w.]+(?:=\w+)?\|(?P<bare>[^{{}}|]*)\}}$|fallback=(?P<tail>[^\]]*)")


def _fallback(tag: Placeholder) -> str:
    match = _default().search(tag.text)
    if match is None:
        return _GAP
    return match["quoted"] or match["bare"] or match["tail"] or _GAP


def _capitalised(match: re.Match[str]) -> str:
    return match[1] + match[2].upper()


@cache
def _mending() -> tuple[tuple[re.Pattern[str], _Replacement], ...]:
    words = load("placeholders")["strip"]
    dangling, follows, labels = ("|".join(words[name]) for name in ("dangling", "follows", "labels"))
    steps: tuple[tuple[str, _Replacement], ...] = (
        (rf"{_GAP}(?:[ \t]*{_GAP})+", _GAP),
        (rf"(?:\b(?:RM|Rp|AED|SAR|MYR|SGD|USD|EUR|GBP)|[A-Z]{{0,3}}[$€£¥₱₫฿₹₩])\s?{_GAP}", _GAP),
        (rf"(?i)\s(?:{labels})\s?{_GAP}", f" {_GAP}"),
        (rf"{_GAP}(?:['’]s\b|%)", _GAP),
        (rf"(^|[.!?]\s|\n){_GAP}\s*[,:!–—-]*\s*(\w?)", _capitalised),
        (rf"[\"'“‘(\[]\s*{_GAP}\s*[\"'”’)\]]", _GAP),
        (rf"(?i)\b{words['greeting']}\s+{_GAP}", words["greeting_alone"]),
        (rf"(?i)(?:\s+(?:{dangling}))+\s*{_GAP}(?=\s*(?:[.,!?;:)\n]|$)|\s(?:{follows})\b)", ""),
        (rf":\s*{_GAP}\s*(?=\n|$)", "."),
        (rf"[ \t]*{_GAP}+(?=\s*[.,!?;:)])", ""),
        (rf"(?<=\S)[ \t]*{_GAP}+[ \t]*(?=\S)", " "),
        (r"[ \t]{2,}", " "),
        (r"[ \t]+(?=[,.;!?](?:\s|$))", ""),
        (r",(?:\s*,)+", ","),
    )
    return tuple((re.compile(pattern), replacement) for pattern, replacement in steps)
