"""What a short message says of the draft under discussion, when it need not be a draft itself."""

import re
from datetime import date
from functools import cache

from agents.engines.rules.understanding.corrected import is_a_figure, is_corrected, own_words
from agents.engines.rules.understanding.correction import correct_offer
from agents.engines.rules.understanding.cover import mentions
from agents.engines.rules.understanding.fields import fields_of
from agents.engines.rules.understanding.unheld import ask_unheld, on_goods_only
from agents.engines.rules.understanding.units import with_unit
from agents.engines.tasks import Understanding
from agents.facts.read import read_facts
from agents.lexicons import load
from agents.placeholders import find_placeholders
from agents.types import Draft, Voucher

_WORDS = 14
_OFFER_WORDS = 10


def read_follow_up(
    text: str, *, today: date, market: str | None = None, voucher: Voucher | None = None
) -> Understanding | None:
    """What a short message changes, the draft's body empty; None if it reads like a draft.

    Only for a conversation in which a draft stands already: there "10% off until 30 Nov" and "for the
    ones in Penang who left their cart" speak of that draft, and "ends 5 Dec" of its `voucher`.
    """
    text = _praise().sub("", text, count=1)
    offered = _offer_lead().sub("", text, count=1)
    words = offered.split()
    if not words or len(words) > _WORDS or "!" in text or "://" in text or find_placeholders(text):
        return None
    if "?" in text and not _opening().match(text):
        return None  # "is 15% too much?" asks, "what about 15%?" changes
    asked = _asked(text, voucher, today, market)
    if asked:
        return Understanding(draft=Draft(body=""), unclear=(asked,))
    if limited := on_goods_only(text, voucher, market=market):
        return Understanding(draft=Draft(body="", voucher=limited))
    said = mentions(text).said if _opening().match(text) else {}
    fields = fields_of({n: w for n, w in said.items() if n != "voucher"}, today=today, market=market)
    offer = None
    if len(words) <= _OFFER_WORDS or offered != text or "voucher" in said:
        told = text if is_a_figure(offered) else offered
        offer = correct_offer(told, voucher, today=today, market=market)
    if offer and offer.voucher is None:
        return Understanding(draft=Draft.model_validate({"body": ""} | fields), unclear=(_WHICH,))
    fields |= {"voucher": offer.voucher} if offer else {}
    return Understanding(draft=Draft.model_validate({"body": ""} | fields)) if fields else None


def _asked(text: str, voucher: Voucher | None, today: date, market: str | None) -> str | None:
    """What to ask where an amount may be one thing or another, or a voucher can't hold what is said."""
    alone = is_bare_amount(own_words(text) if is_a_figure(text) else text, market=market)
    if alone and (voucher is None or voucher.type != "fixed"):
        return _WHICH_AMOUNT.format(amount=own_words(text).strip(" .?"))
    if voucher and is_corrected(text) and is_a_figure(text, bare=True):
        number = re.findall(r"\d+(?:\.\d+)?", text)[0]
        return None if with_unit(text, voucher, market) != text else _WHICH_NUMBER.format(number=number)
    return ask_unheld(text, voucher, today=today, market=market)


def is_bare_amount(text: str, *, market: str | None = None) -> bool:
    """Whether a message is an amount of money and nothing else: it may be one thing or another."""
    facts = read_facts(text, market=market)
    return len(facts) == 1 and facts[0].kind == "money" and facts[0].text == text.strip(" .?")


_WHICH_AMOUNT = (
    "Is {amount} what comes off, or the minimum spend? Say “{amount} off” or “min spend {amount}”."
)
_WHICH_NUMBER = "Is {number} what comes off, or the minimum spend?"
_WHICH = "Which offer is that? I know of none yet; say it in full, like “S$5 off, min S$35, until 30 Nov”."


@cache
def _praise() -> re.Pattern[str]:
    """A kind word before what is asked for: "that's good but"."""
    return re.compile("|".join(load("understand")["follow_up"]["praise"]), re.IGNORECASE)


@cache
def _opening() -> re.Pattern[str]:
    """How a change is asked for: "for …", "make it …", "what about …"."""
    starts = "|".join(re.escape(start) for start in load("understand")["follow_up"]["starts"])
    return re.compile(rf"\s*(?:{starts})\b", re.IGNORECASE)


@cache
def _offer_lead() -> re.Pattern[str]:
    """What stands before an offer: "with an offer:", "the offer is"."""
    return re.compile("|".join(load("understand")["follow_up"]["offer_leads"]), re.IGNORECASE)
