"""EvaluateAgent: scores messages one by one, compares two of them blind and in both orders."""

import asyncio
from collections.abc import Sequence
from typing import Any, NamedTuple

from agents.engines.base import Engine
from agents.engines.tasks import COMPARE, SCORE, CompareInput, ScoreInput, Verdict
from agents.tastes import NoTastes, Tastes
from agents.types import Draft, GuidanceStep, Message, Preference, Scores, Variant

_RANKS = {"rewritten": 2, "tie": 1, "original": 0}


class Judged(NamedTuple):
    """A candidate with its scores, how it compares with the draft, and the way to it."""

    variant: Variant
    scores: Scores
    preference: Preference
    guidance: tuple[GuidanceStep, ...]

    def mends(self, original: Scores | None) -> bool:
        """Whether it scores higher than a weak draft, whose `original` scores are; None counts as lowest."""
        return original is None or total(self.scores) > total(original)


class EvaluateAgent:
    """Judges without knowing which version is whose; what a shop's people like decides between equals."""

    def __init__(self, engine: Engine, tastes: Tastes | None = None) -> None:
        self._engine, self._tastes = engine, tastes or NoTastes()

    async def score(self, message: Message, draft: Draft) -> Scores:
        """One message on audience match and marketing effectiveness, 1, 3 or 5 each."""
        return await self._engine.run(SCORE, ScoreInput(message=message, **_about(draft)))

    async def rank(self, candidates: tuple[Variant, ...], draft: Draft) -> list[tuple[Variant, Scores]]:
        """Candidates with their scores, best first; equals as the shop likes, else as the writer had them."""
        scores = await asyncio.gather(*(self.score(c.message, draft) for c in candidates))
        scored = list(zip(candidates, scores, strict=True))
        order = await self._tastes.order([(c, total(s)) for c, s in scored], draft)
        return [scored[place] for place in order]

    async def told(self, message: Message, draft: Draft, others: Sequence[Message]) -> str | None:
        """In what a message, other than others, is as the draft's shop likes it, where that is known."""
        return await self._tastes.told(message, draft, others)

    async def prefer(self, rewritten: Message, draft: Draft) -> Preference:
        """Rewrite against draft in both orders: if the orders disagree it is a tie."""
        old, new = draft.message, rewritten
        first, second = await asyncio.gather(self._compare(old, new, draft), self._compare(new, old, draft))
        names = {"A": "original", "B": "rewritten", "tie": "tie"}
        swapped = {"A": "rewritten", "B": "original", "tie": "tie"}
        said, said_swapped = names[first.winner], swapped[second.winner]
        agree = said == said_swapped
        confidence = (first.confidence + second.confidence) / 2 if agree else 0.5
        winner = said if agree else "tie"
        return Preference.model_validate(
            {"winner": winner, "confidence": round(confidence, 3), "consistent_when_swapped": agree}
        )

    async def _compare(self, a: Message, b: Message, draft: Draft) -> Verdict:
        return await self._engine.run(COMPARE, CompareInput(a=a, b=b, **_about(draft)))


def best_of(judged: list[Judged]) -> Judged:
    """The one preferred to the draft, then the one with the higher scores, then the first."""
    return max(judged, key=lambda one: (_RANKS[one.preference.winner], total(one.scores)))


def total(scores: Scores) -> int:
    """Both scores together, 2–10."""
    return scores.audience_match + scores.marketing_effectiveness


def _about(draft: Draft) -> dict[str, Any]:
    return {
        "audience": draft.audience,
        "channel": draft.channel,
        "product": draft.product,
        "voucher": draft.voucher,
    }
