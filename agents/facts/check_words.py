"""Checking a message's words: hurry needs a reason, claims need a source, what is forbidden stays out."""

import re
from collections.abc import Iterator

from agents.facts.claims import claim_hits, is_backed
from agents.facts.known import Known
from agents.facts.page import Page
from agents.facts.urgency import is_justified
from agents.facts.wordlists import is_unspaced
from agents.types import Violation

_SHORTEST = 6


def check_words(known: Known, page: Page) -> Iterator[Violation]:
    """Urgency with nothing behind it and claims that nothing supports."""
    for hit in known.hurries(page):
        if not is_justified(hit.name, known.backing) and not _is_drafts(known, page, hit.start, hit.end):
            said = page.quote(hit.start, hit.end)
            yield Violation(
                rule="false_urgency", detail=f"“{said}” hurries people, and nothing known is behind it."
            )
    for hit in claim_hits(page):
        if not is_backed(page, hit, known.source, known.draft.audience):
            said = page.quote(hit.start, hit.end)
            yield Violation(
                rule="unsupported_claim", detail=f"“{said}” is a claim that nothing known supports."
            )


def check_forbidden(known: Known, page: Page) -> Iterator[Violation]:
    """Contradicted words of the draft, as they stood there."""
    for said in dict.fromkeys(c.said for c in known.conflicts):
        words = _apart(said.casefold())
        if len(said) >= _SHORTEST and re.search(words, page.raw.casefold()):
            yield Violation(rule="contradicted_claim", detail=f"“{said}” is not what the voucher holds.")


def _apart(said: str) -> str:
    """A pattern for words that are no part of longer ones, if their script sets words apart."""
    before = "" if is_unspaced(said[:1]) else r"(?<!\w)"
    return f"{before}{re.escape(said)}" + ("" if is_unspaced(said[-1:]) else r"(?!\w)")


def _is_drafts(known: Known, page: Page, start: int, end: int) -> bool:
    """Whether the draft says the same with a reason of its own ("ends tonight 8pm")."""
    idle = {(h.start, h.end) for h in known.idle_hurry}
    own = [h for h in known.own_hurry if (h.start, h.end) not in idle and not known.is_wrong(h)]
    return any(known.page.low[h.start : h.end] == page.low[start:end] for h in own)
