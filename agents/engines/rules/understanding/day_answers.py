"""The day that answers "until which day?", and where it is kept."""

import re
from datetime import date, timedelta

from agents.engines.rules.understanding.days_said import counted_day, is_only_a_day
from agents.engines.rules.understanding.days_told import no_such_day, two_days
from agents.engines.rules.understanding.offer_terms import last_day
from agents.engines.rules.understanding.stated import stated_offer
from agents.facts.dayform import format_day
from agents.facts.read import read_facts
from agents.types import Draft, Value

_QUOTED = re.compile(r"“[^”]*”")


class Dated(Value):
    """A draft with its last day, and the sentence that says so."""

    draft: Draft
    note: str


def day_answered(text: str, confirmed: str = "", *, today: date, market: str | None = None) -> date | None:
    """The last day that a message names and nothing else; or that of the question it has `confirmed`."""
    facts = read_facts(text, today=today, market=market)
    if no_such_day(text) or two_days(text, today=today, market=market):
        return None
    if counted_day(text, today) or is_only_a_day(text, facts):
        return last_day(text, facts, today)
    asked = _QUOTED.sub("", confirmed)
    if re.search(r"end today", asked):
        return today
    if re.search(r"end this weekend", asked):
        return today + timedelta(days=6 - today.weekday())
    return counted_day(asked, today) if asked else None


def with_last_day(draft: Draft, day: date, *, today: date) -> Dated:
    """The draft's own offer as a voucher until that day; without one, the day in the draft's words."""
    market = draft.merchant.market if draft.merchant else None
    told = format_day(day, market=market, today=today)
    if offer := stated_offer(draft, today=today):
        voucher = offer.model_copy(update={"expires_at": day})
        return Dated(
            draft=draft.model_copy(update={"voucher": voucher}), note=f"{offer.title} it is, until {told}."
        )
    return Dated(draft=with_sentence(draft, f"Until {told}."), note=f"I put “until {told}” into the draft.")


def with_sentence(draft: Draft, sentence: str) -> Draft:
    """The draft with one more sentence at its end."""
    body = draft.body.rstrip()
    stop = "." if body[-1:].isalnum() else ""
    gap = "\n" if "\n" in body else " "
    return draft.model_copy(update={"body": f"{body}{stop}{gap}{sentence}"})
