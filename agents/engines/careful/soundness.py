"""Whether a model's sentence to a merchant may be shown."""

import re
from collections.abc import Iterator
from functools import cache

from agents.engines.careful.material import Material
from agents.engines.model.prompting import prompt
from agents.facts.check_offers import may_be_free, may_say
from agents.facts.free import read_free_things
from agents.facts.offer_words import offer_hits
from agents.facts.page import Page, Word
from agents.facts.phrases import Hit
from agents.facts.pledges import read_pledges
from agents.facts.read import facts_on
from agents.facts.types import Fact
from agents.facts.urgency import is_justified, urgent_hits
from agents.hygiene.hidden import without_hidden
from agents.language import detect_language
from agents.lexicons import load

_FEWEST_WORDS = 4  # with fewer the language is not told
_COPIED = 9  # words in a row of our instructions
_NEAR = 4
_MARKS = re.compile(r"\*\*|__|`+|^\s*(?:[-*•#]+|\d+[.)])\s+", re.MULTILINE)


def tidy(sentence: str) -> str:
    """A sentence on one line, without the marks with which models set text."""
    return " ".join(_MARKS.sub("", sentence).split())


def is_sound(sentence: str, about: Material, *, task: str) -> bool:
    """Whether a sentence says nothing that the material does not bear out, in English, to a merchant.

    What it quotes of the material may be wrong: that is what such sentences are about.
    """
    said = about.without_quotations(sentence)
    page = about.page(said)
    return not (
        without_hidden(sentence)[1]
        or _echoes(said, task)
        or _is_foreign(about.without_quotations(sentence, known_alone=False), about)
        or any(not about.states(fact) for fact in facts_on(page, about.today) if _is_said(page, fact))
        or any(_is_promised(page, about))
    )


def _is_said(page: Page, fact: Fact) -> bool:
    """Whether a fact is told as one: "today" is so only where somebody is hurried, "35 characters" never."""
    if fact.kind == "number":
        behind = [word.text for word in page.words if word.start >= fact.end][:_NEAR]
        return set(load("sentences")["manner"]["units"]).isdisjoint(behind)
    loose = fact.kind in {"date", "time"} and not any(c.isdigit() for c in fact.text)
    return not loose or bool(urgent_hits(page))


def _is_promised(page: Page, about: Material) -> Iterator[bool]:
    """For every promise of the sentence whether it is one that nobody makes."""
    kinds = {p.kind for p in read_pledges(about.known.page, about.today)}
    kinds |= {about.draft.voucher.type} if about.draft.voucher else set()
    told = {hit.name for hit in offer_hits(about.known.page)}
    hurried = {hit.name for hit in urgent_hits(about.known.page)}
    for thing in read_free_things(page):
        known = "free_shipping" in kinds | told or thing.kind != "free_shipping"
        backed = known and (thing.kind != "gift" or may_be_free(about.known, page, thing))
        yield not backed and not _is_denied(page, thing.start)
    for pledge in read_pledges(page, about.today):
        yield pledge.kind not in kinds and pledge.kind not in {"gift", "free_shipping"}
    for hit in offer_hits(page):
        yield _is_ordered(page, hit) and hit.name not in told and not may_say(about.known, hit)
    for hit in urgent_hits(page):
        backed = hit.name in hurried or is_justified(hit.name, about.known.backing)
        yield _is_ordered(page, hit) and not backed


def _is_ordered(page: Page, hit: Hit) -> bool:
    """Whether the merchant is told to say it: "add a voucher", and not "no voucher is known"."""
    words = load("sentences")["promising"]
    around = [word for word in page.words if word.sentence == hit.sentence]
    turned = any(word.text in words["not"] for word in around)
    if turned or page.low[hit.start : hit.end] in words["no_promises"]:
        return False
    orders = [w for w in around if w.text in words["verbs"] and _begins_an_order(page, w)]
    # "Offer" may be the order itself.
    return any(w.end < hit.start for w in orders) and all(w.start != hit.start for w in orders)


def _is_denied(page: Page, place: int) -> bool:
    """Whether one of the words right before says that there is no such thing."""
    before = [
        word.text for word in page.words if word.end <= place and word.sentence == page.sentence_at(place)
    ]
    return not set(load("sentences")["promising"]["not"]).isdisjoint(before[-_NEAR:])


def _begins_an_order(page: Page, word: Word) -> bool:
    """Whether a verb stands where orders begin: first in a sentence, or behind a comma, "and" or a dash."""
    before = page.low[: word.start].rstrip()
    return not before or before.endswith((*".!?;:,—–-", " and", " then", " or", " also", " to"))


def _is_foreign(said: str, about: Material) -> bool:
    for name in (
        about.draft.product and about.draft.product.name,
        about.draft.merchant and about.draft.merchant.name,
    ):
        said = said.replace(name, " ") if name else said
    words = re.findall(r"[^\W\d_]+", said)
    return (len(words) >= _FEWEST_WORDS or not said.isascii()) and detect_language(said) != "en"


def _echoes(said: str, task: str) -> bool:
    """Whether it speaks of its instructions, or repeats them."""
    return bool(_echo().search(said)) or not _runs(said).isdisjoint(_instructed(task))


@cache
def _echo() -> re.Pattern[str]:
    patterns: list[str] = load("sentences")["echo"]["patterns"]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


@cache
def _instructed(task: str) -> frozenset[tuple[str, ...]]:
    return frozenset(_runs(prompt(task).instructions))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + _COPIED]) for i in range(len(words) - _COPIED + 1)}
