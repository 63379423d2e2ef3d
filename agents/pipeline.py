"""The whole flow, top to bottom: a merchant's draft in, a suggestion out."""

import asyncio
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from time import perf_counter

from agents.answer import Case, asked, refused, rewritten, unchanged
from agents.assume import Usual, fill_in
from agents.checks import HardChecks
from agents.choose import Chooser, Found
from agents.content import ContentAgent
from agents.engines.tasks import ExplainInput, RewriteInput
from agents.evaluate import EvaluateAgent, Judged, best_of
from agents.facts.ledger import open_ledger
from agents.first_version import tell_first_version
from agents.history import History, Past
from agents.hygiene import clean, triage
from agents.journal import Journal, open_journal
from agents.language import detect_language
from agents.left_alone import no_better, no_wording, no_words_for, not_our_language
from agents.template import TemplateAgent
from agents.turns import Turns
from agents.types import Draft, Exemplar, Path, Suggestion, Variant, Wish


@dataclass(frozen=True)
class Glance:
    """Readers who cost nothing, for a first look at a draft while the others take their time."""

    content: ContentAgent
    evaluate: EvaluateAgent


@dataclass(frozen=True)
class Pipeline:
    """The four agents in their order. `writes` are the languages its writers can write.

    With a `glance` a draft that does not look good at first sight is written anew while it is read, so
    that an answer takes two turns with a model: reading and writing, then judging and explaining.
    `settles` answers drafts about which the merchant has the first word. `turns` are those of the event
    loop, shared with everything else that works in it.
    """

    content: ContentAgent
    history: History
    template: TemplateAgent
    evaluate: EvaluateAgent
    chooser: Chooser
    engine: str
    model: str | None = None
    writes: frozenset[str] | None = None
    glance: Glance | None = None
    settles: "Pipeline | None" = None
    turns: Turns = field(default_factory=Turns)

    async def improve(
        self,
        draft: Draft,
        *,
        today: date,
        seed: int = 0,
        wishes: tuple[Wish, ...] = (),
        usual: Usual = Usual(),  # noqa: B008 - it is frozen
    ) -> Suggestion:
        """Diagnose a draft, rewrite it if that helps or is wished, and say why.

        `today` decides which offers still run; `usual` is assumed where the draft does not say. The
        same arguments give the same suggestion with the built-in engine.
        """
        with open_journal(account=draft.merchant.id if draft.merchant else "", today=today) as journal:
            opened = partial(
                self._open, draft, journal=journal, today=today, seed=seed, wishes=wishes, usual=usual
            )
            case = await self.turns.do(opened, size=len(draft.message.text))
            return await (self._settling(case) or self).answer(case)

    def _settling(self, case: Case) -> "Pipeline | None":
        """Who answers where the merchant has to say more before a copywriter's time is worth it."""
        settles = self.settles if case.triage.outcome == "ask" else None
        return settles if settles and settles._can_write(case.language) else None  # noqa: SLF001 - one of us

    async def answer(self, case: Case) -> Suggestion:
        """The answer to a case of which is known what can be known without an engine."""
        case = case.with_(engine=self.engine, model=self.model)
        if case.triage.outcome == "refused":
            return refused(case)
        if self.glance and self._can_write(case.language):
            return await self._ahead(case, self.glance)
        case = await self._diagnosed(case)
        if not self._can_write(case.language):
            return asked(case, not_our_language(case.language), safe=self._is_safe(case))
        return await self._rewritten(case)

    def _open(
        self,
        draft: Draft,
        *,
        journal: Journal,
        today: date,
        seed: int,
        wishes: tuple[Wish, ...],
        usual: Usual,
    ) -> Case:
        """What can be settled without an engine: hygiene, assumptions, facts, language."""
        started = perf_counter()
        cleaned = clean(draft)
        filled = fill_in(cleaned.draft, usual)
        return Case(
            given=draft,
            draft=filled.draft,
            today=today,
            seed=seed,
            wishes=wishes,
            started=started,
            removed=cleaned.removed,
            assumptions=filled.assumptions,
            triage=triage(filled.draft, given=draft),
            ledger=open_ledger(filled.draft, today=today),
            language=detect_language(filled.draft.message.text, hint=draft.language),
            engine=self.engine,
            journal=journal,
        )

    async def _diagnosed(self, case: Case) -> Case:
        """The diagnosis, what history says, and how the draft scores, asked for at once."""
        case, past = await asyncio.gather(self._read(case), self.history.recall(case.draft))
        return _remembering(case, past)

    async def _read(self, case: Case, by: Glance | None = None) -> Case:
        """What is wrong with the draft, and how it scores."""
        content, judge = (by.content, by.evaluate) if by else (self.content, self.evaluate)
        diagnosis, scores = await asyncio.gather(
            content.diagnose(case.running), judge.score(case.draft.message, case.draft)
        )
        return case.with_(diagnosis=diagnosis, scores=scores)

    async def _ahead(self, case: Case, glance: Glance) -> Suggestion:
        """Written from a first look while the draft is read; the reading decides what becomes of it."""
        glanced = await self._read(case, glance)
        if glanced.is_good and not case.wishes:
            return await self._rewritten(await self._diagnosed(case))
        read, (remembered, found) = await asyncio.gather(self._read(case), self._written_ahead(glanced))
        case = remembered.with_(diagnosis=read.diagnosis, scores=read.scores)
        if case.is_good and not case.wishes:
            return unchanged(case)
        return await self._told(case, found)

    async def _written_ahead(self, glanced: Case) -> tuple[Case, Found | None]:
        case = _remembering(glanced, await self.history.recall(glanced.draft))
        return case, await self._write(case)

    async def _rewritten(self, case: Case) -> Suggestion:
        """A better version, or one as wished; a good draft of which nothing is wished stays as it is."""
        if case.is_good and not case.wishes:
            return unchanged(case)
        return await self._told(case, await self._write(case))

    async def _write(self, case: Case) -> Found | None:
        """Candidates that pass every check; None when nothing may go out."""
        brief = RewriteInput(
            draft=case.draft,
            sayable=case.sayable,
            diagnosis=case.diagnosis,
            contrast=case.past.contrast,
            exemplars=case.exemplars,
            path=case.path,
            seed=case.seed,
            wishes=case.wishes,
        )
        return await self.chooser.find(brief, self._checks(case))

    async def _told(self, case: Case, found: Found | None) -> Suggestion:
        """The best of the finalists, judged at once, against the draft and with the way to it."""
        if found is None:
            lacking = "" if case.is_good else no_words_for(case.language, case.engine)
            return asked(case, lacking, safe=self._is_safe(case)) if lacking else self._stuck(case)
        final = [variant for variant in found.final if variant.message != case.draft.message]
        if not final:
            return await self._rewritten(case.with_(wishes=())) if case.wishes else self._stuck(case)
        if self.glance and not case.journal.hopeless:  # judging and explaining take a model's time
            tell_first_version(case, final[0].message)
        best = best_of(list(await asyncio.gather(*(self._judged(case, variant) for variant in final))))
        if best.preference.winner == "original" and not (case.must_change or case.wishes):
            return unchanged(case)
        if case.is_only_weak and not case.wishes and not best.mends(case.scores):
            return self._stuck(case)
        others = (variant for variant in found.candidates if variant != best.variant)
        beside = [variant.message for variant in found.candidates]
        liked = await self.evaluate.told(best.variant.message, case.draft, beside)
        return rewritten(case, best, others, engine=found.engine, taste=liked)

    async def _judged(self, case: Case, variant: Variant) -> Judged:
        """A candidate's scores, the blind comparison in both orders, and the steps to it."""
        change = ExplainInput(
            draft=case.draft,
            sayable=case.sayable,
            diagnosis=case.diagnosis,
            rewritten=variant.message,
            contrast=case.past.contrast,
        )
        scores, preference, steps = await asyncio.gather(
            self.evaluate.score(variant.message, case.draft),
            self.evaluate.prefer(variant.message, case.draft),
            self.template.explain(change),
        )
        return Judged(variant, scores, preference, steps)

    def _stuck(self, case: Case) -> Suggestion:
        """No version may go out, or none is better: the draft itself, or the question why."""
        if not case.must_change:
            return unchanged(case)
        known = case.sayable
        weak = (
            no_better(case.diagnosis, case.draft.message.text, known.required)
            if case.is_only_weak
            else ("" if case.is_for_others else no_wording(known.forbidden))
        )
        return asked(case, weak, safe=self._is_safe(case))

    def _is_safe(self, case: Case) -> bool:
        return not self._checks(case).violations(case.draft.message)

    def _checks(self, case: Case) -> HardChecks:
        return HardChecks(
            draft=case.draft,
            ledger=case.ledger,
            language=case.language,
            foreign=case.past.foreign,
            waived=case.waived,
        )

    def _can_write(self, language: str) -> bool:
        return self.writes is None or language in self.writes


def _remembering(case: Case, past: Past) -> Case:
    path, exemplars = _path(past)
    return case.with_(past=past, path=path, exemplars=exemplars)


def _path(past: Past) -> tuple[Path, tuple[Exemplar, ...]]:
    if past.own:
        return "in_group", past.own
    if past.market:
        return "retrieval", past.market
    return "rules", ()
