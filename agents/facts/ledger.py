"""The offer ledger of one draft: what is known, what may be said, what contradicts what."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from agents.facts.check_facts import check_facts, check_kept
from agents.facts.check_offers import check_offers
from agents.facts.check_words import check_forbidden, check_words
from agents.facts.conditions import check_conditions, told_conditions
from agents.facts.contradictions import tell
from agents.facts.known import Known
from agents.facts.labels import check_labels
from agents.facts.offer_words import offer_hits
from agents.facts.page import open_page
from agents.facts.pledges import read_pledges
from agents.facts.questions import ask_merchant, find_omissions
from agents.facts.read import facts_on
from agents.facts.required import required_facts
from agents.facts.types import Fact, Sayable
from agents.placeholders import find_placeholders
from agents.types import Contradiction, Draft, Message, Violation

_LONGEST_SHOWN = 60


def open_ledger(draft: Draft, *, today: date) -> "Ledger":
    """The ledger of a draft as of `today`."""
    return Ledger(draft=draft, today=today)


@dataclass(frozen=True)
class Ledger:
    """Facts of a draft, its voucher and product, and every check that needs them."""

    draft: Draft
    today: date

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Where draft and voucher disagree, explicitly."""
        voucher = self.draft.voucher
        if voucher is None:
            return ()
        return tell(self._known.conflicts, voucher, market=self._known.market, today=self.today)

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """What only the merchant can answer, in plain sentences."""
        return ask_merchant(self._known, self.contradictions)

    @cached_property
    def states_offer(self) -> bool:
        """Whether the draft itself promises something, in figures or as something free."""
        return bool(read_pledges(self._known.page, self.today))

    @cached_property
    def omissions(self) -> tuple[str, ...]:
        """Terms of the voucher that the draft's own offer leaves out, each in a sentence."""
        return find_omissions(self._known)

    @cached_property
    def sayable(self) -> Sayable:
        """What a writer may and must say."""
        known = self._known
        idle = [known.page.quote(h.start, h.end) for h in known.idle_hurry]
        return Sayable(
            offer=known.offer,
            required=tuple(dict.fromkeys([*(f.text for f in self._required), *told_conditions(known)])),
            forbidden=tuple(dict.fromkeys([*(c.said for c in known.conflicts), *idle])),
            deadline_known=known.last_day is not None,
            unknown=self._unknown,
        )

    def check(self, message: Message) -> tuple[Violation, ...]:
        """Every rule of the ledger that `message` breaks, each with its words; empty when it may go out.

        Rules: invented_number, invented_amount, invented_link, invented_code, invented_date,
        invented_address, invented_offer, wrong_format, wrong_minimum, wrong_deadline, contradicted_claim,
        false_urgency, unsupported_claim, fact_lost, condition_lost,
        label_lost.
        """
        page = open_page(message.text, self._known.market, self._known.page.tongues)
        found = (
            *check_facts(self._known, page),
            *check_offers(self._known, page),
            *check_words(self._known, page),
            *check_forbidden(self._known, page),
            *check_kept(self._known, self._required, page),
            *check_conditions(self._known, page),
            *check_labels(self.draft.message, message),
        )
        return tuple(dict.fromkeys(found))

    def kept(self, message: Message) -> tuple[str, ...]:
        """The tags and facts of draft, voucher and product that stand in `message`, as it writes them."""
        known, said = self._known, message.text
        own = {p.text for p in find_placeholders(self.draft.message.text)}
        tags = [p.text for p in find_placeholders(said) if p.text in own]
        facts = [
            f.text
            for f in facts_on(open_page(said, known.market, known.page.tongues), self.today)
            if self._is_shown(f)
        ]
        product = self.draft.product
        named = [product.name] if product and product.name.casefold() in said.casefold() else []
        return tuple(dict.fromkeys(_short(t) for t in (*tags, *facts, *named)))

    @cached_property
    def _known(self) -> Known:
        return Known(draft=self.draft, today=self.today)

    @cached_property
    def _required(self) -> tuple[Fact, ...]:
        return required_facts(self._known)

    @property
    def _unknown(self) -> tuple[str, ...]:
        """What the merchant could add to the offer, if there is talk of one."""
        known = self._known
        if known.offer is None:
            talk = bool(known.draft.voucher or known.pledges or offer_hits(known.page))
            return ("amount", "minimum spend", "end date") if talk and not known.pledges else ()
        return () if known.last_day else ("end date",)

    def _is_shown(self, fact: Fact) -> bool:
        return fact.kind != "number" and self._known.allows(fact)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
