"""The names around a draft: of its product, category and shop. They are data: a name promises nothing."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from agents.facts.page import Page, open_page
from agents.facts.phrases import Hit
from agents.facts.pledges import read_pledges
from agents.facts.read import facts_on
from agents.facts.roles import off_behind
from agents.facts.types import Fact
from agents.types import Draft

_LONGEST = 160
_NEVER_IN_A_NAME = frozenset({"link", "phone", "code", "multibuy"})


def names_of(draft: Draft) -> tuple[str, ...]:
    """The names of product, category and shop: the first line of each, whatever stands in them."""
    product, merchant = draft.product, draft.merchant
    names = (product and product.name, product and product.category, merchant and merchant.name)
    return tuple(re.split(r"[\r\n]", n.strip(), maxsplit=1)[0][:_LONGEST] for n in names if n)


def is_in_name(page: Page, hit: Hit, names: Iterable[str]) -> bool:
    """Whether words of `page` are part of one of `names`, as the word beside them shows: "Ikan Bilis"."""
    held = [f" {low} " for name in names if page.low[hit.start : hit.end] in (low := name.lower())]
    if not held:
        return False
    before = next((w.start for w in reversed(page.words) if w.end <= hit.start), hit.start)
    behind = next((w.end for w in page.words if w.start >= hit.end), hit.end)
    said = {page.low[before : hit.end], page.low[hit.start : behind], page.low[before:behind]}
    return any(f" {part} " in name for part in said for name in held)


def name_facts(draft: Draft, market: str | None, today: date) -> Iterator[Fact]:
    """What the names state ("180g", "70% Dark"); offers, links and phone numbers in them are left aside."""
    for name in names_of(draft):
        page = open_page(name, market)
        offered = {(p.start, p.end) for p in read_pledges(page, today) if off_behind(page, p.end) > p.end}
        for fact in facts_on(page, today):
            if fact.kind not in _NEVER_IN_A_NAME and (fact.start, fact.end) not in offered:
                yield fact
