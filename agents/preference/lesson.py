"""Pairs as one head learns from them, all of them or all but some."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agents.preference.arrays import Array
from agents.preference.calibration import temperature
from agents.preference.fitting import Block, Fitted, Prior, fit
from agents.preference.heads import Head, Reading
from agents.preference.making import moved
from agents.preference.pairs import Pair
from agents.preference.recipe import Recipe

Vectors = Mapping[str, Array]
"""Vectors by the text of a message (`Message.text`)."""

_ENOUGH = 30.0  # held-out pairs, by weight, from which a temperature is more than noise


@dataclass(frozen=True)
class Lesson:
    """How the chosen message of each pair differs from the rejected one (n × d), and what that counts.

    `shops` and `folds` tell for each pair whose it is ("" is all's) and with which it is held out.
    """

    rows: Array
    weights: Array
    shops: NDArray[np.str_]
    folds: NDArray[np.int64]
    recipe: Recipe

    def fitted(self, head: Head, *, without: int | None = None) -> Fitted:
        """What the head should become, from all pairs or from all but one fold."""
        there = self.folds != without
        own = self.recipe.own_variances(len(head.names), head.dimension)
        blocks = [
            Block(self.rows[mine], self.weights[mine], own if shop else None)
            for shop in sorted(set(self.shops[there]))
            if (mine := there & (self.shops == shop)).any()
        ]
        return fit(blocks, Prior(head.mean, head.precision))

    def temperature(self, head: Head) -> float:
        """The temperature at which pairs of campaigns that were held out are as probable as they should be.

        That of the head itself where there are too few pairs to tell.
        """
        counts = (self.weights > 0).astype(float) if self.recipe.evenly else self.weights
        if counts.sum() < _ENOUGH or len(set(self.folds)) < self.recipe.folds:
            return head.temperature
        margins = np.zeros(len(self.rows))
        for fold in sorted(set(self.folds)):
            learned = moved(head, self.fitted(head, without=fold))
            out = np.flatnonzero(self.folds == fold)
            margins[out] = [learned.margin(row) for row in self.rows[out]]
        return temperature(margins, counts)


def lesson_of(
    pairs: Sequence[Pair], head: Head, vectors: Vectors | None, *, recipe: Recipe, pooled: bool
) -> Lesson | None:
    """What a head learns from pairs, None where there are none.

    `vectors` cover all their texts if the head weighs meaning. `pooled`: the pairs are of many shops, and
    the head is of all of them.
    """
    known = vectors or {}
    if not pairs:
        return None
    chosen = head.table([Reading.of(p.chosen, p.known, known.get(p.chosen.text)) for p in pairs])
    rejected = head.table([Reading.of(p.rejected, p.known, known.get(p.rejected.text)) for p in pairs])
    return Lesson(
        rows=chosen - rejected,
        weights=np.array([p.weight for p in pairs]),
        shops=np.array([p.merchant_id if pooled else "" for p in pairs]),
        folds=np.array([_fold(p.group, recipe.folds) for p in pairs]),
        recipe=recipe,
    )


def _fold(group: str, folds: int) -> int:
    """Always the same for a group, about as many groups in each."""
    return int.from_bytes(hashlib.blake2b(group.encode(), digest_size=8).digest()) % folds
