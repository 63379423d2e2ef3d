"""Checking what a message offers: on the voucher's terms, and only what voucher or draft offer."""

from collections.abc import Iterator

from agents.facts.conflicts import Comparison, Conflict
from agents.facts.free import FreeThing, read_free_things
from agents.facts.known import Known
from agents.facts.matching import UNNAMED
from agents.facts.offer_words import offer_hits, types_of
from agents.facts.page import Page
from agents.facts.phrases import Hit
from agents.facts.pledges import read_pledges
from agents.facts.terms import read_terms
from agents.facts.things import things_in
from agents.facts.titles import scope
from agents.facts.wordlists import is_unspaced
from agents.lexicons import load
from agents.types import Violation

_RULES = {"min_spend": "wrong_minimum", "deadline": "wrong_deadline", "scope": "wrong_minimum"}
_STEM = 4


def check_offers(known: Known, page: Page) -> Iterator[Violation]:
    """Conflicts with the voucher, wider terms than known, offer words and free things with nothing behind."""
    yield from _against_voucher(known, page)
    yield from _wider_terms(known, page)
    for hit in offer_hits(page):
        if not may_say(known, hit):
            yield _invented(page.quote(hit.start, hit.end))
    for thing in read_free_things(page):
        if thing.kind != "free_shipping" and not may_be_free(known, page, thing):
            yield _invented(page.quote(thing.start, thing.end))


def _against_voucher(known: Known, page: Page) -> Iterator[Violation]:
    if known.voucher is None:
        return
    compared = Comparison(page, known.voucher, known.today)
    for conflict in compared.conflicts:
        if not _is_drafts_own(known, conflict):
            rule = _RULES.get(conflict.field, "contradicted_claim")
            yield Violation(rule=rule, detail=f"“{conflict.said}” is not what the voucher holds.")


def _is_drafts_own(known: Known, conflict: Conflict) -> bool:
    """Whether the draft says the same and may: an offer or a day of the shop's own."""
    own = {p.key for p in known.pledges}
    own |= {f"{t.kind}:{t.value}" for t in known.terms}
    own |= {f"deadline:{d.first}/{d.last}" for d in known.deadlines}
    return conflict.key in own


def _wider_terms(known: Known, page: Page) -> Iterator[Violation]:
    """Terms like "no minimum" and "off everything" that nobody said."""
    said = {t.kind for t in known.terms}
    told = scope(known.voucher) if known.voucher else None
    for term in read_terms(page, known.today, read_pledges(page, known.today)):
        if term.kind == "no_minimum" and term.kind not in said:
            yield Violation(
                rule="wrong_minimum", detail=f"“{page.quote(term.start, term.end)}”: nothing known says so."
            )
        everything = told in {"everything", "sitewide", "storewide"}
        if term.kind == "everything" and term.kind not in said and not everything:
            detail = f"“{page.quote(term.start, term.end)}” is wider than what is known of the offer."
            yield Violation(rule="unsupported_claim", detail=detail)


def may_say(known: Known, hit: Hit) -> bool:
    """Whether an offer word has an offer behind it: the voucher, a promise or a word of the draft's."""
    types = types_of(hit.name)
    if known.voucher and known.offer and known.voucher.type in types:
        return True
    if known.draft.audience == "price_drop_group" and hit.name == "discount":
        return True
    codes = hit.name == "code" and any(key.startswith("code:") for key in known.keys)
    pledged = any(p.kind in types for p in known.pledges) and not _is_over(known)
    return codes or pledged or any(h.name == hit.name and _counts(known, h) for h in offer_hits(known.source))


def _is_over(known: Known) -> bool:
    """Whether the draft's offers are those of a voucher that has expired."""
    return known.draft.voucher is not None and known.voucher is None


def _counts(known: Known, hit: Hit) -> bool:
    """Whether an offer word of the source backs others: not in the draft once its offer is wrong or over."""
    in_draft = hit.start < len(known.page.low)
    return not (in_draft and (_is_over(known) or known.is_wrong(hit)))


def may_be_free(known: Known, page: Page, thing: FreeThing) -> bool:
    """Whether something free is: the voucher's gift, or free in the draft too, under a name they share."""
    shared = _is_known(known, page, thing)
    if known.voucher and known.offer and known.voucher.type in {"gift", "bogo"} and thing.kind == "gift":
        return shared or UNNAMED.issuperset(thing.item)
    told_free = bool(
        known.source.tongues and read_free_things(known.source)
    ) or not known.source.vocabulary.isdisjoint({*load("offer_words")["free"]["words"], "gift", "gifts"})
    return told_free and shared and not (_is_over(known) and thing.kind == "gift")


def _is_known(known: Known, page: Page, thing: FreeThing) -> bool:
    """Whether a thing has no name, or one that something known shares, be it in another language."""
    named = {w[:_STEM] for w in thing.item if w not in load("reading")["small"]["empty"]}
    source = known.source
    words = {w.text[:_STEM] for w in source.words}
    if not named or named & words:
        return True
    if not page.tongues:
        return False
    said = page.low[thing.start : thing.end]
    shared = any(is_unspaced(name[0]) and name in source.low for name in thing.item)
    return shared or bool(things_in(said) & things_in(source.low))


def _invented(said: str) -> Violation:
    return Violation(
        rule="invented_offer", detail=f"“{said}” promises something that neither voucher nor draft offers."
    )
