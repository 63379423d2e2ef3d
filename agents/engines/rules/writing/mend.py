"""A good draft with one thing wrong: only that sentence changes, everything else stays as written."""

import re

from agents.engines.rules.writing.keep import Keeper
from agents.engines.rules.writing.offer_line import OfferLine, read_offer_line
from agents.engines.rules.writing.units import split_units
from agents.engines.tasks import RewriteInput
from agents.types import Variant


def mend(inputs: RewriteInput) -> Variant:
    """The draft with contradicted sentences said as the voucher has it, and left-out terms put in."""
    draft, offer = inputs.draft, read_offer_line(inputs)
    keeper = Keeper(inputs, draft.body)
    title, body, told = draft.title, draft.body, False
    for unit in split_units(draft.title, draft.body):
        if not keeper.is_wrong(unit.text):
            continue
        right = _corrected(unit.text, offer, keeper.wrong_words(unit.text))
        instead = right or _instead(keeper, unit.text, None if told else offer, short=unit.paragraph < 0)
        told = True
        if unit.paragraph < 0:
            title = instead
        else:
            body = body.replace(unit.text, instead, 1)
    return Variant(intent="only what has to change", title=title, body=_with_terms(offer, title, body).strip())


def _corrected(text: str, offer: OfferLine | None, wrong: list[str]) -> str | None:
    """The same sentence with the right figures; None when one of its wrong words has no right twin."""
    if offer is None:
        return None
    for words in wrong:
        right = offer.instead_of(words)
        if right is None:
            return None
        text = re.sub(re.escape(words), lambda _, r=right: r, text, flags=re.IGNORECASE)
    return text


def _instead(keeper: Keeper, text: str, offer: OfferLine | None, *, short: bool) -> str:
    """The offer in place of a wrong sentence, and after it what else the sentence held."""
    if short:
        return offer.title() if offer else text
    carried = keeper.carry(text, told=offer is not None)
    return " ".join(s for s in (offer.sentence() if offer else None, carried) if s)


def _with_terms(offer: OfferLine | None, title: str | None, body: str) -> str:
    """The body with the terms its offer leaves out, right after the sentence that makes the offer."""
    whole = f"{title or ''} {body}"
    left = offer.terms_left_out(whole) if offer and offer.is_told_in(whole) else None
    if not offer or not left:
        return body
    units = [u.text for u in split_units(None, body)]
    place = next((u for u in units if offer.is_told_in(u)), units[-1] if units else "")
    return body.replace(place, f"{place} {left}", 1)
