"""The facts of a few words in a form in which they compare."""

import re
from datetime import date

from agents.facts.read import read_facts

# Any day will do, as long as both sides are read against the same one.
_ANY_DAY = date(2001, 1, 1)
_YEAR = re.compile(r"(?<=:)\d{4}-(?=\d\d-\d\d)")


def figures(text: str, market: str | None) -> set[str]:
    """The normal forms of all facts in a text: "Dec 10" and "10 December 2026" give the same."""
    return {_YEAR.sub("", f.key) for f in read_facts(text, market=market, today=_ANY_DAY)}
