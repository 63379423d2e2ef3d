"""A chat message sorted by a model: it points at stretches of the text, we cut them out."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, TypeVar

from pydantic import Field

from agents.engines.model.answers import AnswerError
from agents.engines.model.dossier import Dossier
from agents.engines.model.job import Job
from agents.engines.model.quoting import quoted
from agents.engines.model.schemas import Form
from agents.engines.rules.understanding.cover import cover
from agents.engines.rules.understanding.fields import audience_of, channel_of
from agents.engines.rules.understanding.offer import read_voucher
from agents.engines.tasks import Understanding, UnderstandInput
from agents.facts.day_keys import named_days
from agents.facts.markets import market_code
from agents.facts.numerals import plain
from agents.facts.read import read_facts
from agents.facts.types import Fact
from agents.types import Channel, Draft, Merchant, Product, Segment, Voucher, VoucherType

_Words = Annotated[str | None, Field(description="letter for letter, null if not said")]
_NUMBER = re.compile(r"\d(?:[\d.,' \u00a0\u202f]*\d)?")
# Which year a day falls in does not matter for finding a currency.
_ANY_DAY = date(2026, 1, 1)
_A_YEAR = timedelta(days=366)
_LONGEST_NAME = 120
_EDGES = ' \t\n:：-–—"“”'
Named = TypeVar("Named", Segment, Channel)


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
    audience_words: Annotated[str | None, Field(description="the words that say to whom, letter for letter")]
    audience: Segment | None
    channel_words: Annotated[str | None, Field(description="the words that say how, letter for letter")]
    channel: Channel | None
    shop: _Words
    product: _Words
    category: _Words
    voucher: Offer | None


def variables(inputs: UnderstandInput, dossier: Dossier) -> dict[str, str]:
    """What fills the prompt."""
    return {
        "today": inputs.today.isoformat() if inputs.today else "not known",
        "market": market_code(inputs.market) or "not known",
        "text": dossier.block("typed-text", inputs.text),
        "placeholders": dossier.legend,
    }


def read(form: Sorted, inputs: UnderstandInput, dossier: Dossier) -> Understanding:
    """The draft and what is said of it, every word as it was typed. Raises `AnswerError`."""
    start, end = _stretch(form, inputs.text, dossier)
    body = inputs.text[start:end]
    around = f"{inputs.text[:start]}\n{inputs.text[end:]}"
    title = _copied("title", form.title, inputs.text, dossier)
    if title and not quoted(title, around):  # it does not stand apart from the text
        title = None
    typed = _Typed(inputs, around.replace(title, "\n") if title else around, dossier)
    shop, product = typed.name("shop", form.shop), typed.name("product", form.product)
    category = typed.name("category", form.category)
    named = product or (category or "").rpartition(">")[2].strip()
    return Understanding(
        draft=Draft(
            body=body,
            title=title,
            audience=typed.named("audience", form.audience, form.audience_words, audience_of),
            channel=typed.named("channel", form.channel, form.channel_words, channel_of),
            merchant=Merchant(id=shop, name=shop) if shop else None,
            product=Product(name=named, category=category) if named else None,
            voucher=typed.voucher(form.voucher) if form.voucher else None,
        )
    )


def _stretch(form: Sorted, text: str, dossier: Dossier) -> tuple[int, int]:
    """From the first words to behind the last; nothing at the end when there is no message in the text."""
    if form.starts_with is None and form.ends_with is None:
        return len(text), len(text)
    first, last = (quoted(dossier.show(part or ""), text) for part in (form.starts_with, form.ends_with))
    if first is None or last is None:
        raise AnswerError("starts_with and ends_with must be copied letter for letter from what was typed.")
    start, end = text.find(first), text.rfind(last) + len(last)
    if start + len(first) > end:
        raise AnswerError("ends_with stands before starts_with.")
    return start, end


def _copied(name: str, said: str | None, text: str, dossier: Dossier) -> str | None:
    if said is None or not said.strip():
        return None
    found = quoted(dossier.show(said), text)
    if found is None:
        raise AnswerError(f"{name} must be copied letter for letter from what was typed, or null.")
    return found


@dataclass(frozen=True)
class _Typed:
    """What was typed `around` the message: only that says anything about it."""

    inputs: UnderstandInput
    around: str
    dossier: Dossier

    def words(self, name: str, said: str | None) -> str | None:
        """Words as they were typed; None if they stand in the message alone. Raises `AnswerError`."""
        found = _copied(name, said, self.inputs.text, self.dossier)
        return quoted(found, self.around) if found else None

    def name(self, name: str, said: str | None) -> str | None:
        """The same of a name, which is never long."""
        found = self.words(name, said)
        return found if found and len(found) <= _LONGEST_NAME else None

    def named(
        self, name: str, said: Named | None, words: str | None, rule: Callable[[str], Named | None]
    ) -> Named | None:
        """What some words name: as the rules read them, else as the model does if they may mean anything."""
        if said is None:
            return None
        found = self.words(f"{name}_words", words)
        if found is None:
            return None
        if read := rule(found) or rule(self.around):
            return read
        # Where the rules know every word, it says no more than they find in it.
        return None if cover(found) or cover(self.around.strip(_EDGES)) else said

    def voucher(self, offer: Offer) -> Voucher | None:
        """As the rules read its words; where they can't, as far as what was typed bears it out."""
        words, market = self.words("voucher.words", offer.words), self.inputs.market
        if words is None:
            return None
        if known := read_voucher(words, today=self.inputs.today, market=market):
            return known
        typed = _numbers(self.around)
        for amount in (offer.value, offer.min_spend):
            if amount is not None and plain(amount) not in typed:
                raise AnswerError(f"Nobody typed {plain(amount)}: give null for what was not said.")
        return Voucher(
            title=words,
            type=offer.type,
            value=offer.value,
            currency=self._currency(words),
            min_spend=offer.min_spend,
            expires_at=self._day(offer.last_day),
        )

    def _currency(self, words: str) -> str | None:
        facts = self._facts(words)
        return next((fact.key.split(":")[1] for fact in facts if fact.kind == "money"), None)

    def _day(self, said: str | None) -> date | None:
        """A day that was typed; of words in which we find no day at all, one whose number was."""
        if said is None:
            return None
        try:
            day = date.fromisoformat(said)
        except ValueError:
            raise AnswerError("last_day is written YYYY-MM-DD.") from None
        today = self.inputs.today or _ANY_DAY
        typed = {d for fact in self._facts(self.around) for d in named_days(fact.key, today)}
        is_near = today <= day <= today + _A_YEAR
        return (
            day if day in typed or (not typed and is_near and str(day.day) in _numbers(self.around)) else None
        )

    def _facts(self, text: str) -> tuple[Fact, ...]:
        return read_facts(text, market=self.inputs.market, today=self.inputs.today or _ANY_DAY)


def _numbers(text: str) -> set[str]:
    """The numbers of a text as plain digits, read with and without marks between their thousands."""
    long = {re.sub(r"[.,]\d{1,2}$", "", number) for number in _NUMBER.findall(text)}
    return {re.sub(r"\D", "", number) for number in long} | set(re.findall(r"\d+", text))


JOB = Job(form=Sorted, variables=variables, read=read, max_tokens=700, temperature=0.0)
