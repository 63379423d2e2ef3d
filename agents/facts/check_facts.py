"""Checking a message's facts: each must be known, none of the draft's may be lost."""

import re
from collections.abc import Iterator
from datetime import date

from agents.facts.known import Known
from agents.facts.offer_words import offer_hits
from agents.facts.page import Page
from agents.facts.pledges import roles_on
from agents.facts.read import facts_on
from agents.facts.required import is_kept
from agents.facts.roles import Role, off_behind
from agents.facts.types import Fact, FactKind
from agents.types import Violation

_INVENTED: dict[FactKind, str] = {
    "percent": "invented_amount",
    "money": "invented_amount",
    "points": "invented_amount",
    "multibuy": "invented_amount",
    "date": "invented_date",
    "time": "invented_date",
    "code": "invented_code",
    "reference": "invented_code",
    "address": "invented_address",
    "link": "invented_link",
    "phone": "invented_number",
    "number": "invented_number",
}
# What an amount is for may not change: a minimum is no discount, and the other way round.
_NOT_OFF: frozenset[Role] = frozenset({"minimum", "cap", "price", "change", "attribute", "worth"})
_NOT_MINIMUM: frozenset[Role] = frozenset({"off", "cap", "worth", "change"})


def check_facts(known: Known, page: Page) -> Iterator[Violation]:
    """Facts that nothing known states, and amounts put to another use."""
    roles = roles_on(page, known.today)
    for fact in facts_on(page, known.today):
        if fact.key in known.wrong_keys:
            yield _violation("contradicted_claim", f"“{fact.text}” is not what the voucher holds.")
        elif fact.kind != "payment" and not known.allows(fact) and not _is_in_exact(known, page, fact):
            yield _violation(
                _INVENTED[fact.kind], f"“{fact.text}” is neither in the draft nor in voucher or product."
            )
        elif _is_rewritten(known, fact):
            yield _violation("wrong_format", f"“{fact.text}” is written otherwise in the draft.")
        elif fact in roles:
            yield from _misused(known, page, fact, roles[fact])


def check_kept(known: Known, required: tuple[Fact, ...], page: Page) -> Iterator[Violation]:
    """Required facts of the draft that a message no longer states."""
    facts = facts_on(page, known.today)
    for fact in required:
        if not is_kept(fact, page.raw, facts, known.today):
            yield _violation("fact_lost", f"“{fact.text}” stands in the draft and has to stay.")


def _is_in_exact(known: Known, page: Page, fact: Fact) -> bool:
    """Whether a fact is (in) a code, a reference or an address of the draft, whatever it looks like alone."""
    apart = r"(?<![A-Za-z0-9]){}(?![A-Za-z0-9])"
    places = (m for said in known.exact for m in re.finditer(apart.format(re.escape(said)), page.text))
    return any(m.start() <= fact.start and fact.end <= m.end() for m in places)


def _is_rewritten(known: Known, fact: Fact) -> bool:
    """Whether an amount of the draft has its points and commas changed: "1.299,00" for "1,299.00"."""
    if fact.kind != "money" or fact.key in known.offer_keys:
        return False
    written = [_figures(f.text) for f in known.facts if f.key == fact.key]
    new = _figures(fact.text)
    return bool(written) and not any(new == old or new.isdigit() or old.isdigit() for old in written)


def _figures(amount: str) -> str:
    """The number of an amount as written, without decimals that are nought."""
    number = re.search(r"\d(?:[\d.,'’]*\d)?", amount)
    return re.sub(r"[.,]00$", "", number[0]) if number else amount


def _misused(known: Known, page: Page, fact: Fact, role: Role) -> Iterator[Violation]:
    """An amount of the draft used as what it is not; one the voucher states is compared elsewhere."""
    said = known.roles.get(fact.key, set())
    if role == "none" and said == {"off"} and not _is_off_elsewhere(page, fact, known.today):
        detail = f"“{fact.text}” comes off in the draft: without such a word nobody knows what it is."
        yield _violation("contradicted_claim", detail)
    if fact.key in known.offer_keys:
        return
    if (
        role == "off"
        and off_behind(page, fact.end) > fact.end
        and said <= _NOT_OFF
        and not _is_worth(page, fact, said)
    ):
        yield _violation("invented_amount", f"“{fact.text} off”: no offer of {fact.text} is known.")
    if role == "minimum" and said and said <= _NOT_MINIMUM:
        yield _violation("wrong_minimum", f"“{fact.text}” is no minimum spend.")


def _is_off_elsewhere(page: Page, fact: Fact, today: date) -> bool:
    """Whether the message says in some other place, or by a word for an offer, that the amount comes off."""
    told = any(f.key == fact.key and role == "off" for f, role in roles_on(page, today).items())
    sentence = page.sentence_at(fact.start)
    return told or any(h.sentence == sentence for h in offer_hits(page))


def _is_worth(page: Page, fact: Fact, said: set[Role]) -> bool:
    """As in "500 points take RM5 off": what points are worth, told in the same sentence as the points."""
    sentence = page.sentence_at(fact.start)
    words = {w.text for w in page.words if w.sentence == sentence}
    return "worth" in said and not words.isdisjoint({"points", "point", "pts", "poin", "mata", "coins"})


def _violation(rule: str, detail: str) -> Violation:
    return Violation(rule=rule, detail=detail)
