"""An offer in words ("S$5 off, min S$35, until 30 Nov") as a voucher."""

from datetime import date
from typing import NamedTuple

from agents.engines.rules.understanding.offer_terms import amount_of, is_minimum, last_day, offer_words
from agents.facts.read import read_facts
from agents.facts.types import Fact
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
        expires_at=last_day(text, facts, today),
    )


def minimum_spend(text: str, facts: tuple[Fact, ...]) -> tuple[float | None, str | None]:
    """The minimum spend that a text calls so, and its currency."""
    minimum = next((fact for fact in facts if is_minimum(text, fact)), None)
    currency = minimum.key.split(":")[1] if minimum and minimum.kind == "money" else None
    return (amount_of(minimum) if minimum else None), currency


def bare_title(text: str) -> str:
    """An offer's title without its conditions; the code, if it has one, stays."""
    return _title(text, read_facts(text), len(text))


def looks_like_an_offer(text: str) -> bool:
    """Whether `text` describes an offer at all."""
    return read_voucher(text) is not None


def _kind(text: str, facts: tuple[Fact, ...]) -> VoucherType | None:
    kinds = {fact.kind for fact in facts if not is_minimum(text, fact)}
    if "multibuy" in kinds or offer_words("multibuy").search(text):
        return "bogo"
    if "percent" in kinds:
        return "percentage"
    if offer_words("shipping").search(text):
        return "free_shipping"
    if "points" in kinds:
        return "points"
    if "money" in kinds:
        return "fixed"
    return "gift" if offer_words("gift").search(text) else None


def _amounts(text: str, facts: tuple[Fact, ...], kind: VoucherType) -> _Amounts:
    money = [fact for fact in facts if fact.kind == "money"]
    minimum = next((fact for fact in facts if is_minimum(text, fact)), None)
    wanted = {"percentage": "percent", "fixed": "money", "points": "points"}.get(kind)
    main = next((fact for fact in facts if fact.kind == wanted and fact is not minimum), None)
    if minimum is None:
        # "S$5 off S$35": an amount that follows the offer is what has to be spent.
        minimum = next((fact for fact in money if main is not None and fact.start > main.start), None)
    value = amount_of(main) if main and not offer_words("at_most_before").search(text[: main.start]) else None
    if kind == "percentage" and value is not None and value > _MOST_PERCENT:
        value = None
    currency = next((fact.key.split(":")[1] for fact in money), None)
    begins = minimum.start if minimum and main and minimum.start > main.end else len(text)
    return _Amounts(value, currency, amount_of(minimum) if minimum else None, begins)


def _title(text: str, facts: tuple[Fact, ...], end: int) -> str:
    """The offer in the merchant's words, cut before its conditions, the code kept."""
    cut = offer_words("condition").search(text)
    title = text[: min(end, cut.start() if cut and cut.start() else end)]
    title = offer_words("dangling").sub("", title.strip(" ,;.:-–—"))
    code = next((fact.text for fact in facts if fact.kind == "code"), None)
    return f"{title}, code {code}" if code and code not in title else title
