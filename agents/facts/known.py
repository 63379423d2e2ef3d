"""Everything that may be said for one draft: what draft, voucher and product state."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from agents.facts.conflicts import Comparison, Conflict
from agents.facts.day_keys import named_days
from agents.facts.deadlines import Deadline, read_deadlines
from agents.facts.known_days import KnownDays
from agents.facts.markets import market_code
from agents.facts.money_written import as_written
from agents.facts.names import is_in_name, name_facts, names_of
from agents.facts.offers import is_expired, word_offer
from agents.facts.page import Page, open_page
from agents.facts.phrases import Hit
from agents.facts.pledges import Pledge, read_pledges, roles_on
from agents.facts.read import facts_on
from agents.facts.roles import Role
from agents.facts.terms import Term, read_terms
from agents.facts.titles import title_line
from agents.facts.tongues import tongue_of
from agents.facts.types import EXACT, Fact, OfferWording
from agents.facts.urgency import Backing, is_justified, urgent_hits
from agents.sms import count_sms
from agents.types import Draft, Voucher

_LAST_DAY = ("last day", "final day")


@dataclass(frozen=True)
class Known:
    """A draft with its voucher and product, read once as of `today`."""

    draft: Draft
    today: date

    # ── the draft ────────────────────────────────────────────────────────────
    @cached_property
    def market(self) -> str | None:
        """The code of the merchant's market, if we know it."""
        return market_code(self.draft.merchant.market if self.draft.merchant else None)

    @cached_property
    def page(self) -> Page:
        """The draft's words."""
        return open_page(self.draft.message.text, self.market, tongue_of(self.draft.language))

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The draft's facts, with places in its folded text."""
        return facts_on(self.page, self.today)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Where draft and voucher differ."""
        voucher = self.draft.voucher
        return Comparison(self.page, voucher, self.today).conflicts if voucher else ()

    @cached_property
    def pledges(self) -> tuple[Pledge, ...]:
        """The draft's promises that hold."""
        return tuple(p for p in read_pledges(self.page, self.today) if not self.is_wrong(p))

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The draft's terms that hold."""
        told = read_terms(self.page, self.today, read_pledges(self.page, self.today))
        return tuple(t for t in told if not self.is_wrong(t))

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        """The draft's deadlines that hold."""
        return tuple(d for d in read_deadlines(self.page, self.today) if not self.is_wrong(d))

    @cached_property
    def roles(self) -> dict[str, set[Role]]:
        """What each amount, by its key, is for in the draft."""
        roles: dict[str, set[Role]] = {}
        for fact, role in roles_on(self.page, self.today).items():
            roles.setdefault(fact.key, set()).add(role)
        return roles

    def is_wrong(self, place: Fact | Pledge | Term | Deadline | Hit) -> bool:
        """Whether a place of the draft lies in words that the voucher contradicts."""
        return any(c.start < place.end and place.start < c.end for c in self.conflicts)

    # ── the voucher ──────────────────────────────────────────────────────────
    @cached_property
    def voucher(self) -> Voucher | None:
        """The voucher, as long as it runs."""
        voucher = self.draft.voucher
        return None if voucher is None or is_expired(voucher, self.today) else voucher

    @cached_property
    def offer(self) -> OfferWording | None:
        """The voucher in words, its money written as in the draft."""
        told = word_offer(self.voucher, market=self.market, today=self.today)
        if told is None:
            return None
        text = self.draft.message.text
        plainly = self.draft.channel == "sms" and count_sms(text).encoding == "GSM-7"
        return as_written(told, self.facts, market=self.market, plainly=plainly)

    @cached_property
    def last_day(self) -> date | None:
        """The day on which the offer ends: the voucher's, else one that the draft itself names."""
        if self.voucher and self.voucher.expires_at:
            return self.voucher.expires_at
        days = [d.last for d in self.deadlines if d.exact and d.last and d.last >= self.today]
        return min(days, default=None)

    @cached_property
    def offer_keys(self) -> frozenset[str]:
        """Keys of what the voucher states."""
        if self.voucher is None or self.offer is None:
            return frozenset()
        told = " · ".join(t for t in (self.offer.amount, self.offer.terms, self.offer.code) if t)
        keys = {f.key for f in facts_on(open_page(told, self.market), self.today)}
        if last := self.voucher.expires_at:
            keys |= {f"date:{last.isoformat()}", f"number:{(last - self.today).days}:day"}
        return frozenset(keys)

    # ── all of it ────────────────────────────────────────────────────────────
    @cached_property
    def wrong_keys(self) -> frozenset[str]:
        """Keys of facts that stand only in contradicted words of the draft."""
        wrong = {f.key for f in self.facts if self.is_wrong(f)}
        right = {f.key for f in self.facts if not self.is_wrong(f)}
        return frozenset(wrong - right - self.offer_keys)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Keys of every fact that may be stated."""
        stated = {f.key for f in self.facts if f.key not in self.wrong_keys}
        return frozenset(
            stated | self.offer_keys | {f.key for f in name_facts(self.draft, self.market, self.today)}
        )

    @cached_property
    def draft_days(self) -> frozenset[date]:
        """Every day that the draft names."""
        return frozenset(d for fact in self.facts for d in named_days(fact.key, self.today))

    @cached_property
    def exact(self) -> frozenset[str]:
        """What is right only byte for byte, as the draft has it: codes, references, links and the like."""
        return frozenset(f.text for f in self.facts if f.kind in EXACT and f.key not in self.wrong_keys)

    def allows(self, fact: Fact) -> bool:
        """Whether a fact of a message is known, in this form or another."""
        return fact.key in self.keys or (fact.kind == "date" and self._days.name(fact.key))

    @cached_property
    def _days(self) -> KnownDays:
        named = frozenset(d for key in self.keys for d in named_days(key, self.today))
        return KnownDays(days=named, today=self.today)

    @cached_property
    def source(self) -> Page:
        """All words that back a claim: the draft's, the product's, the shop's and the voucher's."""
        voucher = title_line(self.voucher) if self.voucher else ""
        told = (self.draft.message.text, *names_of(self.draft), voucher)
        return open_page("\n".join(t for t in told if t), self.market, self.page.tongues)

    @cached_property
    def backing(self) -> Backing:
        """What justifies hurry."""
        return Backing(
            today=self.today, last_day=self.last_day, said=frozenset(h.name for h in self.own_hurry)
        )

    @cached_property
    def idle_hurry(self) -> tuple[Hit, ...]:
        """Words of the draft that hurry with nothing behind them."""
        return tuple(
            h
            for h in self.own_hurry
            if not is_justified(h.name, self.backing) and not (h.name == "ends_today" and self._tells_when(h))
        )

    @cached_property
    def own_hurry(self) -> tuple[Hit, ...]:
        """The words of the draft that hurry."""
        return self.hurries(self.page)

    def hurries(self, page: Page) -> tuple[Hit, ...]:
        """The words of a text that hurry; those that are part of a name hurry nobody ("Ikan Bilis")."""
        hits = urgent_hits(page)
        names = names_of(self.draft) if hits else ()
        return tuple(h for h in hits if not is_in_name(page, h, names))

    def _tells_when(self, hit: Hit) -> bool:
        """Whether words for today stand beside an hour, or name another day: "last day: Sunday"."""
        if hit.sentence in self._tells_hour:
            return True
        days = [f for f in self.facts if f.kind == "date" and self.page.sentence_at(f.start) == hit.sentence]
        others = any(self.today not in named_days(f.key, self.today) for f in days)
        return others and self.page.low.startswith(_LAST_DAY, hit.start)

    @cached_property
    def _tells_hour(self) -> frozenset[int]:
        """Sentences with a clock time: "ends tonight 8pm" is a fact of the merchant's."""
        return frozenset(self.page.sentence_at(f.start) for f in self.facts if f.key.startswith("time:"))
