"""From candidates to the message that goes out: hard checks first, then the judge, then the draft.

Nothing that fails a hard check leaves here. A writer gets one chance to repair; what still fails is
dropped, and the next writer writes; last, the draft itself is the answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from agents.checks import HardChecks
from agents.engines.base import EngineError
from agents.engines.tasks import REWRITE, RewriteInput
from agents.evaluate import EvaluateAgent
from agents.journal import current_journal
from agents.template import TemplateAgent
from agents.turns import Turns
from agents.types import Variant
from agents.wishes import is_so

_ENOUGH = 5
_UNSAFE = "unsafe"


class Writer(NamedTuple):
    """Somebody who writes, under the name of an engine, in some languages; None is all of them."""

    engine: str
    agent: TemplateAgent
    languages: frozenset[str] | None = None


@dataclass(frozen=True)
class Found:
    """Candidates that pass every hard check, the best by a first judgement first, and who wrote them."""

    candidates: tuple[Variant, ...]
    engine: str
    finalists: int = 1

    @property
    def final(self) -> tuple[Variant, ...]:
        """Those that are worth the judge's time."""
        return self.candidates[: self.finalists]


class Chooser:
    """Tries one writer after the other until one has something that may go out.

    `judge` puts the candidates in order; the first `finalists` of them are left to a better judge, if
    there is one.
    """

    def __init__(
        self,
        writers: Iterable[tuple[str, TemplateAgent] | Writer],
        judge: EvaluateAgent,
        turns: Turns | None = None,
        *,
        finalists: int = 1,
    ) -> None:
        self._writers = tuple(Writer(*writer) for writer in writers)
        self._judge, self._turns, self._finalists = judge, turns or Turns(), finalists

    async def find(self, brief: RewriteInput, checks: HardChecks) -> Found | None:
        """Candidates that may go out, or None when no writer has one; the journal is told why.

        A wish that no passing message can grant is let go, the latest first, by the last writer: to ask
        the others once more would take time and help nobody.
        """
        failed: list[str] = []
        able = [writer for writer in self._writers if _can_write(writer, checks.language)]
        for writer in able:
            try:
                found = await self._of(writer, brief, checks, lets_go=writer is able[-1])
            except EngineError as error:
                failed.append(error.trouble)
                continue
            if found:
                _note(failed, checks.language, writer.engine)
                return Found(candidates=found, engine=writer.engine, finalists=self._finalists)
            failed.append(_UNSAFE)
        _note(failed if len(self._writers) > 1 else [], checks.language)
        return None

    async def _of(
        self, writer: Writer, brief: RewriteInput, checks: HardChecks, *, lets_go: bool
    ) -> tuple[Variant, ...]:
        """What one writer has that may go out, best first, with as many wishes granted as can be."""
        least = -1 if lets_go else len(brief.wishes) - 1
        for granted in range(len(brief.wishes), least, -1):
            wished = brief.model_copy(update={"wishes": brief.wishes[:granted]})
            if passing := await self._passing(writer.agent, wished, checks):
                return await self._ranked(_as_wished(passing, wished, checks), wished)
        return ()

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
            size = max(len(checks.draft.message.text), len(candidate.message.text))
            found = await self._turns.do(partial(checks.violations, candidate.message), size=size)
            failures.update(dict.fromkeys(v.detail for v in found))
            passing += [] if found else [candidate]
            if len(passing) == _ENOUGH:
                break
        return passing, tuple(failures)

    async def _ranked(self, passing: list[Variant], brief: RewriteInput) -> tuple[Variant, ...]:
        if brief.wishes.count("shorter") > 1:  # brevity was asked for, not the best score
            return tuple(passing)
        return tuple(variant for variant, _ in await self._judge.rank(tuple(passing), brief.draft))


def different(best: Variant, others: Iterable[Variant], *, most: int = 3) -> tuple[Variant, ...]:
    """Up to `most` of the others, each with an intent and a text that was not shown yet."""
    shown, texts, kept = {best.intent}, {best.message.text}, []
    for other in others:
        if other.intent not in shown and other.message.text not in texts:
            shown.add(other.intent)
            texts.add(other.message.text)
            kept.append(other)
    return tuple(kept[:most])


def _can_write(writer: Writer, language: str) -> bool:
    return writer.languages is None or language in writer.languages


def _note(failed: list[str], language: str, engine: str | None = None) -> None:
    """Tell the journal who wrote, if anybody did, and what kept those before from it."""
    journal = current_journal()
    if journal is None:
        return
    for trouble in failed:
        journal.note_trouble(REWRITE.name, trouble, nobody_in=None if engine else language)
    if engine is not None:
        journal.note_done(REWRITE.name, engine)


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
