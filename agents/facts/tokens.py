"""Codes, links, phone numbers and order references: things that are right only byte for byte."""

import re
from functools import cache
from typing import NamedTuple


class Token(NamedTuple):
    """One of them where it stands. `kind` is "link", "code", "phone" or "reference"."""

    kind: str
    text: str
    start: int
    end: int


def read_tokens(text: str) -> list[Token]:
    """Every link, reference, code and phone number in a text; a place is read once, in that order."""
    found: list[Token] = []
    for kind, pattern in _patterns().items():
        for match in pattern.finditer(text):
            start, end = match.span(match.lastgroup or 0)
            if kind == "link":
                end = start + len(match[0].rstrip(".,!?;:'\"”’"))
                end -= text[start:end].endswith(")") and "(" not in text[start:end]
            if all(end <= t.start or start >= t.end for t in found):
                found.append(Token(kind, text[start:end], start, end))
    return sorted(found, key=lambda t: t.start)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    mixed = r"[A-Z0-9*][A-Z0-9*_-]{2,24}"
    asked = (
        r"(?i:\b(?:codes?|coupon|voucher code|promo|kod|kode|código|gutscheincode|mã|gamit ang)\b[:\s\"“'‘]*)"
    )
    return {
        "link": re.compile(
            r"https?://[^\s<>]+|\bwww\.[^\s<>]+|\b(?:[a-z0-9-]+\.)+(?:com|net|org|shop|store|co|my|sg|id|ph|vn|th|in|uk|au|nz|ca|hk|ae|me|ly|link|example)(?:/[^\s<>]*)?(?![\w.])"
        ),
        "reference": re.compile(r"(?<![\w/-])(?P<r>[A-Z]{1,5}-\d{3,}(?:-\d+)*|#\s?\d{3,})(?!\w)"),
        "code": re.compile(
            rf"{asked}(?P<c1>{mixed}(?<=[\w*]))(?![a-z])"
            rf"|(?<![\w*])(?P<c2>(?=[A-Z*_-]*[A-Z]{{3}})(?=\S*\d)[A-Z*][A-Z0-9*_-]{{4,24}}(?<=[A-Z0-9*]))(?![a-z])"
            rf"|(?<![\w*])(?P<c3>[A-Z]{{2,}}(?:_[A-Z0-9]+)+)(?![a-z])"
            rf"|\b(?i:use|enter|quote|apply|type)\s+(?P<c4>[A-Z]{{5,20}}\d*)\b(?!\s+[A-Z]{{2,}})"
        ),
        "phone": re.compile(
            r"(?<![\w/.-])(?P<p>\+\d[\d\s().-]{6,16}\d|0\d{1,4}[\s-]\d[\d\s-]{4,12}\d|\(0?\d{1,4}\)\s?\d[\d\s-]{4,10}\d|1[38]00[\s-]?\d[\d\s-]{3,8}\d|(?<=\+)\d{8,14})(?![\w/])"
        ),
    }
