"""The questions that stand beside a suggestion, and what is left of it once some are answered."""

from datetime import date
from typing import Any

from agents.facts.ledger import open_ledger
from agents.lexicons import load
from agents.types import Draft, Suggestion, Voucher

OFFER_QUESTION = "Is there an offer behind"
"""How the question begins that is settled once there is no offer."""


# What of a voucher may contradict a draft, by the fields in which contradictions are told.
_OF = {
    "type": ("type", "amount", "currency"),
    "value": ("type", "amount", "currency"),
    "min_spend": ("min_spend", "scope"),
    "expires_at": ("deadline",),
}


class Questions:
    """The open questions, told apart by what they are about."""

    def __init__(self, asked: tuple[str, ...]) -> None:
        self.all = tuple(q for q in asked if "?" in q)

    def of(self, *kinds: str) -> tuple[str, ...]:
        """Those about one of these kinds of `lexicons/offer_talk.toml`."""
        words: dict[str, str] = load("offer_talk")["questions"]
        return tuple(q for q in self.all if any(words[kind].lower() in q.lower() for kind in kinds))

    @property
    def soft(self) -> tuple[str, ...]:
        """Those without whose answer a version can go out: what is in question stays out of it."""
        return self.of("offer", "stock", "until", "by", "real", "limit", "in_stock")


def settled_by(now: Draft, before: Voucher | None, *, today: date) -> tuple[str, ...]:
    """The questions on what the merchant has just told of the offer, against the draft's own words."""
    if now.voucher is None or now.voucher == before:
        return ()
    ledger = open_ledger(now, today=today)
    changed = {name for name in _OF if before is None or getattr(now.voucher, name) != getattr(before, name)}
    fields = {field for name in changed for field in _OF[name]}
    said = [found.said for found in ledger.contradictions if found.field in fields]
    asked = Questions(ledger.questions).of("contradiction")
    return tuple(q for q in asked if any(f"“{words}”" in q for words in said))


def without_settled(suggestion: Suggestion, settled: tuple[str, ...]) -> Suggestion:
    """The suggestion without what the merchant has answered; final once nothing has to be settled first."""
    left = tuple(q for q in suggestion.questions if not (settled and q.startswith(settled)))
    if left == suggestion.questions:
        return suggestion
    asked, open_ = Questions(suggestion.questions), Questions(left)
    known: dict[str, Any] = {"questions": left}
    if asked.of("contradiction") and not open_.of("contradiction"):
        known["contradictions"] = ()
    if suggestion.outcome == "ask" and suggestion.message and set(open_.all) <= set(open_.soft):
        known["outcome"] = "rewritten"
    return suggestion.model_copy(update=known)
