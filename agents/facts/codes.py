"""Codes to type in, where the context makes them codes: "code HELLO20", "use STASH10", "*VIP*25"."""

import re
from collections.abc import Iterator
from functools import cache

from agents.facts.page import Page
from agents.facts.types import Fact
from agents.lexicons import load

_SHAPE = r"\*?[A-Za-z0-9]+(?:[_*-]+[A-Za-z0-9]+)*"
_CAPITALS = re.compile(r"[A-Z]{2,}")
_ALONE = re.compile(r"(?<![\w*-])(?:[A-Z]{4,}\d{1,4}|[A-Z0-9]+(?:_[A-Z0-9]+)+|\*[A-Z]+\*\d+)(?![\w*-])")
_SPOKEN = re.compile(
    r"\b(?:reply|text|dm|pm|comment|message|type|send|whatsapp)(?:\s\w+){0,4}?\s[\"']([A-Z][A-Z0-9]{2,})[\"']",
    re.IGNORECASE,
)
_SHORTEST = 3


def read_codes(page: Page) -> Iterator[Fact]:
    """Every code of `page`, byte for byte."""
    if not _CAPITALS.search(page.text) and "code" not in page.vocabulary:
        return
    for start, end in (*_introduced(page), *(m.span() for m in _ALONE.finditer(page.text)), *_spoken(page)):
        said = page.quote(start, end)
        yield Fact(kind="code", text=said, key=f"code:{said}", start=start, end=end)


def _introduced(page: Page) -> Iterator[tuple[int, int]]:
    """Codes behind a word for them ("code HELLO20") or for using one ("use STASH10")."""
    for match in _named().finditer(page.text) if _tells_codes(page.low) else ():
        if _is_code(page, match.start(2), match[2], named=True):
            yield match.span(2)
    for match in _used().finditer(page.text) if not page.vocabulary.isdisjoint(_users()) else ():
        if _is_code(page, match.start(2), match[2], named=False):
            yield match.span(2)


def _spoken(page: Page) -> Iterator[tuple[int, int]]:
    """Words to send back: 'reply "COD"'."""
    return (m.span(1) for m in _SPOKEN.finditer(page.text) if m[1].isupper())


@cache
def _named() -> re.Pattern[str]:
    """A word for "code", then what may be one."""
    words = "|".join(load("offer_words")["codes"]["named"])
    return re.compile(rf"({words})\s?(?:is\s|:\s?)?[\"'“]?({_SHAPE})(?![\w*])", re.IGNORECASE)


@cache
def _used() -> re.Pattern[str]:
    """A word for using one, then what may be one."""
    words = "|".join(load("offer_words")["codes"]["used"])
    return re.compile(rf"\b({words})\s[\"'“]?({_SHAPE})(?![\w*])", re.IGNORECASE)


def _tells_codes(low: str) -> bool:
    return "cod" in low or "kod" in low or not low.isascii()


@cache
def _users() -> frozenset[str]:
    return frozenset(w for words in load("offer_words")["codes"]["used"] for w in words.split())


def _is_code(page: Page, start: int, token: str, *, named: bool) -> bool:
    """Figures among letters make a code; capitals alone do if the words around are not capitals too."""
    letters = re.sub(r"[^A-Za-z]", "", token)
    if len(token) < _SHORTEST or not letters:
        return False
    if any(c.isdigit() for c in token):
        return named or letters.isupper()
    if not letters.isupper() or token.lower() in load("offer_words")["codes"]["never"]:
        return False
    around = page.text[max(0, start - 20) : start] + page.text[start + len(token) : start + len(token) + 20]
    return any(c.islower() for c in around) or named
