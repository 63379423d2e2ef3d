"""Numbers of orders, invoices, parcels and licences: "HK-30291", "order 55-1093", "AB7K-22QX-9LMM"."""

import re
from collections.abc import Iterator
from functools import cache

from agents.facts.currencies import currency_of
from agents.facts.identifiers import Trust, is_identifier
from agents.facts.money_signs import after_number
from agents.facts.page import Page, open_page, without_ending
from agents.facts.types import Fact
from agents.facts.wordlists import LETTERS, UNSPACED, either
from agents.lexicons import load_in

_FIGURES = "0123456789"
_UNSPACED = re.compile(f"[{UNSPACED}]")
_WORD = rf"A-Za-z0-9_{LETTERS}"  # not \w: scripts without spaces may stand right beside a number
_SHAPED = re.compile(
    rf"(?<![{_WORD}/-])(?:#\s?[A-Z]{{0,4}}-?\d{{3,}}[{_WORD}-]*|[A-Z]{{1,5}}-\d{{3,}}(?:-[{_WORD}]+|/[A-Z\d]{{1,6}})*"
    rf"|[A-Z]{{1,5}}(?:[/-]\d+){{2,}}(?:[/-][{_WORD}]+)*)(?![{_WORD}%])"
)
_KEY = re.compile(
    rf"(?<![{_WORD}-])(?=[A-Z\d-]*[A-Z])(?=[A-Z\d-]*\d)[A-Z\d]{{4,6}}(?:-[A-Z\d]{{4,6}}){{2,}}(?![{_WORD}%-])"
)


def read_references(page: Page) -> Iterator[Fact]:
    """Every reference of `page`, byte for byte."""
    for match in _SHAPED.finditer(page.text):
        yield _fact(page, match.start(), match.end())
    for match in _introduced(page):
        yield _fact(page, match.start("id"), match.end("id"))


def read_keys(page: Page) -> Iterator[Fact]:
    """What is shaped like the key to a program, wherever it stands: "AB7K-22QX-9LMM"."""
    if page.text.count("-") > 1:
        for match in _KEY.finditer(page.text):
            yield _fact(page, match.start(), match.end())


def name_of_reference(text: str, said: str) -> str | None:
    """What `text` calls a number it gives: "licence key" for "AB7K-22QX-9LMM"; None if nothing."""
    page = open_page(text)
    return next(
        (page.quote(*m.span("word")) for m in _introduced(page) if m["id"] == said.lstrip("# ")), None
    )


def _introduced(page: Page) -> Iterator[re.Match[str]]:
    """The numbers behind a word for them; groups "word" and "id"."""
    for match in _behind_words(page):
        trust: Trust = "sure" if match["sure"] else "told"
        if match["number"] or "#" in match["sign"]:
            trust = "numbered"
        elif match["named"]:
            continue
        money = currency_of(match["id"].rstrip(_FIGURES).lower(), "before", page.market)
        if not money and is_identifier(match["id"], trust) and not _counts(page, match):
            yield match


def _behind_words(page: Page) -> Iterator[re.Match[str]]:
    """Whatever stands behind a word of the lists; it is looked for only where one begins."""
    if not page.low.isascii() and _UNSPACED.search(page.low):
        yield from _told(page.tongues).finditer(page.text)
        return
    tellers = _tellers(page.tongues)
    if not page.vocabulary.isdisjoint(tellers):
        begun = (word.start for word in page.words if word.text in tellers)
        yield from filter(None, (_told(page.tongues).match(page.text, start) for start in begun))


def _counts(page: Page, match: re.Match[str]) -> bool:
    """Whether a number is a price or a quantity after all: "order 1093 pcs", "ticket 1200 baht"."""
    if not match["id"].isdigit():
        return False
    money = after_number(page.market).match(page.low, match.end())
    return bool((money and money["sign"]) or _quantity(page.tongues).match(page.low, match.end()))


def _fact(page: Page, start: int, end: int) -> Fact:
    said = page.quote(start, end)
    return Fact(kind="reference", text=said, key=f"reference:{said.lstrip('# ')}", start=start, end=end)


@cache
def _tellers(tongues: frozenset[str]) -> frozenset[str]:
    """How the words for them begin; a text without any of these gives no number of anything."""
    words = load_in("reading", tongues)["references"]
    lists = (words[sort] for sort in ("sure", "told", "named"))
    endings = tuple(load_in("reading", tongues).get("endings", ()))
    begun = (re.split(r"[^\w']", word, maxsplit=1)[0].replace("'", "") for told in lists for word in told)
    return frozenset(without_ending(word, endings) for word in begun)


@cache
def _told(tongues: frozenset[str]) -> re.Pattern[str]:
    words = load_in("reading", tongues)["references"]
    sorts = "|".join(f"(?P<{sort}>{either(words[sort])})" for sort in ("sure", "told", "named"))
    number, links = either(words["number"]), either(words["links"])
    return re.compile(
        rf"(?<![{_WORD}-])(?P<word>{sorts})\.?(?P<number>\s?(?:{number})(?![{LETTERS}])\.?)?"
        rf"(?P<sign>\s?(?:(?:{links})(?=\s)|[:=(–-]|#)?\s?#?)"
        rf"(?P<id>\d{{3,6}}(?:\s\d{{3,6}})+(?!\d)|[A-Za-z0-9]+(?:[-/][A-Za-z0-9]+)*)(?![\w%]|[.,:]\d|\s\d{{3}})",
        re.IGNORECASE,
    )


@cache
def _quantity(tongues: frozenset[str]) -> re.Pattern[str]:
    return re.compile(
        rf"\s?(?:{either(load_in('reading', tongues)['references']['counted'])})(?![{LETTERS}])"
    )
