"""The values of the offer ledger: a fact as written, and what a writer may say of an offer."""

import re
from typing import Literal

from agents.types import Value

FactKind = Literal[
    "percent",
    "money",
    "points",
    "multibuy",
    "date",
    "time",
    "code",
    "link",
    "phone",
    "reference",
    "address",
    "payment",
    "number",
]

EXACT: frozenset[FactKind] = frozenset({"link", "code", "phone", "reference", "address"})
"""Kinds that are right only byte for byte."""


class Fact(Value):
    """One checkable thing a text states.

    `text` is byte for byte as written, `key` its normal form for comparison ("percent:10",
    "money:MYR:60", "date:2026-11-30", "code:HELLO20"), `start` and `end` its place in the text.
    """

    kind: FactKind
    text: str
    key: str
    start: int
    end: int


class OfferWording(Value):
    """The voucher in the words of its market, ready to stand in a sentence.

    `amount` "S$5 off", "free shipping", "a free tea strainer", "500 points"; `terms` "on orders of
    S$35 or more" or None; `terms_short` "min S$35" or None; `deadline` "until 30 Nov" or None
    (None too when it has expired); `code` only if a code is known.
    """

    amount: str
    terms: str | None = None
    terms_short: str | None = None
    deadline: str | None = None
    code: str | None = None

    @property
    def told(self) -> str:
        """Amount and terms together: "S$5 off on orders of S$35 or more", "S$8 off your first order of …"."""
        terms = self.terms or ""
        if re.search(r" your \w+ (?:order|purchase|booking)$", self.amount):
            terms = re.sub(r"^when you spend (?=\S)", "of ", terms)
        return f"{self.amount} {terms}".strip()


class Sayable(Value):
    """What a writer may and must say: the offer, facts that must stay, and what is unknown.

    `required` facts are quoted as written in the draft and must come back byte for byte;
    `forbidden` are claims of the draft that must not (contradicted, or urgency with nothing
    behind it). `deadline_known` allows urgency words of that day; `unknown` names what the
    merchant could add ("amount", "minimum spend", "end date").
    """

    offer: OfferWording | None = None
    required: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    deadline_known: bool = False
    unknown: tuple[str, ...] = ()
