"""What is said of a price: it stands in the draft's own words, and is corrected there."""

import re
from datetime import date
from functools import cache

from agents.engines.rules.understanding.amount_roles import may_be_a_price, prices_in
from agents.engines.rules.understanding.amounts_said import makes_an_offer
from agents.engines.rules.understanding.corrected import is_corrected
from agents.engines.rules.understanding.offer_terms import amount_of, is_minimum
from agents.facts.read import read_facts
from agents.facts.types import Fact
from agents.lexicons import load
from agents.types import Draft, Value

_WORDS = 14


class PriceSaid(Value):
    """The draft with the price in its place, None if it has none yet; `note` says so."""

    draft: Draft | None
    note: str


def read_price(text: str, draft: Draft, *, today: date, market: str | None = None) -> PriceSaid | None:
    """What a short message says of a price of the draft; None if it speaks of none."""
    if len(text.split()) > _WORDS or "!" in text or "?" in text or "://" in text:
        return None
    if makes_an_offer(text, None, today=today, market=market):
        return None
    told = _money(text, today, market)
    standing = _prices_of(draft, today, market)
    named = [fact for fact in told if fact.key in {price.key for price in standing}]
    new = [fact for fact in told if fact not in named]
    priced = prices_in(text, today=today, market=market)
    if len(told) > 1 and _says_both(text, told):
        return _by_words(text, draft, told, standing)
    if len(named) == len(new) == 1 and (priced or is_corrected(text) or _word("wrong").search(text)):
        return _placed(draft, [(named[0].key, new[0])], old=_is_old(draft.message.text, named[0], standing))
    if not priced:
        return None
    return _by_words(text, draft, told or priced, standing)


def _says_both(text: str, told: tuple[Fact, ...]) -> bool:
    """Whether it is what something cost, then what it costs: "was S$18 now S$12"."""
    now = text[told[0].end : told[-1].start]
    return bool(_word("old_before").search(text[: told[0].start]) and _word("now").search(now))


def _by_words(text: str, draft: Draft, told: tuple[Fact, ...], standing: tuple[Fact, ...]) -> PriceSaid:
    """Prices that go where one of their kind stands: the old one, or the one of today."""
    if _word("other").search(text) or any(fact.kind != "money" for fact in told):
        return PriceSaid(draft=None, note=_WHERE.format(price=told[0].text))
    told, known = tuple(f for f in told if f.key not in {p.key for p in standing}), told
    if not told:
        return PriceSaid(draft=None, note=_STANDS.format(price=known[0].text))
    changes: list[tuple[str, Fact]] = []
    for fact in told:
        is_old = bool(_word("old_before").search(text[: fact.start]))
        places = {p.key: p for p in standing if _is_old(draft.message.text, p, standing) == is_old}
        if not places:
            return PriceSaid(draft=None, note=_WHERE.format(price=fact.text))
        if len(places) > 1:
            names = " and ".join(place.text for place in places.values())
            example = next(iter(places.values())).text
            note = _SEVERAL.format(names=names, price=fact.text, example=example)
            return PriceSaid(draft=None, note=note)
        changes.append((next(iter(places)), fact))
    return _placed(draft, changes, old=bool(_word("old_before").search(text[: told[0].start])))


def _placed(draft: Draft, changes: list[tuple[str, Fact]], *, old: bool) -> PriceSaid:
    """The draft with these amounts in the place of those that were there."""
    title, body = (_with(part, changes) for part in (draft.title or "", draft.body))
    last = changes[-1][1].text
    note = _OLD_NOW.format(price=last) if old and len(changes) == 1 else _NOW.format(price=last)
    return PriceSaid(draft=draft.model_copy(update={"title": title or draft.title, "body": body}), note=note)


def _with(text: str, changes: list[tuple[str, Fact]]) -> str:
    new = {key: fact.text for key, fact in changes}
    for fact in reversed(read_facts(text)):
        told = next((words for key, words in new.items() if _same(key, fact)), None)
        if told and may_be_a_price(text, fact):
            text = f"{text[: fact.start]}{told}{text[fact.end :]}"
    return text


def _same(key: str, fact: Fact) -> bool:
    """Whether it is that amount; "$" means another currency where no market is known."""
    return fact.kind == "money" and fact.key.rpartition(":")[2] == key.rpartition(":")[2]


def _prices_of(draft: Draft, today: date, market: str | None) -> tuple[Fact, ...]:
    text = draft.message.text
    offered = {draft.voucher.value, draft.voucher.min_spend} if draft.voucher else set()
    money = (fact for fact in _money(text, today, market) if may_be_a_price(text, fact))
    return tuple(fact for fact in money if amount_of(fact) not in offered)


def _money(text: str, today: date, market: str | None) -> tuple[Fact, ...]:
    facts = read_facts(text, today=today, market=market)
    return tuple(fact for fact in facts if fact.kind == "money" and not is_minimum(text, fact))


def _is_old(text: str, price: Fact, standing: tuple[Fact, ...]) -> bool:
    """Whether a price of the draft is the one that was: "was S$16", the first of "S$16 → S$13"."""
    return len({p.key for p in standing}) > 1 and bool(_word("old_before").search(text[: price.start]))


_NOW = "The price is {price} now."
_OLD_NOW = "The old price is {price} now."
_STANDS = "{price} stands in the draft already."
_WHERE = (
    "I took {price} for a price, not for an offer. "
    "Where should it stand? Write it into the draft and send that."
)
_SEVERAL = "The draft names {names}. Which one is {price}? Say it like “{price}, not {example}”."


@cache
def _word(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("offer_talk")["prices"][name]), re.IGNORECASE)
