"""What was learned, where an answer is made: candidates that may all go out, in the order of a taste."""

from collections.abc import Sequence
from dataclasses import dataclass

from agents.copy_facts import Known
from agents.embedder import Embedder, EmbedderError
from agents.preference.arrays import Array
from agents.preference.habits import Habit
from agents.preference.heads import Reading
from agents.preference.model import PreferenceModel
from agents.types import Draft, Message, Variant


@dataclass(frozen=True)
class Taste:
    """A model, what is told of it and, once it is warm, the embedder: a `Tastes` for the shop of the model.

    Reading copy takes about a millisecond a message and is always done. A vector takes 12 ms once the
    embedding model is loaded, and four seconds before: whoever makes an answer that somebody waits for
    hands the embedder in when it is warm. Without it, and where it fails, the copy alone decides.

    The judge's scores differ by chance by as much as `noise`: 0 for one that always says the same.
    """

    model: PreferenceModel
    embedder: Embedder | None = None
    habits: tuple[Habit, ...] = ()
    noise: int = 0

    async def order(self, candidates: Sequence[tuple[Variant, int]], draft: Draft) -> Sequence[int]:
        """The judge's order, but what this shop surely prefers comes before what the judge finds as good.

        Of the candidates within `noise` of the best one left, the next is the one that is most surely
        preferred to the judge's first, and that one itself where none is.
        """
        places = sorted(range(len(candidates)), key=lambda place: -candidates[place][1])
        readings = await self._read([variant for variant, _ in candidates], known_of(draft))
        ordered: list[int] = []
        while places:
            least = candidates[places[0]][1] - self.noise
            near = [place for place in places if candidates[place][1] >= least]
            ordered.append(self._next(near, readings))
            places.remove(ordered[-1])
        return ordered

    async def told(self, message: Message, draft: Draft, others: Sequence[Message]) -> str | None:
        """In what a message, other than some of the others, is as the team likes it, in a sentence.

        Rather what it does than what it leaves out.
        """
        known = known_of(draft)
        shown = [
            habit
            for habit in self.habits
            if habit.shown_by(message, known) and not all(habit.shown_by(o, known) for o in others)
        ]
        return next((habit.sentence for habit in sorted(shown, key=lambda habit: not habit.likes)), None)

    def _next(self, near: Sequence[int], readings: Sequence[Reading]) -> int:
        first, *others = near
        opinions = {place: self.model.compare(readings[place], readings[first]) for place in others}
        better = [place for place, opinion in opinions.items() if opinion.winner == "a"]
        return max(better, key=lambda place: opinions[place].probability, default=first)

    async def _read(self, variants: Sequence[Variant], known: Known) -> list[Reading]:
        vectors = await self._vectors([variant.message.text for variant in variants])
        return [Reading.of(v.message, known, vector) for v, vector in zip(variants, vectors, strict=True)]

    async def _vectors(self, texts: Sequence[str]) -> Sequence[Array | None]:
        if self.model.full and self.embedder and self.embedder.model == self.model.embedder:
            try:
                return list(await self.embedder.embed(texts))
            except EmbedderError:
                pass
        return [None] * len(texts)


def known_of(draft: Draft) -> Known:
    """What is known around a draft, as copy is read by."""
    shop = draft.merchant
    return Known(
        product=draft.product,
        voucher=draft.voucher,
        market=shop.market if shop else None,
        shop=shop.name if shop else None,
    )
