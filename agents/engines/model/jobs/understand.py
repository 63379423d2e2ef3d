"""A chat message sorted by a model: it points at stretches of the text, we cut them out."""

import re
from datetime import date
from typing import Annotated

from pydantic import Field

from agents.engines.model.answers import AnswerError
from agents.engines.model.dossier import Dossier
from agents.engines.model.job import Job
from agents.engines.model.quoting import quoted
from agents.engines.model.schemas import Form
from agents.engines.rules.understanding.offer import read_voucher
from agents.engines.tasks import Understanding, UnderstandInput
from agents.facts.numerals import plain
from agents.facts.read import read_facts
from agents.types import Channel, Draft, Merchant, Product, Segment, Voucher, VoucherType

_Words = Annotated[str | None, Field(description="letter for letter, null if not said")]
_NUMBER = re.compile(r"\d(?:[\d.,' \u00a0\u202f]*\d)?")
# Which year a day falls in does not matter for finding a currency.
_ANY_DAY = date(2026, 1, 1)


class Offer(Form):
    """An offer that was told about the message."""

    words: Annotated[str, Field(description="how it was told, letter for letter")]
    type: VoucherType
    value: Annotated[float | None, Field(description="the percentage, amount or points")]
    min_spend: Annotated[float | None, Field(description="what has to be spent")]
    last_day: Annotated[str | None, Field(description="YYYY-MM-DD")]


class Sorted(Form):
    """A chat message, sorted."""

    starts_with: Annotated[str | None, Field(description="first words of the message for customers")]
    ends_with: Annotated[str | None, Field(description="last words of the message for customers")]
    title: _Words
    audience: Segment | None
    channel: Channel | None
    shop: _Words
    product: _Words
    category: _Words
    voucher: Offer | None


def variables(inputs: UnderstandInput, dossier: Dossier) -> dict[str, str]:
    """What fills the prompt."""
    return {
        "today": inputs.today.isoformat() if inputs.today else "not known",
        "market": inputs.market or "not known",
        "text": dossier.block("typed-text", inputs.text),
        "placeholders": dossier.legend,
    }


def read(form: Sorted, inputs: UnderstandInput, dossier: Dossier) -> Understanding:
    """The draft and what is said of it, every word as it was typed. Raises `AnswerError`."""
    text = inputs.text
    return Understanding(
        draft=Draft(
            body=_body(form, text, dossier),
            title=_copied("title", form.title, text, dossier),
            audience=form.audience,
            channel=form.channel,
            merchant=_merchant(_copied("shop", form.shop, text, dossier)),
            product=_product(form, text, dossier),
            voucher=_voucher(form.voucher, inputs, dossier) if form.voucher else None,
        )
    )


def _body(form: Sorted, text: str, dossier: Dossier) -> str:
    """The stretch from the first words to the last; nothing when there is no message in it."""
    if form.starts_with is None and form.ends_with is None:
        return ""
    first, last = (quoted(dossier.show(part or ""), text) for part in (form.starts_with, form.ends_with))
    if first is None or last is None:
        raise AnswerError("starts_with and ends_with must be copied letter for letter from what was typed.")
    start, end = text.find(first), text.rfind(last) + len(last)
    if start + len(first) > end:
        raise AnswerError("ends_with stands before starts_with.")
    return text[start:end]


def _copied(name: str, said: str | None, text: str, dossier: Dossier) -> str | None:
    if said is None or not said.strip():
        return None
    found = quoted(dossier.show(said), text)
    if found is None:
        raise AnswerError(f"{name} must be copied letter for letter from what was typed, or null.")
    return found


def _merchant(name: str | None) -> Merchant | None:
    return Merchant(id=name, name=name) if name else None


def _product(form: Sorted, text: str, dossier: Dossier) -> Product | None:
    name = _copied("product", form.product, text, dossier)
    category = _copied("category", form.category, text, dossier)
    if name is None and category is None:
        return None
    return Product(name=name or (category or "").rpartition(">")[2].strip(), category=category)


def _voucher(offer: Offer, inputs: UnderstandInput, dossier: Dossier) -> Voucher:
    """As the rules read its words; where they can't, what the model says as far as the text bears it out."""
    words = _copied("voucher.words", offer.words, inputs.text, dossier) or ""
    if known := read_voucher(words, today=inputs.today, market=inputs.market):
        return known
    typed = _typed(inputs.text)
    for amount in (offer.value, offer.min_spend):
        if amount is not None and plain(amount) not in typed:
            raise AnswerError(f"Nobody typed {plain(amount)}: give null for what was not said.")
    day = _day(offer.last_day)
    return Voucher(
        title=words,
        type=offer.type,
        value=offer.value,
        currency=_currency(words, inputs),
        min_spend=offer.min_spend,
        expires_at=day if day and str(day.day) in typed else None,
    )


def _typed(text: str) -> set[str]:
    """The numbers of a text as plain digits, read with and without marks between their thousands."""
    long = {re.sub(r"[.,]\d{1,2}$", "", number) for number in _NUMBER.findall(text)}
    return {re.sub(r"\D", "", number) for number in long} | set(re.findall(r"\d+", text))


def _currency(words: str, inputs: UnderstandInput) -> str | None:
    facts = read_facts(words, market=inputs.market, today=inputs.today or _ANY_DAY)
    return next((fact.key.split(":")[1] for fact in facts if fact.kind == "money"), None)


def _day(said: str | None) -> date | None:
    if said is None:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise AnswerError("last_day is written YYYY-MM-DD.") from None


JOB = Job(form=Sorted, variables=variables, read=read, max_tokens=700, temperature=0.0)
