"""Probabilities that are right as often as they say."""

import numpy as np

from agents.preference.arrays import Array


def temperature(margins: Array, weights: Array) -> float:
    """What to multiply margins by so that they are probable: the most likely one of 0.05–20.

    `margins` are u(chosen) − u(rejected) of pairs that the model did not see. One number, so that
    opposite pairs stay opposite (C. Guo et al. 2017, On Calibration of Modern Neural Networks).
    """
    grid = np.geomspace(0.05, 20, 240)
    losses = [float(weights @ np.logaddexp(0, -t * margins)) for t in grid]
    return float(grid[int(np.argmin(losses))])
