"""Claims of fact about a product or a shop, and what backs them."""

from agents.facts.lexicon import book_hits, meant_hits
from agents.facts.page import Page
from agents.facts.phrases import Hit
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
    words = _stems(page.low[hit.start : hit.end])
    return any(
        h.name == hit.name and (not words or words & _stems(source.low[h.start : h.end]))
        for h in claim_hits(source)
    )


def _stems(said: str) -> set[str]:
    words = said.replace("'", "").replace("-", " ").split()
    return {w[:_STEM] for w in words if w not in load("reading")["small"]["empty"]}
