"""From candidates to the message that goes out: hard checks first, then the judge, then the draft.

Nothing that fails a hard check leaves here. The writer gets one chance to repair; what still fails
is dropped; with nothing left the rules write; last, the draft itself is the answer.
"""

from dataclasses import dataclass

from agents.checks import HardChecks
from agents.engines.tasks import RewriteInput
from agents.evaluate import EvaluateAgent
from agents.template import TemplateAgent
from agents.types import Draft, Scores, Variant

_VARIANTS = 3
_ENOUGH = 5


@dataclass(frozen=True)
class Choice:
    """The best candidate that passes, its scores, and up to three others with other intents."""

    best: Variant
    scores: Scores
    variants: tuple[Variant, ...]
    engine: str


class Chooser:
    """Tries one writer after the other until one has something that may go out."""

    def __init__(self, writers: tuple[tuple[str, TemplateAgent], ...], judge: EvaluateAgent) -> None:
        self._writers, self._judge = writers, judge

    async def choose(self, brief: RewriteInput, checks: HardChecks) -> Choice | None:
        """The choice, or None when no candidate of any writer passes every hard check."""
        for engine, writer in self._writers:
            passing = await self._passing(writer, brief, checks)
            if passing:
                return await self._best(passing, brief.draft, engine)
        return None

    async def _passing(self, writer: TemplateAgent, brief: RewriteInput, checks: HardChecks) -> list[Variant]:
        """The first candidates that pass; after one repair, if none did."""
        passing, failures = _check(await writer.write(brief), checks)
        if passing or not failures:
            return passing
        again = brief.model_copy(update={"problems": failures})
        return _check(await writer.write(again), checks)[0]

    async def _best(self, passing: list[Variant], draft: Draft, engine: str) -> Choice:
        (best, scores), *others = await self._judge.rank(tuple(passing), draft)
        return Choice(
            best=best, scores=scores, variants=_different(best, [v for v, _ in others]), engine=engine
        )


def _check(candidates: tuple[Variant, ...], checks: HardChecks) -> tuple[list[Variant], tuple[str, ...]]:
    """Candidates that pass, until there are enough, and the failures of the others in words."""
    passing: list[Variant] = []
    failures: dict[str, None] = {}
    for candidate in candidates:
        found = checks.violations(candidate.message)
        failures.update(dict.fromkeys(v.detail for v in found))
        passing += [] if found else [candidate]
        if len(passing) == _ENOUGH:
            break
    return passing, tuple(failures)


def _different(best: Variant, others: list[Variant]) -> tuple[Variant, ...]:
    """At most three, each with an intent and a text that was not shown yet."""
    shown, texts, kept = {best.intent}, {best.message.text}, []
    for other in others:
        if other.intent not in shown and other.message.text not in texts:
            shown.add(other.intent)
            texts.add(other.message.text)
            kept.append(other)
    return tuple(kept[:_VARIANTS])
