"""Codes to type in, where the context makes them codes: "code HELLO20", "use STASH10", "*VIP*25"."""

import re
from collections.abc import Iterator
from functools import cache

from agents.facts.currencies import currency_of
from agents.facts.page import Page
from agents.facts.types import Fact
from agents.facts.wordlists import LETTERS, UNSPACED
from agents.lexicons import load, load_in

_LATIN = r"A-Za-z0-9_"  # not \w: scripts without spaces may stand right beside a code
_SHAPE = r"\*?[A-Za-z0-9]+(?:[_*-]+[A-Za-z0-9]+)*"
_CAPITALS = re.compile(r"[A-Z]{2,}")
_ALONE = re.compile(
    rf"(?<![{_LATIN}{LETTERS}*-])(?:[A-Z]{{4,}}\d{{1,4}}|[A-Z0-9]+(?:_[A-Z0-9]+)+\*?|\*[A-Z]+\*\d+)(?![{_LATIN}{LETTERS}*-])"
)
_SPOKEN = re.compile(
    r"\b(?:reply|text|dm|pm|comment|message|type|send|whatsapp)(?:\s\w+){0,4}?\s[\"']([A-Z][A-Z0-9]{2,})[\"']",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\s?\d")
_SHORTEST = 3


def read_codes(page: Page) -> Iterator[Fact]:
    """Every code of `page`, byte for byte."""
    if not _CAPITALS.search(page.text) and not _tells_codes(page):
        return
    for start, end in (*_introduced(page), *(m.span() for m in _ALONE.finditer(page.text)), *_spoken(page)):
        said = page.quote(start, end)
        yield Fact(kind="code", text=said, key=f"code:{said}", start=start, end=end)


def _introduced(page: Page) -> Iterator[tuple[int, int]]:
    """Codes behind a word for them ("code HELLO20") or for using one ("use STASH10")."""
    for match in _named(page.tongues).finditer(page.text) if _tells_codes(page) else ():
        if _is_code(page, match.start(2), match[2], named=True):
            yield match.span(2)
    uses = page.tongues or not page.vocabulary.isdisjoint(_users())
    for match in _used(page.tongues).finditer(page.text) if uses else ():
        if _is_code(page, match.start(2), match[2], named=False):
            yield match.span(2)


def _spoken(page: Page) -> Iterator[tuple[int, int]]:
    """Words to send back: 'reply "COD"'."""
    return (m.span(1) for m in _SPOKEN.finditer(page.text) if m[1].isupper())


@cache
def _named(tongues: frozenset[str]) -> re.Pattern[str]:
    """A word for "code", then what may be one."""
    words = "|".join(load_in("offer_words", tongues)["codes"]["named"])
    return re.compile(
        rf"({words})\s?(?:is\s|:\s?)?[\"'“「]?({_SHAPE})(?![{_LATIN}{LETTERS}*])", re.IGNORECASE
    )


@cache
def _used(tongues: frozenset[str]) -> re.Pattern[str]:
    """A word for using one, then what may be one."""
    words = "|".join(load_in("offer_words", tongues)["codes"]["used"])
    gap = rf"(?:\s|(?<=[{UNSPACED}]))"
    return re.compile(
        rf"(?<![{_LATIN}{LETTERS}])({words}){gap}[\"'“「]?({_SHAPE})(?![{_LATIN}{LETTERS}*])", re.IGNORECASE
    )


def _tells_codes(page: Page) -> bool:
    return bool(page.tongues) or "cod" in page.low or "kod" in page.low


@cache
def _users() -> frozenset[str]:
    return frozenset(w for words in load("offer_words")["codes"]["used"] for w in words.split())


def _is_code(page: Page, start: int, token: str, *, named: bool) -> bool:
    """Figures among letters make a code; capitals alone do if the words around are not capitals too."""
    letters = re.sub(r"[^A-Za-z]", "", token)
    if len(token) < _SHORTEST or not letters:
        return False
    if any(c.isdigit() for c in token):
        return named or (letters.isupper() and not currency_of(letters.lower(), "before", page.market))
    if not letters.isupper() or token.lower() in load("offer_words")["codes"]["never"]:
        return False
    if _AMOUNT.match(page.text, start + len(token)) and currency_of(token.lower(), "before", page.market):
        return False
    around = page.text[max(0, start - 20) : start] + page.text[start + len(token) : start + len(token) + 20]
    return any(c.isalpha() and not c.isupper() for c in around) or named
