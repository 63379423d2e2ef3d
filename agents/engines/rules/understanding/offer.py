"""An offer in words ("S$5 off, min S$35, until 30 Nov") as a voucher."""

import re
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from agents.facts.day_keys import named_days
from agents.facts.read import read_facts
from agents.facts.types import Fact
from agents.lexicons import load
from agents.types import Voucher, VoucherType

_MOST_PERCENT = 100


class _Amounts(NamedTuple):
    """What the numbers of an offer are for; `conditions` is where the minimum begins in the text."""

    value: float | None
    currency: str | None
    min_spend: float | None
    conditions: int


def read_voucher(text: str, *, today: date | None = None, market: str | None = None) -> Voucher | None:
    """The voucher that `text` describes, None if it describes none.

    `market` (two letters) settles what "$" means, `today` a day without its year. The title is the
    offer in the given words, without minimum and last day.
    """
    facts = read_facts(text, market=market, today=today)
    kind = _kind(text, facts)
    if kind is None:
        return None
    amounts = _amounts(text, facts, kind)
    if kind in {"percentage", "fixed", "points"} and amounts.value is None:
        return None
    return Voucher(
        title=_title(text, facts, amounts.conditions),
        type=kind,
        value=amounts.value,
        currency=amounts.currency,
        min_spend=amounts.min_spend,
        expires_at=_last_day(text, facts, today),
    )


def looks_like_an_offer(text: str) -> bool:
    """Whether `text` describes an offer at all."""
    return read_voucher(text) is not None


def _kind(text: str, facts: tuple[Fact, ...]) -> VoucherType | None:
    kinds = {fact.kind for fact in facts if not _is_minimum(text, fact)}
    if "multibuy" in kinds or _words("multibuy").search(text):
        return "bogo"
    if "percent" in kinds:
        return "percentage"
    if _words("shipping").search(text):
        return "free_shipping"
    if "points" in kinds:
        return "points"
    if "money" in kinds:
        return "fixed"
    return "gift" if _words("gift").search(text) else None


def _amounts(text: str, facts: tuple[Fact, ...], kind: VoucherType) -> _Amounts:
    money = [fact for fact in facts if fact.kind == "money"]
    minimum = next((fact for fact in facts if _is_minimum(text, fact)), None)
    wanted = {"percentage": "percent", "fixed": "money", "points": "points"}.get(kind)
    main = next((fact for fact in facts if fact.kind == wanted and fact is not minimum), None)
    if minimum is None:
        # "S$5 off S$35": an amount that follows the offer is what has to be spent.
        minimum = next((fact for fact in money if main is not None and fact.start > main.start), None)
    value = _number(main) if main and not _words("at_most_before").search(text[: main.start]) else None
    if kind == "percentage" and value is not None and value > _MOST_PERCENT:
        value = None
    currency = next((fact.key.split(":")[1] for fact in money), None)
    begins = minimum.start if minimum and main and minimum.start > main.end else len(text)
    return _Amounts(value, currency, _number(minimum) if minimum else None, begins)


def _is_minimum(text: str, fact: Fact) -> bool:
    if fact.kind not in {"money", "number"}:
        return False
    before, after = text[: fact.start], text[fact.end :]
    return bool(_words("minimum_before").search(before) or _words("minimum_after").match(after))


def _number(fact: Fact) -> float | None:
    """The value in a fact's key; a range ("10-20") promises nothing exact, so None."""
    try:
        return float(fact.key.rsplit(":", 1)[1])
    except ValueError:
        return None


def _last_day(text: str, facts: tuple[Fact, ...], today: date | None) -> date | None:
    days = [fact for fact in facts if fact.kind == "date"]
    if len(days) == 1 and _words("start_before").search(text[: days[0].start]):
        return None
    last = max((day for fact in days for day in named_days(fact.key, today)), default=None)
    if last and _words("over_before").search(text[: days[-1].start]):
        return last - timedelta(days=1)
    return last


def _title(text: str, facts: tuple[Fact, ...], end: int) -> str:
    """The offer in the merchant's words, cut before its conditions, the code kept."""
    cut = _words("condition").search(text)
    title = text[: min(end, cut.start() if cut and cut.start() else end)]
    title = _words("dangling").sub("", title.strip(" ,;.:-–—"))
    code = next((fact.text for fact in facts if fact.kind == "code"), None)
    return f"{title}, code {code}" if code and code not in title else title


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("understand")["offer"][name]), re.IGNORECASE)
