"""One draft answered, judged and checked again."""

import asyncio
from dataclasses import dataclass
from datetime import date
from typing import Any

from agents.assume import fill_in
from agents.eligibility import meant_for_others
from agents.engines.model.recalling import noting_recalls
from agents.evaluate import EvaluateAgent
from agents.evaluation.recheck import recheck
from agents.evaluation.records import Label, Record
from agents.evaluation.troubles import troubles_of
from agents.hygiene import clean
from agents.journal import open_journal
from agents.pipeline import Pipeline
from agents.types import Draft, ErrorType, Message, ScorePair, Suggestion


@dataclass(frozen=True)
class Sample:
    """A draft to answer as on the day `today`; `key` names it with all that its answer depends on."""

    key: str
    draft: Draft
    today: date
    label: Label | None = None
    simulated: bool = False


@dataclass(frozen=True)
class Assessor:
    """Answers drafts through a pipeline and finds out what the answers are worth.

    The pipeline's own judge is taken at its word unless there is another `judge`; `again` are judges
    that are asked the same once more each, to see whether they are of one mind.
    """

    pipeline: Pipeline
    judge: EvaluateAgent | None = None
    again: tuple[EvaluateAgent, ...] = ()
    seed: int = 0

    async def assess(self, sample: Sample) -> Record:
        """The record of one draft. Raises what the pipeline raises."""
        with noting_recalls() as recalls:
            suggestion = await self.pipeline.improve(sample.draft, today=sample.today, seed=self.seed)
        draft = fill_in(clean(sample.draft).draft).draft
        foreign = (await self.pipeline.history.recall(draft)).foreign
        checked = recheck(sample.draft, suggestion, today=sample.today, foreign=foreign)
        found = Record(
            key=sample.key,
            draft=draft,
            suggestion=suggestion,
            scores=suggestion.scores,
            preference=suggestion.preference,
            broken=checked.broken,
            checked=checked.checked,
            troubles=troubles_of(suggestion),
            timed=not recalls,
            label=sample.label,
            simulated=sample.simulated,
        )
        return await self._judged(found, sample.today)

    async def _judged(self, found: Record, today: date) -> Record:
        """What the judges say beyond the suggestion, and what asking them took."""
        with open_journal(today=today) as journal:
            judged = await (self._compared(found, found.rewrite) if found.rewrite else self._scored(found))
        troubles = dict.fromkeys((*found.troubles, *journal.sentences))
        asking = {"judging": journal.usage, "troubles": tuple(troubles)}
        return found.model_copy(update=judged | asking)

    async def _compared(self, found: Record, rewrite: Message) -> dict[str, Any]:
        verdict, left, repeated = await asyncio.gather(
            self._verdict(found.draft, found.suggestion, rewrite),
            self._left(found.draft, rewrite),
            asyncio.gather(*(judge.prefer(rewrite, found.draft) for judge in self.again)),
        )
        return {**verdict, "errors_left": left, "repeated": tuple(p.winner for p in repeated)}

    async def _verdict(self, draft: Draft, suggestion: Suggestion, rewrite: Message) -> dict[str, Any]:
        """The scores of draft and rewrite, and who is preferred."""
        if self.judge is None:
            return {"scores": suggestion.scores, "preference": suggestion.preference}
        before, after, preference = await asyncio.gather(
            self.judge.score(draft.message, draft),
            self.judge.score(rewrite, draft),
            self.judge.prefer(rewrite, draft),
        )
        return {"scores": ScorePair(original=before, rewritten=after), "preference": preference}

    async def _scored(self, found: Record) -> dict[str, Any]:
        """What another judge says of a draft that was left as it is."""
        if self.judge is None or found.scores is None:
            return {}
        scores = await self.judge.score(found.draft.message, found.draft)
        return {"scores": ScorePair(original=scores)}

    async def _left(self, draft: Draft, rewrite: Message) -> tuple[ErrorType, ...]:
        """The error types of the rewrite, by the engine that diagnosed the draft."""
        # A voucher for other people is held back on purpose: without it the message hides nothing.
        voucher = None if meant_for_others(draft) else draft.voucher
        again = {"title": rewrite.title, "body": rewrite.body, "voucher": voucher}
        found = await self.pipeline.content.diagnose(draft.model_copy(update=again))
        return tuple(dict.fromkeys(error.type for error in found.errors))
