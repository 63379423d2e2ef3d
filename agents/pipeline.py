"""The whole flow, top to bottom: a merchant's draft in, a suggestion out."""

import asyncio
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from time import perf_counter

from agents.answer import Case, asked, not_our_language, refused, rewritten, unchanged
from agents.assume import Usual, fill_in
from agents.checks import HardChecks
from agents.choose import Choice, Chooser
from agents.content import ContentAgent
from agents.engines.tasks import ExplainInput, RewriteInput
from agents.evaluate import EvaluateAgent
from agents.facts.ledger import open_ledger
from agents.history import History, Past
from agents.hygiene import clean, triage
from agents.language import detect_language
from agents.template import TemplateAgent
from agents.turns import Turns
from agents.types import Draft, Exemplar, Path, Suggestion, Wish


@dataclass(frozen=True)
class Pipeline:
    """The four agents in their order. `writes` are the languages its writers can write.

    `turns` are those of the event loop, shared with everything else that works in it.
    """

    content: ContentAgent
    history: History
    template: TemplateAgent
    evaluate: EvaluateAgent
    chooser: Chooser
    engine: str
    model: str | None = None
    writes: frozenset[str] | None = None
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
        opened = partial(self._open, draft, today=today, seed=seed, wishes=wishes, usual=usual)
        case = await self.turns.do(opened, size=len(draft.message.text))
        if case.triage.outcome == "refused":
            return refused(case)
        case = await self._diagnosed(case)
        if not self._can_write(case.language):
            return asked(case, not_our_language(case), safe=self._is_safe(case))
        return await self._rewritten(case)

    def _open(self, draft: Draft, *, today: date, seed: int, wishes: tuple[Wish, ...], usual: Usual) -> Case:
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
            model=self.model,
        )

    async def _diagnosed(self, case: Case) -> Case:
        """The diagnosis, what history says, and how the draft scores, asked for at once."""
        diagnosis, past, scores = await asyncio.gather(
            self.content.diagnose(case.draft),
            self.history.recall(case.draft),
            self.evaluate.score(case.draft.message, case.draft),
        )
        path, exemplars = _path(past)
        return case.with_(diagnosis=diagnosis, past=past, path=path, exemplars=exemplars, scores=scores)

    async def _rewritten(self, case: Case) -> Suggestion:
        """A better version, or one as wished; a good draft of which nothing is wished stays as it is."""
        if case.is_good and not case.wishes:
            return unchanged(case)
        choice = await self._write(case)
        if choice is None:
            return self._stuck(case)
        if case.wishes and choice.best.message == case.draft.message:
            return await self._rewritten(case.with_(wishes=()))
        return await self._told(case, choice)

    async def _write(self, case: Case) -> Choice | None:
        """Candidates, checked, judged; None when nothing may go out."""
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
        return await self.chooser.choose(brief, self._checks(case))

    async def _told(self, case: Case, choice: Choice) -> Suggestion:
        """The rewrite against the draft, blind, and the way from one to the other."""
        message = choice.best.message
        if message == case.draft.message:
            return self._stuck(case)
        change = ExplainInput(
            draft=case.draft,
            sayable=case.sayable,
            diagnosis=case.diagnosis,
            rewritten=message,
            contrast=case.past.contrast,
        )
        preference, steps = await asyncio.gather(
            self.evaluate.prefer(message, case.draft), self.template.explain(change)
        )
        if preference.winner == "original" and not (case.must_change or case.wishes):
            return unchanged(case)
        return rewritten(case, choice, preference=preference, guidance=steps)

    def _stuck(self, case: Case) -> Suggestion:
        """No candidate may go out: the draft itself, or the question why."""
        if not case.must_change:
            return unchanged(case)
        return asked(
            case,
            "I found no wording that passes every check; here is what I'd look at.",
            safe=self._is_safe(case),
        )

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


def _path(past: Past) -> tuple[Path, tuple[Exemplar, ...]]:
    if past.own:
        return "in_group", past.own
    if past.market:
        return "retrieval", past.market
    return "rules", ()
