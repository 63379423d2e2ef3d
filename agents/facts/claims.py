"""Claims of fact about a product or a shop, and what backs them."""

from agents.facts.gifts_told import grams_of
from agents.facts.lexicon import book_hits, meant_hits
from agents.facts.page import Page
from agents.facts.phrases import Hit
from agents.facts.wordlists import is_unspaced, without_marks
from agents.lexicons import load

_STEM = 4


def claim_hits(page: Page) -> tuple[Hit, ...]:
    """Every claim of `page`, under the name of its entry in `lexicons/claims.toml`; idioms are left out."""
    return meant_hits(page, "claims")


def is_backed(page: Page, hit: Hit, source: Page, audience: str | None) -> bool:
    """Whether `source` (everything that is known) says what the claim says, or the audience implies it.

    The same words back it; so do the entry's `backed` words, and words of the same entry that share a
    word ("bestseller" backs "best selling").
    """
    entry = load("claims")[hit.name]
    if audience in entry.get("audiences", ()):
        return True
    if any(h.name == hit.name for h in book_hits(source, "backings")):
        return True
    said = page.low[hit.start : hit.end]
    return any(h.name == hit.name and _is_same(said, source.low[h.start : h.end]) for h in claim_hits(source))


def _is_same(said: str, known: str) -> bool:
    """Whether two claims of one kind share a word; across scripts they cannot, and the kind has to do."""
    if is_unspaced(said[-1]) != is_unspaced(known[-1]):
        return True
    if is_unspaced(said[-1]):
        return bool(set(grams_of(said)) & set(grams_of(known)))
    words = _stems(said)
    return not words or bool(words & _stems(known))


def _stems(said: str) -> set[str]:
    words = without_marks(said).replace("'", "").replace("-", " ").split()
    return {w[:_STEM] for w in words if w not in load("reading")["small"]["empty"]}
