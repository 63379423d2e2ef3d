"""Conditions that a draft ties its offer to: a rewrite keeps them."""

import re
from collections.abc import Iterator

from agents.facts.condition_words import conditions_in, spell_out, title_condition
from agents.facts.known import Known
from agents.facts.page import Page
from agents.facts.pledges import read_pledges
from agents.facts.titles import scope, title_line
from agents.lexicons import load
from agents.types import Segment, Violation

_STEM = 5
_NEW: frozenset[Segment | None] = frozenset({None, "new_followers", "potential_new_customers"})
_FIRST_ORDER = re.compile(r"\bfirst (?:\S+ )?(?:order|purchase|booking|visit)")


def told_conditions(known: Known) -> tuple[str, ...]:
    """The conditions of a draft's offer, as written; none where the voucher has one, which is what holds.

    What holds for a first order is left to those who look at whether the readers ever ordered.
    """
    voucher, page = known.draft.voucher, known.page
    if voucher and (known.voucher is None or title_condition(title_line(voucher)) or scope(voucher)):
        return ()
    near = {p.sentence for p in known.pledges if not p.own}
    told = []
    for start, end in conditions_in(page.low) if near else ():
        said, (first, last) = spell_out(page.low[start:end]), page.sentences[page.sentence_at(start)]
        alone = not f"{page.low[first:start]}{page.low[end:last]}".strip(" \n()*.!-–—")  # "Dine-in only."
        is_tied = page.sentence_at(start) in near or (alone and "only" in said)
        if is_tied and (known.draft.audience in _NEW or not _FIRST_ORDER.search(said)):
            told.append(page.quote(start, end))
    return tuple(dict.fromkeys(told))


def check_conditions(known: Known, page: Page) -> Iterator[Violation]:
    """A message that makes the draft's offer without its condition (rule `condition_lost`)."""
    if not read_pledges(page, known.today):
        return
    said = {w[:_STEM] for w in re.findall(r"\w+", spell_out(page.low))}
    for told in told_conditions(known):
        if not {w[:_STEM] for w in _naming(told)} <= said:
            yield Violation(
                rule="condition_lost", detail=f"The draft's offer is “{told}”: that has to stay with it."
            )


def _naming(told: str) -> list[str]:
    """The words that tell a condition from others."""
    words = load("offer_words")["conditions"]
    small = {*words["none"], *words["orders"], "only", "in", "at", "off"}
    return [w for w in re.findall(r"\w+", spell_out(told.lower())) if w not in small]
