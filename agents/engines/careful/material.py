"""What a sentence to a merchant may rest on: everything that the model was given, and nothing else."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from agents.engines.model.evidence import patterns
from agents.engines.model.quoting import quoted
from agents.engines.model.wording import channel_told, readers
from agents.facts.known import Known
from agents.facts.numerals import plain
from agents.facts.page import Page, open_page
from agents.facts.read import facts_on
from agents.facts.types import Fact
from agents.types import Contrast, Draft

_DIGITS = re.compile(r"\d+")
_QUOTATION = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|「([^「」]+)」|(?<!\w)[‘']([^‘’']+)[’'](?!\w)")
_COUNTS = 2  # up to here a number is a manner of speaking: "one step", "both of the two"


@dataclass(frozen=True)
class Material:
    """A draft with all that is known around it, other `texts` that were shown, and a day to reckon with."""

    draft: Draft
    today: date
    texts: tuple[str, ...] = ()
    contrast: Contrast | None = None

    @cached_property
    def known(self) -> Known:
        """The draft as the offer ledger reads it."""
        return Known(draft=self.draft, today=self.today)

    def page(self, text: str) -> Page:
        """A sentence opened for reading, in the languages of the draft as well."""
        return open_page(text, self.known.market, self.known.page.tongues)

    def without_quotations(self, sentence: str, *, known_alone: bool = True) -> str:
        """The sentence without what it quotes of the material; without any quotation if not `known_alone`."""

        def cut(match: re.Match[str]) -> str:
            inside = next(part for part in match.groups() if part is not None)
            return " … " if not known_alone or quoted(inside, self._whole) else match[0]

        return _QUOTATION.sub(cut, sentence)

    def states(self, fact: Fact) -> bool:
        """Whether a fact of a sentence was given, be it that the draft is wrong in it."""
        if fact.kind == "number":
            numbers = _DIGITS.findall(fact.text.replace(",", ""))
            return all(number in self._numbers or int(number) <= _COUNTS for number in numbers)
        if fact.kind == "money" and fact.key.rpartition(":")[2] in self._amounts:  # whatever "$" is taken for
            return True
        return fact.key in self._keys or self.known.allows(fact)

    @cached_property
    def _amounts(self) -> frozenset[str]:
        voucher = self.draft.voucher
        if voucher is None:
            return frozenset()
        amounts = (None if voucher.type == "percentage" else voucher.value, voucher.min_spend)
        return frozenset(plain(amount) for amount in amounts if amount is not None)

    @cached_property
    def _keys(self) -> frozenset[str]:
        keys = {fact.key for text in self._read for fact in facts_on(self.page(text), self.today)}
        voucher = self.draft.voucher
        if voucher and voucher.expires_at and voucher.expires_at < self.today:
            keys |= Known(draft=self.draft, today=voucher.expires_at).offer_keys
        return frozenset(keys)

    @property
    def _read(self) -> tuple[str, ...]:
        return (self.draft.message.text, *self.texts)

    @cached_property
    def _whole(self) -> str:
        names = (self.draft.merchant, self.draft.product, self.draft.voucher)
        return "\n".join((*self._read, *(str(v) for n in names if n for v in dict(n).values() if v)))

    @cached_property
    def _numbers(self) -> frozenset[str]:
        told = (self._whole, channel_told(self.draft.channel), readers(self.draft.audience))
        return self._amounts | frozenset(_DIGITS.findall("\n".join((*told, patterns(self.contrast)))))
