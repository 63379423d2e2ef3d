"""A linear utility as a value, how sure it is of itself, and what it is asked about."""

import math
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from agents.copy_facts import Known
from agents.preference.arrays import Array, unpack
from agents.preference.style import measure, measures
from agents.types import Message, Value


class Reading(NamedTuple):
    """A message as the model sees it: what its copy does, and its vector where there is an embedder."""

    copy: Array
    vector: Array | None = None

    @classmethod
    def of(cls, message: Message, known: Known = Known(), vector: Array | None = None) -> "Reading":  # noqa: B008
        """Read a message; `known` are its product and voucher."""
        return cls(np.asarray(measure(message, known)), vector)


class Head(Value):
    """A linear utility. `names` are what its first weights belong to; the rest are a vector's numbers.

    Arrays as base64 (`agents.preference.arrays`): `weights` (d); `spread` (d) and `seen` (r × d) say how
    sure they are: precision = diag(1/spread) + seenᵀ·seen. `temperature` multiplies margins.
    """

    names: tuple[str, ...]
    dimension: int = 0
    weights: str
    spread: str
    seen: str
    temperature: float = 1.0

    def changed(self, **values: object) -> "Head":
        """The head with other values; nothing that was worked out from the old ones comes along."""
        return Head.model_validate(self.model_dump() | values)

    @property
    def width(self) -> int:
        """How many weights there are (d)."""
        return len(self.names) + self.dimension

    @cached_property
    def mean(self) -> Array:
        """The weights, d numbers."""
        return unpack(self.weights, columns=self.width).ravel()

    @cached_property
    def diagonal(self) -> Array:
        """`spread` as d numbers."""
        return unpack(self.spread, columns=self.width).ravel()

    @cached_property
    def rows(self) -> Array:
        """`seen` as r × d numbers."""
        return unpack(self.seen, columns=self.width)

    def table(self, readings: Sequence[Reading]) -> Array:
        """Readings as rows of what this head weighs; measures it does not know are left out, n × d."""
        copies = np.stack([reading.copy for reading in readings])
        place = {one.name: i for i, one in enumerate(measures())}
        picked = np.zeros((len(readings), len(self.names)))
        known = [(i, place[name]) for i, name in enumerate(self.names) if name in place]
        picked[:, [i for i, _ in known]] = copies[:, [j for _, j in known]]
        if not self.dimension:
            return picked
        return np.hstack([picked, np.stack([_vector(reading) for reading in readings])])

    def margin(self, difference: Array) -> float:
        """The expected difference of two utilities, moved towards 0 where it is uncertain.

        D. J. C. MacKay 1992, The Evidence Framework Applied to Classification Networks, equation 10.
        """
        return float(difference @ self.mean) / math.sqrt(1 + math.pi * self.variance(difference) / 8)

    @property
    def variances(self) -> Array:
        """How uncertain each weight is, d numbers."""
        told = self.rows * self.diagonal
        found: Array = self.diagonal - np.einsum("rd,rs,sd->d", told, self._inner, told, optimize=True)
        return np.maximum(found, 0.0)

    @property
    def precision(self) -> Array:
        """How certain all weights are together, d × d."""
        found: Array = np.diag(1 / self.diagonal) + self.rows.T @ self.rows
        return found

    def variance(self, difference: Array) -> float:
        """How uncertain the difference is: its variance."""
        scaled = self.diagonal * difference
        told = self.rows @ scaled
        return max(0.0, float(difference @ scaled) - float(told @ self._inner @ told))

    @cached_property
    def _inner(self) -> Array:
        """(1 + seen·spread·seenᵀ)⁻¹, r × r (Woodbury)."""
        inner = np.eye(len(self.rows)) + (self.rows * self.diagonal) @ self.rows.T
        inverse: Array = np.linalg.inv(inner)
        return inverse


def _vector(reading: Reading) -> Array:
    if reading.vector is None:
        raise ValueError("This head weighs meaning: readings need their vectors.")
    return reading.vector
