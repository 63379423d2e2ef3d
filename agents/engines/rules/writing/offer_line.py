"""The offer in sentences, from its wording in the ledger: never a number of our own."""

import re

from agents.engines.rules.writing.figures import figures
from agents.engines.rules.writing.marks import finish
from agents.engines.tasks import RewriteInput
from agents.facts.types import OfferWording
from agents.lexicons import load
from agents.placeholders import find_placeholders
from agents.types import Value, VoucherType


class OfferLine(Value):
    """An offer ready to be put into sentences of several shapes."""

    wording: OfferWording
    type: VoucherType
    market: str | None = None

    @property
    def verb(self) -> str:
        """How this kind of offer is taken: "take", "get", "collect", or nothing."""
        return str(load("phrases")["verbs"][self.type])

    @property
    def day(self) -> str | None:
        """The last day alone ("30 Nov")."""
        return (
            re.sub(r"^(until|till|through|by)\s+", "", self.wording.deadline)
            if self.wording.deadline
            else None
        )

    def sentence(self, *, deadline: bool = True) -> str:
        """A whole sentence: "Take S$5 off orders of S$35 or more until 30 Nov."."""
        until = f" {self.wording.deadline}" if deadline and self.wording.deadline else ""
        return _capital(f"{self.verb} {self._with_terms()}{until}{self._code()}.".strip())

    def clause(self) -> str:
        """What follows "finish your order and …": "take S$5 off when you spend S$35 or more"."""
        return f"{self.verb} {self.wording.amount}{self._when()}{self._code()}".strip()

    def with_action(self, action: str) -> str:
        """Action and offer in one sentence: "Check out by 30 Nov and take S$5 off when you spend …"."""
        by = f" by {self.day}" if self.day else ""
        if not self.verb:
            by = "" if self.wording.deadline else by  # "until 5 Dec. Order by 5 Dec" says it twice
            return (
                f"{_capital(self.wording.amount)}{self._terms()}{self._until()}{self._code()}. {action}{by}."
            )
        return f"{action}{by} and {self.clause()}."

    def brief(self, action: str | None = None) -> str:
        """The shortest: "Check out for S$5 off (min S$35) until 30 Nov", or the offer alone."""
        minimum = f" ({self.wording.terms_short})" if self.wording.terms_short else ""
        offer = f"{self.wording.amount}{minimum}{self._until()}{self._code()}."
        return f"{action} for {offer}" if action and self.verb else _capital(offer)

    def comes_off(self, action: str) -> str | None:
        """Action and what it takes off: "Pay by 2 Dec and RM5 comes off orders of RM60 or more"."""
        figure = self._figure
        if figure is None:
            return None
        by = f" by {self.day}" if self.day else ""
        orders = self.wording.terms.removeprefix("on ") if self.wording.terms else "your order"
        return f"{action}{by} and {figure} comes off {orders}{self._code()}."

    def spend(self) -> str | None:
        """The minimum first: "Spend S$35 or more by 30 Nov and S$5 comes off"; None without a minimum."""
        figure, minimum = self._figure, self._minimum
        if figure is None or minimum is None:
            return None
        by = f" by {self.day}" if self.day else ""
        return f"Spend {minimum} or more{by} and {figure} comes off{self._code()}."

    def here_is(self) -> str:
        """The offer as something handed over: "Here's S$5 off orders of S$35 or more, until 30 Nov"."""
        if not self.verb:
            return self.sentence()
        until = f", {self.wording.deadline}" if self.wording.deadline else ""
        return f"Here's {self._with_terms()}{until}{self._code()}."

    def is_told_in(self, text: str) -> bool:
        """Whether a text states the amount: its figure, or its words where there is no figure."""
        amount = figures(self.wording.amount, self.market)
        if amount:
            return amount <= figures(text, self.market)
        words = re.findall(r"\w{4,}", self.wording.amount.casefold())
        return bool(words) and all(w in text.casefold() for w in words)

    def without_day_told_in(self, text: str) -> "OfferLine":
        """The offer without its last day, where the text gives that day already."""
        day = figures(self.wording.deadline or "", self.market)
        if not day or not day <= figures(text, self.market):
            return self
        return self.model_copy(update={"wording": self.wording.model_copy(update={"deadline": None})})

    def instead_of(self, words: str) -> str | None:
        """What the voucher says where a draft has these wrong words; None where it has no twin for them."""
        wrong = re.fullmatch(
            r"\d[\d.,]*\s?(?:%|percent|per cent)(?P<rest>\s*off)?", words.strip(), re.IGNORECASE
        )
        figure = re.search(r"\d[\d.,]*\s?%", self.wording.amount)
        if wrong and figure:
            return f"{figure[0]}{wrong['rest'] or ''}"
        if words.casefold().startswith(f"{self.wording.amount.casefold()} ") and self.wording.terms:
            return self._with_terms()
        if re.match(r"(?:no|without|zero|any) ", words, re.IGNORECASE) and self.wording.terms_short:
            return self.wording.terms_short
        if (
            re.match(r"off (?:every|any|all|the whole|your whole)", words, re.IGNORECASE)
            and self.wording.terms
        ):
            return f"off {self.wording.terms.removeprefix('on ')}"
        ends = re.match(r"(ends?|ending|expires?|closes|valid)\b", words, re.IGNORECASE)
        if ends and self.day:
            return f"{words[: ends.end()]} {'until ' if ends[1].lower() == 'valid' else ''}{self.day}"
        return self._day_instead_of(words)

    def amount_instead_of(self, amount: str, text: str) -> str | None:
        """The voucher's amount where a text has a wrong one, as what comes off or as the minimum."""
        wrong = re.fullmatch(r"(\D{0,4}\d[\d.,]*)(\s+off)?", amount, re.IGNORECASE)
        if wrong is None:
            return None
        found = re.escape(amount)
        figure = re.match(r"((?:[^\W\d]{1,3} )?\S*\d\S*) off\b", self.wording.amount)
        if figure and (wrong[2] or re.search(rf"{found}\s+off\b", text, re.IGNORECASE)):
            return f"{figure[1]}{wrong[2] or ''}"
        least = re.search(
            rf"\b(?:above|over|from|of|min\.?|minimum|spend|least)\s+{found}", text, re.IGNORECASE
        )
        return self._minimum if least else None

    def _day_instead_of(self, words: str) -> str | None:
        """The real last day behind the same small word: "till 31 Dec" becomes "till 30 Nov"."""
        until = re.match(r"(by|before|until|till|til|through|thru|up to)\b", words, re.IGNORECASE)
        dated = any(key.startswith("date:") for key in figures(words, self.market))
        if until is None or not dated or self.day is None:
            return None
        return f"{'until' if until[1].lower() == 'before' else until[1]} {self.day}"

    def terms_left_out(self, text: str) -> str | None:
        """A sentence with the terms that a text leaves out: "That's on orders of …, until …"."""
        said = figures(text, self.market)
        dated = any(key.startswith("date:") for key in said)
        terms = (
            self.wording.terms
            if self.wording.terms and not figures(self.wording.terms, self.market) <= said
            else None
        )
        left = [t for t in (terms, None if dated else self.wording.deadline) if t]
        return f"That's {', '.join(left)}." if left else None

    def with_terms_added(self, sentence: str, left: str) -> str:
        """A sentence with what it leaves out: a last day within it, if it tells the offer, else behind it.

        What stands in a block of a template stays as it is: it is for some readers only.
        """
        if any(tag.role != "variable" for tag in find_placeholders(sentence)):
            return sentence
        a_day = left == f"That's {self.wording.deadline}." and self.is_told_in(sentence)
        if a_day and re.search(r"[\w)]\.$", sentence):
            return f"{sentence[:-1]}, {self.wording.deadline}."
        return f"{finish(sentence)} {left}"

    def title(self, ending: str | None = None) -> str:
        """The amount as a title: "S$5 off until 30 Nov"."""
        tail = ending or self.wording.deadline
        return _capital(f"{self.wording.amount} {tail}" if tail else self.wording.amount)

    @property
    def _figure(self) -> str | None:
        """What comes off, where a plain figure does: "S$5", "10%"."""
        match = re.fullmatch(r"(\S.*\d\S*|\d\S*) off", self.wording.amount)
        return match[1] if match else None

    @property
    def _minimum(self) -> str | None:
        match = re.search(r"\b(?:of|from|over) (\S.*?\d\S*)", self.wording.terms or "")
        return match[1] if match else None

    def _with_terms(self) -> str:
        """Amount and minimum together: "S$5 off orders of S$35 or more"."""
        if self.wording.terms and self.wording.amount.endswith(" off"):
            return f"{self.wording.amount} {self.wording.terms.removeprefix('on ')}"
        if not self.wording.terms and self.wording.amount.endswith(" off"):
            return f"{self.wording.amount} your order"
        return self.wording.told

    def _terms(self) -> str:
        return f" {self.wording.terms}" if self.wording.terms else ""

    def _when(self) -> str:
        terms = self.wording.terms
        if not terms:
            return ""
        spend = re.sub(r"^on (orders|an order) (of|from|over)\s+", "when you spend ", terms)
        return f" {spend}"

    def _until(self) -> str:
        return f" {self.wording.deadline}" if self.wording.deadline else ""

    def _code(self) -> str:
        return f" with code {self.wording.code}" if self.wording.code else ""


def read_offer_line(inputs: RewriteInput) -> OfferLine | None:
    """The offer of a brief, or None when there is none to state."""
    wording, draft = inputs.sayable.offer, inputs.draft
    if wording is None or draft.voucher is None:
        return None
    return OfferLine(
        wording=wording, type=draft.voucher.type, market=draft.merchant.market if draft.merchant else None
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
