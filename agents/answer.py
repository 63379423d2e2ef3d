"""From a worked case to the suggestion: the four ways in which an answer can end."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from time import perf_counter
from typing import Any

from agents.channels import lint
from agents.choose import different
from agents.eligibility import meant_for_others
from agents.engines.tasks import DIAGNOSE
from agents.evaluate import Judged
from agents.facts.ledger import Ledger
from agents.facts.read import read_facts
from agents.facts.types import Sayable
from agents.history import Past
from agents.hygiene import Removed, Triage
from agents.journal import Journal
from agents.types import (
    Diagnosis,
    Draft,
    Exemplar,
    LintFinding,
    Message,
    Path,
    ScorePair,
    Scores,
    Suggestion,
    Variant,
    Wish,
)
from agents.unsaid import left_unsaid

_GOOD = 5


@dataclass(frozen=True)
class Case:
    """All that is known of one request so far. `given` is the draft as it came."""

    given: Draft
    draft: Draft
    today: date
    seed: int
    started: float
    removed: tuple[Removed, ...]
    assumptions: tuple[str, ...]
    triage: Triage
    ledger: Ledger
    language: str
    engine: str
    model: str | None = None
    journal: Journal = field(default_factory=Journal)
    wishes: tuple[Wish, ...] = ()
    diagnosis: Diagnosis = field(default_factory=Diagnosis)
    past: Past = field(default_factory=Past)
    path: Path = "rules"
    exemplars: tuple[Exemplar, ...] = ()
    scores: Scores | None = None

    def with_(self, **known: Any) -> "Case":  # noqa: ANN401 - the fields above
        """The case with more known."""
        return replace(self, **known)

    @property
    def running(self) -> Draft:
        """The draft without a voucher that has ended: its terms are nothing that the message hides."""
        voucher = self.draft.voucher
        ended = voucher is not None and voucher.expires_at is not None and voucher.expires_at < self.today
        return self.draft.model_copy(update={"voucher": None}) if ended else self.draft

    @property
    def sayable(self) -> Sayable:
        """What may be said to these people: not an offer that is for others, even if the draft makes it."""
        known, waived = self.ledger.sayable, self.waived
        if not self.is_for_others:
            return known
        kept = tuple(r for r in known.required if r not in waived)
        return known.model_copy(
            update={"offer": None, "required": kept, "forbidden": (*known.forbidden, *waived)}
        )

    @property
    def is_for_others(self) -> bool:
        """Whether the voucher names other people than these."""
        return self.ledger.sayable.offer is not None and meant_for_others(self.draft) is not None

    @property
    def waived(self) -> frozenset[str]:
        """Facts of the draft that go with an offer that is for others."""
        offer = self.ledger.sayable.offer
        if offer is None or not self.is_for_others:
            return frozenset()
        told = self._keys(" ".join(t for t in (offer.amount, offer.terms, offer.deadline, offer.code) if t))
        codes = {key for key in self._keys(self.draft.message.text) if key.startswith("code:")}
        told |= codes
        facts = {r: ({f"code:{r}"} & codes) or self._keys(r) for r in self.ledger.sayable.required}
        return frozenset(r for r, keys in facts.items() if keys and keys <= told)

    def _keys(self, text: str) -> set[str]:
        market = self.draft.merchant.market if self.draft.merchant else None
        return {fact.key for fact in read_facts(text, market=market, today=self.today)}

    @property
    def questions(self) -> tuple[str, ...]:
        """What only the merchant can answer."""
        cleaning = (r.question for r in self.removed)
        return tuple(q for q in (*cleaning, *self.ledger.questions, meant_for_others(self.draft)) if q)

    @property
    def asked(self) -> tuple[str, ...]:
        """What is asked beside a version of ours: why it takes an answer first, then the questions."""
        return (*((self.triage.reason,) if self.triage.outcome == "ask" else ()), *self.questions)

    @property
    def must_ask(self) -> bool:
        """Whether only the merchant can settle it."""
        unclear = self.is_for_others or any(r.question for r in self.removed)
        return self.triage.outcome == "ask" or unclear or bool(self.ledger.contradictions)

    @property
    def must_change(self) -> bool:
        """Whether the draft as it stands should not be sent."""
        return self.must_ask or bool(self.diagnosis.errors or self.removed or self.ledger.sayable.forbidden)

    @property
    def is_only_weak(self) -> bool:
        """Whether the draft could be sent as it is, poor as it is: nothing in it is untrue or unclear."""
        untrue = self.removed or self.ledger.sayable.forbidden
        return bool(self.diagnosis.errors) and not (untrue or self.must_ask)

    @property
    def is_good(self) -> bool:
        """Whether a copywriter would leave it alone."""
        blocked = any(f.severity == "error" for f in self.lint_of(self.draft.message))
        return not (self.must_change or blocked or self.ledger.omissions) and _all_good(self.scores)

    def lint_of(self, message: Message) -> tuple[LintFinding, ...]:
        """The channel rules for a message of this case."""
        shop = self.draft.merchant
        return lint(
            message,
            channel=self.draft.channel or "push",
            market=shop.market if shop else None,
            original=self.draft.message,
            merchant=shop.name if shop else None,
        )


def refused(case: Case) -> Suggestion:
    """Nothing we can help with, and why."""
    return _suggestion(case, outcome="refused", questions=(case.triage.reason,))


def unchanged(case: Case) -> Suggestion:
    """The draft stays as it is. What is missing or can be told better is said beside it."""
    return _suggestion(
        case,
        outcome="unchanged",
        message=case.draft.message,
        questions=(*case.questions, *case.ledger.omissions),
    )


def asked(case: Case, reason: str | None = None, *, safe: bool = True) -> Suggestion:
    """The problem is put to the merchant; the draft stands beside it only if it is `safe` to send."""
    alone = safe and not case.must_ask
    return _suggestion(
        case,
        outcome="ask",
        message=case.draft.message if alone else None,
        questions=(
            *((case.triage.reason,) if case.triage.outcome == "ask" else ()),
            reason or "",
            *case.questions,
        ),
    )


def rewritten(
    case: Case, best: Judged, others: Iterable[Variant], *, engine: str, taste: str | None = None
) -> Suggestion:
    """A better version; with an open question the outcome is `ask`, and the version is the safe one."""
    return _suggestion(
        case,
        outcome="ask" if case.must_ask else "rewritten",
        message=best.variant.message,
        variants=different(best.variant, others),
        questions=(*case.asked, *left_unsaid(best.variant.message, case.draft)),
        guidance=best.guidance,
        preference=best.preference,
        taste=taste,
        rewritten_scores=best.scores,
        engine=engine,
    )


def _suggestion(
    case: Case,
    *,
    message: Message | None = None,
    rewritten_scores: Scores | None = None,
    questions: tuple[str, ...] = (),
    **parts: Any,  # noqa: ANN401 - fields of Suggestion
) -> Suggestion:
    scores = ScorePair(original=case.scores, rewritten=rewritten_scores) if case.scores else None
    by, model = _who(case, parts.pop("engine", None))
    fields: dict[str, Any] = {
        "draft_id": case.given.id,
        "message": message,
        "errors": case.diagnosis.errors,
        "primary_error": case.diagnosis.primary,
        "contradictions": case.ledger.contradictions,
        "questions": tuple(dict.fromkeys(q for q in questions if q)),
        "scores": scores,
        "path": case.path,
        "exemplars": tuple(e.ref for e in case.exemplars),
        "lint": case.lint_of(message) if message else (),
        "facts_kept": case.ledger.kept(message) if message else (),
        "assumptions": (*case.assumptions, *(r.note for r in case.removed), *case.journal.sentences),
        "engine": by,
        "model": model,
        "usage": case.journal.usage,
        "elapsed_ms": round((perf_counter() - case.started) * 1000, 2),
    }
    return Suggestion(id=_identity(case, message, parts.get("variants", ())), **(fields | parts))


def _who(case: Case, writer: str | None) -> tuple[str, str | None]:
    """The engine that wrote the answer, or else read the draft, and its model."""
    engine = writer or case.journal.who_did(DIAGNOSE.name) or case.engine
    return engine, case.model if engine == case.engine else engine.partition(":")[2] or None


def _identity(case: Case, message: Message | None, variants: tuple[Variant, ...]) -> str:
    """The same draft, day, seed, engine and words: the same id, so that a repeated answer is one suggestion.

    A model may answer the same draft in other words: that is another suggestion.
    """
    taken = f"{case.draft.audience}|{case.draft.channel}|{'+'.join(case.wishes)}"
    asked = f"{case.given.model_dump_json()}|{taken}|{case.today}|{case.seed}|{case.engine}"
    said = "|".join(text for m in (message, *(v.message for v in variants)) if m for text in (m.text, ""))
    return "S-" + hashlib.blake2b(f"{asked}|{said}".encode(), digest_size=8).hexdigest()


def _all_good(scores: Scores | None) -> bool:
    return scores is not None and scores.audience_match == scores.marketing_effectiveness == _GOOD
