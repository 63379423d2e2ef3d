"""Words that take a phrase back: "no need to hurry", "tiada diskaun", 不用赶快."""

import re
from functools import cache

from agents.facts.page import Page
from agents.facts.phrases import Hit
from agents.facts.wordlists import LETTERS, either
from agents.lexicons import load_in

_LOOK = 24
_PRICE = re.compile(r"[₱$€£¥₫฿]\s?$")  # "₱999 na lang" counts no pieces
_DENIABLE = ("urgency/", "offers/", "claims/", "free/")


def is_denied(page: Page, hit: Hit) -> bool:
    """Whether a denial stands right before a phrase of another language; one inside it denies nothing."""
    if not hit.name.startswith(_DENIABLE) or hit.name.endswith("/not"):
        return False
    if hit.name.startswith("urgency/") and _PRICE.search(page.low, 0, hit.start):
        return True
    first = page.sentences[hit.sentence][0]
    pattern = _denials(page.tongues)
    return bool(pattern and pattern.search(page.low, max(first, hit.start - _LOOK), hit.start))


@cache
def _denials(tongues: frozenset[str]) -> re.Pattern[str] | None:
    words = load_in("reading", tongues).get("negations", [])
    return re.compile(rf"(?<![{LETTERS}])(?:{either(words)})\s*$") if words else None
