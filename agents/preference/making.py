"""Heads before and after they learn."""

import numpy as np

from agents.preference.arrays import Array, pack
from agents.preference.fitting import Fitted
from agents.preference.heads import Head
from agents.preference.recipe import Recipe
from agents.preference.style import measures

_RANK = 128
_LEAST = 1e-12


def blank(recipe: Recipe, *, dimension: int) -> Head:
    """A head that was told nothing yet: every weight is 0, as uncertain as the recipe says."""
    names = tuple(one.name for one in measures())
    variances = recipe.variances(len(names), dimension)
    return Head(
        names=names,
        dimension=dimension,
        weights=pack(np.zeros_like(variances)),
        spread=pack(variances),
        seen=pack(np.empty((0, len(variances)))),
    )


def leeway(head: Head, recipe: Recipe) -> Head:
    """The head as one shop's starting point: as sure as it is of what all have in common, and no surer."""
    wider = head.variances + recipe.own_variances(len(head.names), head.dimension)
    return head.changed(spread=pack(wider), seen=pack(np.empty((0, head.width))))


def moved(head: Head, fitted: Fitted) -> Head:
    """The head after it was fitted to pairs, with what they told of its weights.

    That is kept in the 128 directions of which they told most; of the others each weight by itself.
    """
    told = head.rows.T @ head.rows + fitted.information
    rows, rest = _most_telling(told, head.diagonal)
    spread = 1 / (1 / head.diagonal + rest)
    return head.changed(weights=pack(fitted.mean), spread=pack(spread), seen=pack(rows))


def _most_telling(told: Array, spread: Array) -> tuple[Array, Array]:
    """A matrix (d × d) as rows (r × d) whose product it nearly is, and the diagonal of what is missing."""
    unit = np.sqrt(spread)
    values, directions = np.linalg.eigh(told * unit[:, None] * unit)
    kept = np.flatnonzero(values > _LEAST * max(1.0, values.max(initial=0.0)))[::-1][:_RANK]
    rows = (directions[:, kept] * np.sqrt(values[kept])).T / unit
    return rows, np.maximum(np.diag(told) - np.einsum("rd,rd->d", rows, rows), 0.0)
