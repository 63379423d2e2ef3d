"""What makes figures and capitals behind a word like "order" the number of one: no count, day or size."""

import re
from typing import Literal

Trust = Literal["numbered", "sure", "told"]
"""How far the words before it say that it is one: "order no.", "invoice", or a mere "order"."""

_FEWEST: dict[Trust, int] = {"numbered": 2, "sure": 3, "told": 4}
_PHONE = 8
_SHORTEST = 4
_DAY = re.compile(r"\d{1,2}([-/])\d{1,2}(?:\1(?:\d\d){1,2})?|(?:19|20)\d\d([-/])\d{1,2}(?:\2\d{1,2})?")
_YEAR = re.compile(r"20[2-3]\d")
_ROUND = re.compile(r"\d{1,2}00|\d{1,4}[05]-\d{1,4}[05]")
_LOCATOR = re.compile(r"(?=.*[A-Z])[A-Z\d]{5,8}")
_SIZE = re.compile(r"\d+[A-Za-z]{1,3}|[A-Za-z]{1,5}\d{1,2}")
_PLAIN = re.compile(r"[A-Za-z]{0,4}\d{4,}[A-Za-z0-9-]*")


def is_identifier(said: str, trust: Trust) -> bool:
    """Whether `said` (letters and figures, perhaps in groups) is the number of something."""
    digits, letters = sum(c.isdigit() for c in said), sum(c.isalpha() for c in said)
    if trust != "told" and digits and _LOCATOR.fullmatch(said):
        return True
    if " " in said:  # in groups, as accounts and payments are
        return trust != "told"
    if digits < _FEWEST[trust] or _DAY.fullmatch(said):
        return False
    if not letters:
        return trust != "told" or not (_YEAR.fullmatch(said) or _ROUND.fullmatch(said) or _may_be_phone(said))
    if trust == "told" and _SIZE.fullmatch(said) and digits < _SHORTEST:
        return False
    return said.upper() == said or bool(_PLAIN.fullmatch(said))


def _may_be_phone(said: str) -> bool:
    """Whether it may be a telephone number to order at: its reader knows better."""
    return said.startswith("0") and sum(c.isdigit() for c in said) >= _PHONE
