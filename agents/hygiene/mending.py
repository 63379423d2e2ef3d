"""Making whole what is left of a sentence when a part of it was taken out."""

import re
from collections.abc import Callable
from functools import cache

GAP = "\ue000"
"""Stands where something was taken out; `mend` takes it away and tidies around it, nowhere else."""

_Replacement = str | Callable[[re.Match[str]], str]


def mend(text: str) -> str:
    """`text` without gaps: no empty brackets, hanging "and", doubled spaces or lost capitals around them."""
    if GAP not in text:
        return text
    for pattern, replacement in _steps():
        text = pattern.sub(replacement, text)
    return text.replace(GAP, "").strip()


def _capitalised(match: re.Match[str]) -> str:
    first, word = match[1], match[2]
    return first + (word if any(letter.isupper() for letter in word) else word[:1].upper() + word[1:])


@cache
def _steps() -> tuple[tuple[re.Pattern[str], _Replacement], ...]:
    space = r"[ \t]*"
    steps: tuple[tuple[str, _Replacement], ...] = (
        (rf"{GAP}(?:{space}{GAP})+", GAP),
        (rf"[(\[](?=[^()\[\]\n]*{GAP})[\s,;/|&:{GAP}-]*[)\]]", GAP),
        (rf"{GAP}(?:{space}{GAP})+", GAP),
        (rf"\n{space}\n(?:{space}{GAP}{space}\n+)+", "\n\n"),
        (rf"\n{space}{GAP}{space}(?=\n|$)", ""),
        (rf":\s*{GAP}(?=\s*[,;])", GAP),
        (rf"{space}:\s*{GAP}(?=\s*[.!?])", ""),
        (rf"^{space}{GAP}{space}\n+", ""),
        (rf"{space}(?:,|;|&|\b(?:and|or|with|to|at|from)\b)\s*{GAP}(?=\s*[.,;!?)\n]|\s*$)", ""),
        (rf"{space}\b(?:with|using|by|via|like)\s+{GAP}(?=\s+(?:at|to|on|in|for|and|from|or)\b)", GAP),
        (rf"{space}:\s*{GAP}{space}(?=\n|$)", "."),
        (rf"(^|\n|[.!?…]\s+){GAP}{space}(?:[,;:.–—-]|\b(?:and|or)\b)*{space}([\w'’]*)", _capitalised),
        (rf"([.!?…]){space}{GAP}{space}[.,;:]", r"\1"),
        (rf"{space}{GAP}(?=\s*[.,;:!?)\]])", ""),
        (rf"{GAP}\s*(?=[,;:])", ""),
        (rf"(?<=[(\[]){GAP}{space}", ""),
        (rf"(?<=\S){space}{GAP}{space}(?=\S)", " "),
        (rf"{space}{GAP}{space}", ""),
    )
    return tuple((re.compile(pattern), replacement) for pattern, replacement in steps)
