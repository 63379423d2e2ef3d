"""Money of an offer as a draft writes its own: "Rs. 500" beside "Rs. 999", "P500" in a plain text message."""

import re
from collections.abc import Iterable
from functools import cache

from agents.facts.markets import known_market
from agents.facts.types import Fact, OfferWording
from agents.facts.wordlists import either
from agents.lexicons import load

_NUMBER = r"\d(?:[\d.,'’ ]*\d)?"
_IN_LETTERS = re.compile(
    rf"(?P<before>[A-Za-z]{{1,4}}\.?\s?){_NUMBER}|{_NUMBER}(?P<after>\s?[A-Za-zđ]{{1,6}})"
)


def as_written(
    offer: OfferWording, facts: Iterable[Fact], *, market: str | None, plainly: bool
) -> OfferWording:
    """An offer whose amounts are written like those of that currency among a draft's `facts`.

    Where the draft names none and has to stay cheap to send (`plainly`), signs outside the alphabet of text
    messages are put in letters. Currencies whose sign every telephone knows stay as they are.
    """
    forms = _forms(facts)

    def rewritten(match: re.Match[str]) -> str:
        sign = match["before"] or match["after"]
        code, home = load("money")["plain"][sign]
        own = known_market(market)
        plain = home if own and own.currency == code else f"{code} {{n}}"
        form = forms.get(code, plain if plainly else None)
        return form.format(n=match["n"] or match["m"]) if form else match[0]

    told = {"amount": offer.amount, "terms": offer.terms, "terms_short": offer.terms_short}
    return offer.model_copy(update={k: _amounts().sub(rewritten, text) for k, text in told.items() if text})


def _forms(facts: Iterable[Fact]) -> dict[str, str]:
    """How a draft writes its amounts, by their currency; not where it uses the sign as well."""
    forms: dict[str, str] = {}
    signed = set()
    for fact in facts:
        kind, code, *_ = fact.key.split(":")
        match = _IN_LETTERS.fullmatch(fact.text) if kind == "money" else None
        if match and (match["after"] or "").strip().lower() not in load("money")["multipliers"]:
            forms.setdefault(code, f"{match['before'] or ''}{{n}}{match['after'] or ''}")
        elif kind == "money":
            signed.add(code)
    return {code: form for code, form in forms.items() if code not in signed}


@cache
def _amounts() -> re.Pattern[str]:
    signs = either(load("money")["plain"])
    return re.compile(rf"(?P<before>{signs})\s?(?P<n>{_NUMBER})|(?P<m>{_NUMBER})\s?(?P<after>{signs})(?!\w)")
