"""Numbers of orders, invoices and parcels: "HK-30291", "#1234", "order 88231"."""

import re
from collections.abc import Iterator
from functools import cache

from agents.facts.page import Page
from agents.facts.types import Fact
from agents.facts.wordlists import either
from agents.lexicons import load

_SHAPED = re.compile(r"(?<![\w/-])(?:#\s?[A-Z]{0,4}-?\d{3,}[\w-]*|[A-Z]{1,5}-\d{3,}(?:-\w+)*)(?![\w%])")


def read_references(page: Page) -> Iterator[Fact]:
    """Every reference of `page`, byte for byte."""
    for match in _SHAPED.finditer(page.text):
        yield _fact(page, match.start(), match.end())
    for match in _told().finditer(page.text):
        yield _fact(page, match.start(1), match.end(1))


def _fact(page: Page, start: int, end: int) -> Fact:
    said = page.quote(start, end)
    return Fact(kind="reference", text=said, key=f"reference:{said.lstrip('# ')}", start=start, end=end)


@cache
def _told() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{either(load('reading')['references']['told'])})\.?(?:\s(?:no\.?|nr\.?|number|id|code))?\s?[:#]?\s?#?"
        r"([A-Z]{0,4}\d{4,}[A-Z0-9-]*|[A-Z]{2,4}\d{3,}[A-Z0-9-]*)(?![\w%])",
        re.IGNORECASE,
    )
