"""Numbers of orders, invoices and parcels: "HK-30291", "#1234", "order 88231"."""

import re
from collections.abc import Iterator
from functools import cache

from agents.facts.currencies import currency_of
from agents.facts.page import Page
from agents.facts.types import Fact
from agents.facts.wordlists import LETTERS, either
from agents.lexicons import load_in

_FIGURES = "0123456789"
_WORD = rf"A-Za-z0-9_{LETTERS}"  # not \w: scripts without spaces may stand right beside a number
_SHAPED = re.compile(
    rf"(?<![{_WORD}/-])(?:#\s?[A-Z]{{0,4}}-?\d{{3,}}[{_WORD}-]*|[A-Z]{{1,5}}-\d{{3,}}(?:-[{_WORD}]+)*"
    rf"|[A-Z]{{1,5}}(?:[/-]\d+){{2,}}(?:[/-][{_WORD}]+)*)(?![{_WORD}%])"
)


def read_references(page: Page) -> Iterator[Fact]:
    """Every reference of `page`, byte for byte."""
    for match in _SHAPED.finditer(page.text):
        yield _fact(page, match.start(), match.end())
    for match in _told(page.tongues).finditer(page.text):
        if not currency_of(match[1].rstrip(_FIGURES).lower(), "before", page.market):
            yield _fact(page, match.start(1), match.end(1))


def _fact(page: Page, start: int, end: int) -> Fact:
    said = page.quote(start, end)
    return Fact(kind="reference", text=said, key=f"reference:{said.lstrip('# ')}", start=start, end=end)


@cache
def _told(tongues: frozenset[str]) -> re.Pattern[str]:
    words = either(load_in("reading", tongues)["references"]["told"])
    return re.compile(
        rf"(?<![{_WORD}])(?:{words})\.?(?:\s(?:no\.?|nr\.?|number|id|code))?\s?[:#]?\s?#?"
        r"([A-Z]{0,4}\d{4,}[A-Z0-9-]*|[A-Z]{2,4}\d{3,}[A-Z0-9-]*)(?![\w%])",
        re.IGNORECASE,
    )
