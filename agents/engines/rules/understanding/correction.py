"""An offer that is known already, corrected in a few words: "it's 15%, not 10", "ends 5 Dec"."""

import re
from datetime import date
from functools import cache
from typing import Any

from agents.engines.rules.understanding.amounts_said import in_figures, makes_an_offer, without_prices
from agents.engines.rules.understanding.corrected import FIGURE, is_corrected, own_words, without_denied
from agents.engines.rules.understanding.days_said import counted_day, is_only_a_day
from agents.engines.rules.understanding.offer import bare_title, minimum_spend, read_voucher
from agents.engines.rules.understanding.offer_terms import last_day
from agents.engines.rules.understanding.units import with_unit
from agents.facts.read import read_facts
from agents.lexicons import load
from agents.types import Value, Voucher


class Correction(Value):
    """The offer as it is now; None if something was said of an offer and none is known."""

    voucher: Voucher | None


def correct_offer(
    text: str, known: Voucher | None, *, today: date | None = None, market: str | None = None
) -> Correction | None:
    """The known voucher with what `text` says in its place, all else kept; None if it says nothing.

    An offer that is told as another one, rather than as what is right of the known, starts without its
    minimum and last day. An amount that is a price, or is nothing by its words, is no offer.
    """
    figures = with_unit(in_figures(text, market=market), known, market)
    said = without_denied(figures)
    told = without_prices(said, today=today, market=market)
    is_offer = makes_an_offer(told, known, today=today, market=market)
    offer = read_voucher(told, today=today, market=market) if is_offer else None
    terms = _terms(told, today=today, market=market)
    if offer is None and not terms:
        return None
    if offer is None:
        return Correction(voucher=_with_terms(known, terms) if known else None)
    bare = _words("no_deadline").sub(" ", _words("no_minimum").sub(" ", told))
    keeps = (
        said != figures
        or is_corrected(text)
        or is_corrected(figures)
        or bool(FIGURE.fullmatch(own_words(bare)))
    )
    merged = _merged(known, offer, bare) if keeps else merge_offer(known, offer, said=bare)
    return Correction(voucher=_with_terms(merged, terms))


def merge_offer(known: Voucher | None, offer: Voucher, *, said: str | None = None) -> Voucher:
    """An offer told as one of its own: the same again keeps what it doesn't tell of the known one's terms."""
    is_same = known is not None and (offer.type, offer.value, offer.currency or known.currency) == (
        known.type,
        known.value,
        known.currency or offer.currency,
    )
    return _merged(known if is_same else None, offer, offer.title if said is None else said)


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
    told = is_only_a_day(said, facts) or _words("deadline").search(said) or counted_day(said, today) == day
    if day and told:
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
    words = own_words(said)
    if not FIGURE.fullmatch(words):
        return words or offer.title
    old = FIGURE.search(known.title) if known and known.type == offer.type else None
    if known and old:
        return f"{known.title[: old.start()]}{words}{known.title[old.end() :]}"
    return f"{words} off"


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("understand")["correction"][name]), re.IGNORECASE)
