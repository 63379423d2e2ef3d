"""Pairs in, model out: all shops together, one shop on top of them, a few pairs more.

Training from scratch takes seconds and gives the same model for the same pairs in any order, so what is
taken back leaves no trace: train again without it. `update` is for between trainings.
"""

from collections.abc import Callable, Iterable

from agents.preference.heads import Head
from agents.preference.lesson import Vectors, lesson_of
from agents.preference.making import blank, leeway, moved
from agents.preference.model import PreferenceModel
from agents.preference.pairs import Pair
from agents.preference.recipe import Recipe


def train(
    pairs: Iterable[Pair],
    *,
    recipe: Recipe = Recipe(),  # noqa: B008 - it is frozen
    vectors: Vectors | None = None,
    embedder: str | None = None,
) -> PreferenceModel:
    """What all pairs have in common, from scratch: the prior of every shop.

    Pairs of a shop tell of all shops as much as one shop can (`fitting.fit`); those of no shop in
    particular count as they are. With `vectors` of all their texts, in the space `embedder`, meaning is
    learned beside copy. No pairs are fine: such a model has no opinion.
    """
    model = PreferenceModel(
        recipe=recipe,
        plain=blank(recipe, dimension=0),
        full=blank(recipe, dimension=len(next(iter(vectors.values())))) if vectors else None,
        embedder=embedder if vectors else None,
    )
    return _learned(model, pairs, vectors, calibrate=True)


def adapt(
    prior: PreferenceModel, pairs: Iterable[Pair], *, merchant_id: str, vectors: Vectors | None = None
) -> PreferenceModel:
    """One shop's model: what all have in common, moved by the shop's own pairs alone.

    Partial pooling (A. Gelman and J. Hill 2007, chapter 12): with no pairs it is the prior, with a few it
    leans on it, with many it is the shop's own. Where `vectors` do not cover its pairs, meaning is left out:
    it would know less of the shop than copy does. Raises ValueError where a pair is another shop's.
    """
    own = list(pairs)
    if any(pair.merchant_id != merchant_id for pair in own):
        raise ValueError(f"All pairs must be of the shop {merchant_id!r}.")
    start = _each(prior, lambda head: leeway(head, prior.recipe))
    start = start.model_copy(update={"merchant_id": merchant_id, "pairs": 0, "weight": 0.0})
    return _learned(start, own, vectors, calibrate=True)


def update(
    model: PreferenceModel, pairs: Iterable[Pair], *, vectors: Vectors | None = None
) -> PreferenceModel:
    """The model after some more pairs, in milliseconds: what it believed is the prior of the rest.

    Nearly what training on all pairs would give (Laplace's approximation); the temperature stays. Meaning
    is left out from then on where `vectors` do not cover them.
    """
    return _learned(model, pairs, vectors, calibrate=False)


def _learned(
    model: PreferenceModel, pairs: Iterable[Pair], vectors: Vectors | None, *, calibrate: bool
) -> PreferenceModel:
    ordered = sorted(pairs, key=lambda pair: pair.model_dump_json())
    texts = {side.text for pair in ordered for side in (pair.chosen, pair.rejected)}
    if not texts <= (vectors or {}).keys():
        model = model.model_copy(update={"full": None, "embedder": None})

    def taught(head: Head) -> Head:
        lesson = lesson_of(ordered, head, vectors, recipe=model.recipe, pooled=not model.merchant_id)
        if lesson is None:
            return head
        learned = moved(head, lesson.fitted(head))
        if not calibrate:
            return learned
        return learned.changed(temperature=lesson.temperature(head))

    counted = {"pairs": model.pairs + len(ordered), "weight": model.weight + sum(p.weight for p in ordered)}
    return _each(model, taught).model_copy(update=counted)


def _each(model: PreferenceModel, change: Callable[[Head], Head]) -> PreferenceModel:
    """The model with each of its heads changed."""
    full = change(model.full) if model.full else None
    return model.model_copy(update={"plain": change(model.plain), "full": full})
