"""The offer ledger of one draft: what is known, what may be said, what contradicts what."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from agents.facts.contradictions import describe, find_contradictions
from agents.facts.offers import is_expired, safe_title, word_offer
from agents.facts.promise import Promise, read_promise
from agents.facts.read import read_facts
from agents.facts.types import Fact, OfferWording, Sayable
from agents.facts.wording import Word, claim_words, kinds_of, offer_words, urgency_words
from agents.types import Contradiction, Draft, Message, Violation

_KEEP = {"link", "code", "phone", "reference", "money", "percent", "points", "multibuy", "date", "time"}
_EXACT = {"link", "code", "phone", "reference"}
_INVENTED = {
    "link": "invented_link",
    "code": "invented_code",
    "phone": "invented_number",
    "reference": "invented_number",
    "money": "invented_amount",
    "percent": "invented_amount",
    "points": "invented_amount",
    "multibuy": "invented_offer",
    "date": "invented_date",
    "time": "invented_date",
    "number": "invented_number",
}
_SOON = timedelta(days=3)
_STOCK_STATED = re.compile(
    r"\b(?:only|just|last|remaining)\s+\d+\b|\b\d+\s+(?:\w+\s+)?(?:left|remaining|in stock|pieces|seats|slots|spots)\b",
    re.IGNORECASE,
)


def open_ledger(draft: Draft, *, today: date) -> "Ledger":
    """The ledger of a draft as of `today`."""
    return Ledger(draft=draft, today=today)


@dataclass(frozen=True)
class Ledger:
    """Facts of a draft, its voucher and product, and every check that needs them."""

    draft: Draft
    today: date

    # ── what is known ────────────────────────────────────────────────────────
    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Where draft and voucher disagree."""
        return find_contradictions(self.draft, self._promise, today=self.today)

    @cached_property
    def omissions(self) -> tuple[str, ...]:
        """Terms of the voucher that the draft's own offer leaves out, each a sentence."""
        offer, said = self._offer, self.draft.message.text
        if offer is None or self.contradictions or not self.states_offer:
            return ()
        left = []
        if offer.terms and not self._promise.minimums and not self._told(offer.terms, said):
            left.append(f"The voucher works {offer.terms}; the message doesn't say so.")
        if offer.deadline and not self._told(offer.deadline, said) and not self._promise.ends:
            left.append(f"The voucher runs {offer.deadline}; the message doesn't say so.")
        return tuple(left)

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """What only the merchant can answer."""
        asked = [self._ask(c) for c in self.contradictions]
        stock = [w.text for w in self._unbacked if w.kind == "stock"]
        other = [w.text for w in self._unbacked if w.kind != "stock"]
        if stock:
            asked.append(f"“{stock[0]}”: how many are left? With a number I can say it.")
        if other and not self.contradictions:
            asked.append(f"“{other[0]}”: is there a last day behind it? With the date I can state it.")
        return tuple(asked)

    @cached_property
    def sayable(self) -> Sayable:
        """What a writer may and must say."""
        voucher = self.draft.voucher
        unknown = [
            name
            for name, known in (("amount", self._offer), ("end date", voucher and voucher.expires_at))
            if not known
        ]
        return Sayable(
            offer=self._offer,
            required=tuple(dict.fromkeys(f.text for f in self._required)),
            forbidden=tuple(dict.fromkeys([*self._said_wrongly, *(w.text for w in self._unbacked)])),
            deadline_known=self._last_day is not None,
            unknown=tuple(unknown),
        )

    # ── checks ───────────────────────────────────────────────────────────────
    def check(self, message: Message) -> tuple[Violation, ...]:
        """Every hard check of the ledger that a message fails."""
        text = message.text
        facts = self._read(text)
        return (
            *self._check_facts(facts),
            *self._check_terms(text),
            *self._check_words(text),
            *self._check_kept(text, facts),
            *self._check_forbidden(text),
        )

    def kept(self, message: Message) -> tuple[str, ...]:
        """The facts of draft and voucher that stand in a message, as it writes them."""
        known = {f.key for f in self._source_facts if f.kind != "number"}
        told = [f.text.strip() for f in self._read(message.text) if f.key in known]
        product = self.draft.product
        named = [product.name] if product and product.name.casefold() in message.text.casefold() else []
        return tuple(dict.fromkeys([*told, *named]))

    def _check_facts(self, facts: tuple[Fact, ...]) -> list[Violation]:
        return [
            Violation(
                rule=_INVENTED[f.kind],
                detail=f"“{f.text}” is neither in the draft nor in the voucher or product.",
            )
            for f in facts
            if not self._is_known(f)
        ]

    def _check_terms(self, text: str) -> list[Violation]:
        """A message may not contradict the voucher either."""
        given = self.draft.model_copy(update={"title": None, "body": text})
        promise = read_promise(text, market=self._market, today=self.today)
        rules = {"min_spend": "wrong_minimum", "deadline": "wrong_deadline"}
        return [
            Violation(rule=rules.get(c.field, "contradicted_claim"), detail=f"“{c.said}”: {c.known}.")
            for c in find_contradictions(given, promise, today=self.today)
            if not (self.draft.voucher and is_expired(self.draft.voucher, self.today))
        ]

    def _check_words(self, text: str) -> list[Violation]:
        own = self._source_text
        broken = [
            Violation(rule="invented_offer", detail=f"“{w.text}” promises something that no voucher holds.")
            for w in offer_words(text)
            if not self._may_offer(w, own)
        ]
        broken += [
            Violation(
                rule="false_urgency", detail=f"“{w.text}” hurries people, and nothing known is behind it."
            )
            for w in urgency_words(text)
            if not self._may_hurry(w)
        ]
        return broken + [
            Violation(rule="unsupported_claim", detail=f"“{w.text}” is a claim that nothing here supports.")
            for w in claim_words(text)
            if w.text.casefold() not in own
        ]

    def _check_kept(self, text: str, facts: tuple[Fact, ...]) -> list[Violation]:
        keys = {f.key for f in facts}
        return [
            Violation(rule="fact_lost", detail=f"“{f.text}” stands in the draft and has to stay.")
            for f in self._required
            if f.text not in text and (f.kind in _EXACT or f.key not in keys)
        ]

    def _check_forbidden(self, text: str) -> list[Violation]:
        folded = text.casefold()
        return [
            Violation(rule="contradicted_claim", detail=f"“{said}” is not what the voucher holds.")
            for said in self._said_wrongly
            if re.search(rf"(?<!\w){re.escape(said.casefold())}(?!\w)", folded)
        ]

    # ── inside ───────────────────────────────────────────────────────────────
    @property
    def _market(self) -> str | None:
        return self.draft.merchant.market if self.draft.merchant else None

    def _read(self, text: str) -> tuple[Fact, ...]:
        return read_facts(text, market=self._market, today=self.today)

    @cached_property
    def _offer(self) -> OfferWording | None:
        return word_offer(self.draft.voucher, market=self._market, today=self.today)

    @cached_property
    def _promise(self) -> Promise:
        return read_promise(self.draft.message.text, market=self._market, today=self.today)

    @cached_property
    def _draft_facts(self) -> tuple[Fact, ...]:
        return self._read(self.draft.message.text)

    @cached_property
    def _source_facts(self) -> tuple[Fact, ...]:
        """Everything that may be stated: the draft's facts but the wrong ones, voucher, product, shop."""
        wrong = {s.casefold() for s in self._said_wrongly}
        good = [f for f in self._draft_facts if f.text.casefold() not in wrong]
        return (*good, *self._read(self._known_text))

    @cached_property
    def _known_text(self) -> str:
        draft, offer = self.draft, self._offer
        told = [offer.amount, offer.terms, offer.deadline, offer.code] if offer else []
        about = [
            draft.product and f"{draft.product.name} {draft.product.category or ''}",
            draft.merchant and draft.merchant.name,
        ]
        title = safe_title(draft.voucher) if draft.voucher and self._offer else None
        return " \n ".join(t for t in (*told, *about, title) if t)

    @cached_property
    def _source_text(self) -> str:
        return f"{self.draft.message.text} \n {self._known_text}".casefold()

    @cached_property
    def _numbers(self) -> set[str]:
        return {n for t in (self.draft.message.text, self._known_text) for n in re.findall(r"\d+", t)}

    def _is_known(self, fact: Fact) -> bool:
        if any(fact.key == f.key for f in self._source_facts):
            return True
        if fact.kind == "number":
            return set(re.findall(r"\d+", fact.text)) <= self._numbers
        if fact.kind == "date" and fact.text.casefold() in self._source_text:
            return True
        return (
            fact.kind in {"link", "code", "reference"} and fact.text.casefold() in self._known_text.casefold()
        )

    @cached_property
    def _said_wrongly(self) -> tuple[str, ...]:
        return tuple(c.said for c in self.contradictions if c.said)

    @cached_property
    def _required(self) -> tuple[Fact, ...]:
        wrong = [s.casefold() for s in (*self._said_wrongly, *(w.text for w in self._unbacked))]
        if self.draft.voucher and is_expired(self.draft.voucher, self.today):
            return tuple(f for f in self._draft_facts if f.kind in _EXACT - {"code"})
        return tuple(
            f
            for f in self._draft_facts
            if f.kind in _KEEP
            and not any(f.text.casefold() in w or w in f.text.casefold() for w in wrong)
            and not (f.kind == "date" and self._in_passing(f))
        )

    def _in_passing(self, fact: Fact) -> bool:
        """ "Shop today", "see you this Friday": a relative day that is no fact of the offer."""
        before = self.draft.message.text[max(0, fact.start - 14) : fact.start]
        weak = re.fullmatch(
            r"(?i)today|tonight|tomorrow|hoy|hari ini|heute|hôm nay|ngayon|今天|今日|mon|sat|sun", fact.text
        )
        return bool(weak) and not re.search(
            r"(?i)\b(?:ends?|until|till|by|before|only|launch\w*|from)\s*$", before
        )

    @cached_property
    def states_offer(self) -> bool:
        """Whether the draft itself states the voucher's kind of offer in figures."""
        p, voucher = self._promise, self.draft.voucher
        if voucher is None:
            return False
        return bool(
            p.percents
            or p.amounts
            or p.points
            or p.multibuys
            or (voucher.type == "free_shipping" and p.free_shipping)
            or (voucher.type == "gift" and offer_words(self.draft.message.text))
        )

    @cached_property
    def _last_day(self) -> date | None:
        voucher = self.draft.voucher
        if voucher and voucher.expires_at:
            return voucher.expires_at if voucher.expires_at >= self.today else None
        stated = [day for _, day, _ in self._promise.ends if day >= self.today]
        return min(stated) if stated and self._own_offer else None

    @property
    def _own_offer(self) -> bool:
        """Whether the draft states an offer of its own, in figures, that no voucher speaks of."""
        p = self._promise
        return self.draft.voucher is None and bool(p.percents or p.amounts or p.multibuys or p.points)

    @cached_property
    def _unbacked(self) -> tuple[Word, ...]:
        return tuple(w for w in urgency_words(self.draft.message.text) if not self._may_hurry(w))

    def _may_hurry(self, word: Word) -> bool:
        last, said = self._last_day, self.draft.message.text
        if word.kind == "stock":
            return bool(_STOCK_STATED.search(said)) and word.text.casefold() in said.casefold()
        if word.kind == "threat":
            return word.text.casefold() in said.casefold() and any(
                f.kind in {"date", "time"} for f in self._draft_facts
            )
        if word.kind == "deadline":
            return last is not None
        limit = self.today if word.kind == "today" else self.today + _SOON
        return last is not None and last <= limit

    def _may_offer(self, word: Word, own: str) -> bool:
        voucher = self.draft.voucher
        if voucher and self._offer and voucher.type in kinds_of(word.kind):
            return True
        said = any(word.text.casefold() == w.text.casefold() or word.kind == w.kind for w in offer_words(own))
        wrong = any(
            word.text.casefold() in s.casefold() or s.casefold() in word.text.casefold()
            for s in self._said_wrongly
        )
        return said and not wrong

    @staticmethod
    def _told(wording: str, text: str) -> bool:
        number = re.search(r"\d[\d.,]*", wording)
        return bool(number) and re.sub(r"\D", "", number[0]) in re.sub(r"[.,](?=\d)", "", text)

    def _ask(self, found: Contradiction) -> str:
        voucher = self.draft.voucher
        if voucher and is_expired(voucher, self.today):
            return f"{found.known[0].upper()}{found.known[1:]} ({safe_title(voucher)}). Is there a new date, or another offer?"
        known = describe(voucher, self._market) if voucher and found.field != "deadline" else found.known
        return f"The draft says “{found.said}”; {known if found.field == 'deadline' else f'the voucher gives {known}'}. Which is right?"
