"""From candidates to the message that goes out: hard checks first, then the judge, then the draft.

Nothing that fails a hard check leaves here. The writer gets one chance to repair; what still fails
is dropped; with nothing left the rules write; last, the draft itself is the answer.
"""

from dataclasses import dataclass
from functools import partial

from agents.checks import HardChecks
from agents.engines.tasks import RewriteInput
from agents.evaluate import EvaluateAgent
from agents.template import TemplateAgent
from agents.turns import Turns
from agents.types import Scores, Variant
from agents.wishes import is_so

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

    def __init__(
        self,
        writers: tuple[tuple[str, TemplateAgent], ...],
        judge: EvaluateAgent,
        turns: Turns | None = None,
    ) -> None:
        self._writers, self._judge, self._turns = writers, judge, turns or Turns()

    async def choose(self, brief: RewriteInput, checks: HardChecks) -> Choice | None:
        """The choice, or None when no candidate of any writer passes every hard check.

        A wish that no passing message can grant is let go, the latest first.
        """
        for engine, writer in self._writers:
            for granted in range(len(brief.wishes), -1, -1):
                wished = brief.model_copy(update={"wishes": brief.wishes[:granted]})
                if passing := await self._passing(writer, wished, checks):
                    return await self._best(_as_wished(passing, wished, checks), wished, engine)
        return None

    async def _passing(self, writer: TemplateAgent, brief: RewriteInput, checks: HardChecks) -> list[Variant]:
        """The first candidates that pass; after one repair, if none did."""
        passing, failures = await self._check(await writer.write(brief), checks)
        if passing or not failures:
            return passing
        again = brief.model_copy(update={"problems": failures})
        return (await self._check(await writer.write(again), checks))[0]

    async def _check(
        self, candidates: tuple[Variant, ...], checks: HardChecks
    ) -> tuple[list[Variant], tuple[str, ...]]:
        """Candidates that pass, until there are enough, and the failures of the others in words."""
        passing: list[Variant] = []
        failures: dict[str, None] = {}
        for candidate in candidates:
            size = len(checks.draft.message.text)
            found = await self._turns.do(partial(checks.violations, candidate.message), size=size)
            failures.update(dict.fromkeys(v.detail for v in found))
            passing += [] if found else [candidate]
            if len(passing) == _ENOUGH:
                break
        return passing, tuple(failures)

    async def _best(self, passing: list[Variant], brief: RewriteInput, engine: str) -> Choice:
        ranked = await self._judge.rank(tuple(passing), brief.draft)
        if brief.wishes.count("shorter") > 1:  # brevity was asked for, not the best score
            ranked.sort(key=lambda pair: passing.index(pair[0]))
        (best, scores), *others = ranked
        return Choice(
            best=best, scores=scores, variants=_different(best, [v for v, _ in others]), engine=engine
        )


def _as_wished(passing: list[Variant], brief: RewriteInput, checks: HardChecks) -> list[Variant]:
    """Those that grant most wishes; where something is left out for them, those that still tell most."""
    if not brief.wishes:
        return passing
    granted = [sum(is_so(v.message, wish) for wish in brief.wishes) for v in passing]
    best = [v for v, count in zip(passing, granted, strict=True) if count == max(granted)]
    if not {"shorter", "no_title"} & set(brief.wishes):
        return best
    told = [len(checks.ledger.kept(v.message)) for v in best]
    return [v for v, count in zip(best, told, strict=True) if count == max(told)]


def _different(best: Variant, others: list[Variant]) -> tuple[Variant, ...]:
    """At most three, each with an intent and a text that was not shown yet."""
    shown, texts, kept = {best.intent}, {best.message.text}, []
    for other in others:
        if other.intent not in shown and other.message.text not in texts:
            shown.add(other.intent)
            texts.add(other.message.text)
            kept.append(other)
    return tuple(kept[:_VARIANTS])
