"""The arithmetic of a Bradley–Terry model with Gaussian priors: numpy alone, exact, the same each time.

Every pair is a row: how the chosen message differs from the rejected one. With no intercept, swapping two
messages swaps their probabilities, always.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from agents.preference.arrays import Array

_STEPS, _HALVINGS = 60, 12
_CONVERGED = 1e-9
_LEAST = 1e-10  # of a working weight: what is decided beyond doubt moves nothing
_FARTHEST = 500.0  # margins beyond overflow


class Block(NamedTuple):
    """The choices of one shop: differences (n × d), weights (n), and how far its taste may lie from all's.

    `spread` are the variances (d) of that distance; None where the choices are all's own.
    """

    rows: Array
    weights: Array
    spread: Array | None = None


class Prior(NamedTuple):
    """What is believed before the first pair: a mean (d) and a precision (d × d)."""

    mean: Array
    precision: Array


class Fitted(NamedTuple):
    """The most probable weights (d) and what the pairs tell of them: a matrix (d × d), the prior aside."""

    mean: Array
    information: Array


def fit(blocks: Sequence[Block], prior: Prior) -> Fitted:
    """The weights that all blocks have in common.

    Each shop's own distance is fitted along and averaged out, so that a thousand pairs of one shop tell of
    all shops no more than one shop can. Newton's method by reweighted least squares (P. McCullagh and
    J. A. Nelder 1989, Generalized Linear Models, 2.5), each step halved until it gains.
    """
    now = _Point(prior.mean, [np.zeros_like(prior.mean) for _ in blocks])
    for _ in range(_STEPS):
        aim = _aim(blocks, now, prior)
        moved = float(np.abs(aim.shared - now.shared).max(initial=0.0))
        nearer = _gain(blocks, now, aim, prior)
        if nearer is None:
            break
        now = nearer
        if moved < _CONVERGED:
            break
    return Fitted(now.shared, _information(_reweighted(blocks, now), prior))


class _Point(NamedTuple):
    """Weights in common, and each block's distance from them."""

    shared: Array
    own: Sequence[Array]


class _Working(NamedTuple):
    """A block as a least-squares problem at one point; `variance` is n × n, or its diagonal."""

    rows: Array
    response: Array
    variance: Array

    def divided(self, what: Array) -> Array:
        """`what` divided by the variance."""
        if self.variance.ndim == 1:
            quotient: Array = (what.T / self.variance).T
            return quotient
        solved: Array = np.linalg.solve(self.variance, what)
        return solved


def _reweighted(blocks: Sequence[Block], at: _Point) -> list[_Working]:
    return [_linear(block, at.shared + own) for block, own in zip(blocks, at.own, strict=True)]


def _linear(block: Block, weights: Array) -> _Working:
    margin = block.rows @ weights
    wrong = 1 / (1 + np.exp(np.clip(margin, -_FARTHEST, _FARTHEST)))
    working = np.maximum(block.weights * wrong * (1 - wrong), _LEAST)
    response = margin + block.weights * wrong / working
    if block.spread is None:
        return _Working(block.rows, response, 1 / working)
    between = (block.rows * block.spread) @ block.rows.T
    return _Working(block.rows, response, np.diag(1 / working) + between)


def _information(found: Sequence[_Working], prior: Prior) -> Array:
    total = np.zeros_like(prior.precision)
    for one in found:
        total += one.rows.T @ one.divided(one.rows)
    return (total + total.T) / 2


def _aim(blocks: Sequence[Block], now: _Point, prior: Prior) -> _Point:
    """Where the least-squares problem has its minimum."""
    found = _reweighted(blocks, now)
    pull = prior.precision @ prior.mean
    for one in found:
        pull = pull + one.rows.T @ one.divided(one.response)
    shared = np.linalg.solve(prior.precision + _information(found, prior), pull)
    own = [
        np.zeros_like(shared)
        if block.spread is None
        else block.spread * (one.rows.T @ one.divided(one.response - one.rows @ shared))
        for one, block in zip(found, blocks, strict=True)
    ]
    return _Point(shared, own)


def _gain(blocks: Sequence[Block], now: _Point, aim: _Point, prior: Prior) -> _Point | None:
    """The farthest point on the way there that is better; None where none is."""
    loss = _loss(blocks, now, prior)
    for halving in range(_HALVINGS):
        step = 0.5**halving
        own = [a + step * (b - a) for a, b in zip(now.own, aim.own, strict=True)]
        nearer = _Point(now.shared + step * (aim.shared - now.shared), own)
        if _loss(blocks, nearer, prior) < loss:
            return nearer
    return None


def _loss(blocks: Sequence[Block], at: _Point, prior: Prior) -> float:
    off = at.shared - prior.mean
    total = float(off @ prior.precision @ off) / 2
    for block, own in zip(blocks, at.own, strict=True):
        total += float(block.weights @ np.logaddexp(0, -(block.rows @ (at.shared + own))))
        if block.spread is not None:
            total += float(own @ (own / np.maximum(block.spread, _LEAST))) / 2
    return total
