"""Whether a deadline is the offer's: "ends tonight" may be said of a launch or of summer as well."""

import re
from collections.abc import Sequence

from agents.facts.deadlines import Deadline
from agents.facts.offer_words import offer_hits
from agents.facts.page import Page, Word
from agents.facts.pledges import Pledge
from agents.lexicons import load_in

_FIRST_WORDS = 26  # characters from the start of a sentence within which a deadline can open it
_FEW = 3
# The shop's name that a text message opens with, or a greeting: neither is what ends.
_OPENING = re.compile(
    r"\s*(?:[^\s:][^:\n.!?]{1,30}:\s+)?(?:(?:hi|hey|hello|dear|psst|hola|halo|hai)\b[^,\n!?:]{0,40},\s+)?"
)
_NOUNS = ("last ", "final ", "today is", "one day", "1 day", "hours ")
_VERBS = ("end", "expir", "close", "finish")


def ends_the_offer(page: Page, deadline: Deadline, pledges: Sequence[Pledge]) -> bool:
    """Whether it is the offer of a text that is told to end, not a launch, an order or opening hours."""
    whole = [w for w in page.words if w.sentence == deadline.sentence]
    words = [w for w in whole if w.start >= _begin(page, deadline)]
    near = [p for p in pledges if p.sentence == deadline.sentence]
    if near:
        return any(not p.own for p in near) and _is_of_offer(page, deadline, words, near)
    others = {w.text for w in whole if not deadline.start <= w.start < deadline.end}
    if others & set(load_in("dates", page.tongues)["own_subjects"]["words"]):
        return False
    first, last = page.sentences[deadline.sentence]
    if any(first <= h.start < last for h in offer_hits(page)):
        return True
    return not deadline.limit and _opens(page, deadline, words)


def _is_of_offer(page: Page, deadline: Deadline, words: list[Word], near: list[Pledge]) -> bool:
    """Whether a deadline beside an offer is told of it: "summer ends today, so take 10% off" isn't."""
    told_before = any(p.start < deadline.start for p in near)
    is_verb = page.low[deadline.start : deadline.end].startswith(_VERBS)
    return told_before or not is_verb or _has_subject(page, deadline, words)


def _opens(page: Page, deadline: Deadline, words: list[Word]) -> bool:
    """Whether a sentence without an offer is nothing but the deadline of one: "Ends tonight!"."""
    if deadline.start - _begin(page, deadline) > _FIRST_WORDS or not _has_subject(page, deadline, words):
        return False
    others = [w for w in words if not deadline.start <= w.start < deadline.end]
    return len(others) <= _FEW or not page.low[deadline.start : deadline.end].startswith(_NOUNS)


def _begin(page: Page, deadline: Deadline) -> int:
    """Where a sentence begins behind the name of its sender and a greeting, or where the deadline does."""
    first, _ = page.sentences[deadline.sentence]
    opening = _OPENING.match(page.low, first, deadline.start)
    return opening.end() if opening else first


def _has_subject(page: Page, deadline: Deadline, words: list[Word]) -> bool:
    """Whether what ends is the offer: nothing stands before, or "it", or a word for an offer."""
    before = [w for w in words if w.end <= deadline.start]
    if not before:
        return True
    lead = before[-1]
    named = any(h.start <= lead.start < h.end for h in offer_hits(page))
    return named or lead.counts or lead.text in load_in("dates", page.tongues)["subjects"]["words"]
