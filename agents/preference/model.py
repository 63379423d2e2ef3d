"""The model as a value: JSON in the store, a few multiplications to ask."""

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple

from agents.preference.heads import Head, Reading
from agents.preference.recipe import Recipe
from agents.types import Value

_EVEN = 0.5


class Opinion(NamedTuple):
    """Which of two messages would be preferred, "a" or "b", None where the model is not sure.

    `probability` is that of a; swapping the two gives one minus it.
    """

    winner: Literal["a", "b"] | None
    probability: float


class PreferenceModel(Value):
    """What was learned, at one moment, of all shops (`merchant_id` "") or of one.

    `plain` looks at the copy alone; `full`, where an embedder was there for training, at its meaning as
    well (vectors of the space `embedder`). `pairs` and `weight` are how much it was trained on.
    """

    format: Literal[1] = 1
    merchant_id: str = ""
    recipe: Recipe = Recipe()
    plain: Head
    full: Head | None = None
    embedder: str | None = None
    pairs: int = 0
    weight: float = 0.0

    def compare(self, a: Reading, b: Reading) -> Opinion:
        """Which of two messages would be preferred: with their vectors if the model and both have them."""
        probability = self.probabilities([(a, b)])[0]
        sure = abs(probability - _EVEN) > self.recipe.band
        return Opinion(("a" if probability > _EVEN else "b") if sure else None, probability)

    def probabilities(self, pairs: Sequence[tuple[Reading, Reading]]) -> tuple[float, ...]:
        """The calibrated probability of each pair's first message to be preferred."""
        found = []
        for a, b in pairs:
            head = self._head(a, b)
            first, second = head.table([a, b])
            found.append(1 / (1 + math.exp(-head.temperature * head.margin(first - second))))
        return tuple(found)

    def utilities(self, readings: Sequence[Reading]) -> tuple[float, ...]:
        """How good each is: only differences mean anything."""
        if not readings:
            return ()
        head = self._head(*readings)
        return tuple(float(u) for u in head.table(readings) @ head.mean)

    def _head(self, *readings: Reading) -> Head:
        whole = all(reading.vector is not None for reading in readings)
        return self.full if self.full and whole else self.plain
