"""Where a text and its voucher say different things: amounts, kinds, terms and days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from agents.facts.deadlines import Deadline, read_deadlines, read_only_days
from agents.facts.endings import ends_the_offer
from agents.facts.matching import is_same_offer, is_standing
from agents.facts.numerals import plain
from agents.facts.offer_words import offer_hits
from agents.facts.offers import is_expired, offer_currency, offer_value
from agents.facts.page import Page
from agents.facts.phrases import Hit
from agents.facts.pledges import Pledge, read_pledges
from agents.facts.roles import off_behind
from agents.facts.terms import Term, pledge_of, read_terms
from agents.facts.titles import scope
from agents.types import Value, Voucher


class Conflict(Value):
    """One thing a text says that its voucher does not hold.

    `field` is what they differ on: amount, currency, type, min_spend, scope, deadline or expires_at;
    `said` the words as written; `key` identifies the claim, so that the same claim elsewhere is known;
    `start` and `end` are places in the folded text.
    """

    field: str
    said: str
    key: str
    start: int
    end: int


@dataclass(frozen=True)
class Comparison:
    """One opened text held against a voucher as of `today`."""

    page: Page
    voucher: Voucher
    today: date

    @cached_property
    def pledges(self) -> tuple[Pledge, ...]:
        """What the text promises."""
        return read_pledges(self.page, self.today)

    @cached_property
    def matched(self) -> tuple[Pledge, ...]:
        """The promises that are the voucher's."""
        value = offer_value(self.voucher, self.page.market)
        return tuple(p for p in self.pledges if is_same_offer(p, self.voucher, value))

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The terms the text tells."""
        return read_terms(self.page, self.today, self.pledges)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Every conflict, in the order of the text; of an expired voucher only that it has expired."""
        if is_expired(self.voucher, self.today):
            return tuple(self._expired())
        found = [*self._promised(), *self._on_terms(), *self._ended()]
        return tuple(sorted(found, key=lambda c: c.start))

    # ── offers ───────────────────────────────────────────────────────────────
    def _promised(self) -> Iterator[Conflict]:
        for pledge in self.pledges:
            if pledge in self.matched or pledge.own or self._is_shops_own(pledge):
                continue
            yield self._conflict(self._field(pledge), pledge, key=pledge.key)

    def _is_shops_own(self, pledge: Pledge) -> bool:
        """Whether a promise beside the voucher's can be the merchant's own business."""
        if pledge.kind in {"percentage", "fixed", "points"}:
            return bool(self.matched)
        if pledge.kind == "gift" and self.voucher.type == "bogo":
            return True
        return is_standing(self.page, pledge, self.terms, self._minimum)

    def _field(self, pledge: Pledge) -> str:
        if pledge.kind != self.voucher.type or pledge.kind == "gift":
            return "type"
        amount = (offer_value(self.voucher, self.page.market) or "").rpartition(":")[2]
        return (
            "currency" if pledge.kind == "fixed" and pledge.value.rpartition(":")[2] == amount else "amount"
        )

    # ── terms ────────────────────────────────────────────────────────────────
    @cached_property
    def _minimum(self) -> str | None:
        """The voucher's minimum spend in the form of a term, or None."""
        currency = offer_currency(self.voucher, self.page.market)
        return f"{currency}:{plain(self.voucher.min_spend)}" if self.voucher.min_spend else None

    def _on_terms(self) -> Iterator[Conflict]:
        if any(t.kind == "minimum" and t.value == self._minimum for t in self.terms):
            return
        for term in self.terms:
            if not self._is_vouchers(term):
                continue
            if self._minimum:
                yield self._conflict("min_spend", term, key=f"{term.kind}:{term.value}")
            elif term.kind == "everything" and self._scope_is_narrower(term):
                yield self._conflict("scope", term, key=f"everything:{self.page.low[term.start : term.end]}")

    def _is_vouchers(self, term: Term) -> bool:
        """Whether a term speaks of the voucher's offer rather than of another of the shop's."""
        pledge = pledge_of(term, self.pledges)
        return pledge is None or pledge in self.matched or not (self.matched or pledge.own)

    def _scope_is_narrower(self, term: Term) -> bool:
        told = scope(self.voucher)
        if told is None or told in {"everything", "sitewide", "storewide"}:
            return False
        words = {w.text for w in self.page.words if w.sentence == term.sentence}
        return not words & set(told.split())

    # ── days ─────────────────────────────────────────────────────────────────
    def _ended(self) -> Iterator[Conflict]:
        last = self.voucher.expires_at
        if last is None:
            return
        deadlines = read_deadlines(self.page, self.today)
        told_right = any(agrees(d, last) for d in deadlines if not d.limit)
        for deadline in deadlines:
            late = deadline.first is not None and deadline.first > last
            # A day by which to act may be any that comes before the end.
            wrong = (late and not told_right) if deadline.limit else not agrees(deadline, last)
            if wrong and ends_the_offer(self.page, deadline, self.pledges):
                key = f"deadline:{deadline.first}/{deadline.last}"
                yield self._conflict("deadline", deadline, key=key)
        if not any(agrees(d, last) for d in deadlines):
            for day in read_only_days(self.page, self.today):
                if not agrees(day, last) and ends_the_offer(self.page, day, self.pledges):
                    yield self._conflict("deadline", day, key=f"deadline:{day.first}/{day.last}")

    # ── expired ──────────────────────────────────────────────────────────────
    def _expired(self) -> Iterator[Conflict]:
        places = [p for p in self.pledges if not p.own] or list(offer_hits(self.page))[:1]
        for place in places:
            key = place.key if isinstance(place, Pledge) else "offer"
            yield self._conflict("expires_at", place, key=key)

    def _conflict(self, field: str, place: Pledge | Term | Deadline | Hit, *, key: str) -> Conflict:
        start, end = place.start, place.end
        if isinstance(place, Pledge):
            end = off_behind(self.page, end)
        pledge = (
            pledge_of(place, self.pledges) if isinstance(place, Term) and place.kind == "everything" else None
        )
        # "everything" may stand anywhere: what is wrong is saying it beside the offer, so both are quoted.
        said = self.page.quote(
            *((min(start, pledge.start), max(end, pledge.end)) if pledge else (start, end))
        )
        return Conflict(field=field, said=said.strip(), key=key, start=start, end=end)


def agrees(deadline: Deadline, last: date) -> bool:
    """Whether a deadline can mean `last`: the same day, or, told without a year, the same day of a year."""
    if deadline.may_be(last):
        return True
    day = deadline.last
    return deadline.exact and day is not None and (day.month, day.day) == (last.month, last.day)
