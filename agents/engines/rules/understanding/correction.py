"""An offer that is known already, corrected in a few words: "it's 15%, not 10", "ends 5 Dec"."""

import re
from datetime import date
from functools import cache
from typing import Any

from agents.engines.rules.understanding.offer import bare_title, minimum_spend, read_voucher
from agents.engines.rules.understanding.offer_terms import last_day
from agents.facts.read import read_facts
from agents.lexicons import load
from agents.types import Value, Voucher

_FIGURE = re.compile(r"(?:[^\s\d%]{1,4}\s?)?\d(?:[\d.,]*\d)?(?:\s?%)?")


class Correction(Value):
    """The offer as it is now; None if something was said of an offer and none is known."""

    voucher: Voucher | None


def correct_offer(
    text: str, known: Voucher | None, *, today: date | None = None, market: str | None = None
) -> Correction | None:
    """The known voucher with what `text` says in its place, all else kept; None if it says nothing."""
    said = _words("denied").sub(" ", text)
    offer = read_voucher(said, today=today, market=market)
    terms = _terms(said, today=today, market=market)
    if offer is None and not terms:
        return None
    if offer is None:
        return Correction(voucher=_with_terms(known, terms) if known else None)
    told = _words("no_deadline").sub(" ", _words("no_minimum").sub(" ", said))
    return Correction(voucher=_with_terms(_merged(known, offer, told), terms))


def merge_offer(known: Voucher, offer: Voucher) -> Voucher:
    """A new offer that keeps the known one's minimum and last day unless it tells its own."""
    return _merged(known, offer, offer.title)


def _merged(known: Voucher | None, offer: Voucher, said: str) -> Voucher:
    title = _title(known, offer, said)
    if known is None:
        return offer.model_copy(update={"title": title})
    same_money = None in {offer.currency, known.currency} or offer.currency == known.currency
    names = ("currency", "min_spend", "expires_at") if same_money else ("expires_at",)
    kept = {name: getattr(offer, name) or getattr(known, name) for name in names}
    return offer.model_copy(update=kept | {"title": title})


def _terms(said: str, *, today: date | None, market: str | None) -> dict[str, Any]:
    """Minimum, last day and code as far as the words tell them; None where they say there is none."""
    facts = read_facts(said, today=today, market=market)
    found: dict[str, Any] = {}
    minimum, currency = minimum_spend(said, facts)
    if minimum is not None:
        found |= {"min_spend": minimum} | ({"currency": currency} if currency else {})
    elif _words("no_minimum").search(said):
        found["min_spend"] = None
    day = last_day(said, facts, today)
    alone = any(fact.kind == "date" and fact.text == said.strip(" .") for fact in facts)
    if day and (alone or _words("deadline").search(said)):
        found["expires_at"] = day
    elif _words("no_deadline").search(said):
        found["expires_at"] = None
    code = next((fact.text for fact in facts if fact.kind == "code"), None)
    return found | ({"code": code} if code and _words("code").search(said) else {})


def _with_terms(voucher: Voucher, terms: dict[str, Any]) -> Voucher:
    """The voucher on other terms; a title that tells the old ones loses them."""
    code, rest = terms.get("code"), {name: value for name, value in terms.items() if name != "code"}
    title = bare_title(voucher.title) if rest else voucher.title
    if code:
        title = f"{re.sub(r',? *(?:with )?code .*$', '', title)}, code {code}"
    return voucher.model_copy(update=rest | {"title": title})


def _title(known: Voucher | None, offer: Voucher, said: str) -> str:
    """The new offer in the merchant's words; with a new figure alone, the old title with that figure."""
    words = said
    for pattern in load("understand")["correction"]["around"]:
        words = re.sub(pattern, "", words, flags=re.IGNORECASE)
    words = bare_title(words)
    if not _FIGURE.fullmatch(words):
        return words or offer.title
    old = _FIGURE.search(known.title) if known and known.type == offer.type else None
    if known and old:
        return f"{known.title[: old.start()]}{words}{known.title[old.end() :]}"
    return f"{words} off"


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("understand")["correction"][name]), re.IGNORECASE)
