"""Tests of headlines as pairs: which of two headlines for one story more readers clicked.

Made for the Upworthy Research Archive (J. N. Matias, K. Munger, M. A. Le Quere and C. Ebersole 2021,
Scientific Data 8, 195; CC BY 4.0), whose texts are not part of this repository: a CSV file with a row for
each pair of a test and the columns `test, a, b, y` (1: a was clicked more, 2 or 0: b) and, for more, `z` (of
the difference), `sig` and `week`.
"""

import asyncio
import csv
import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from agents.embedder import MiniLMEmbedder
from agents.preference import Pair, Recipe
from agents.preference.arrays import Array
from agents.preference.lesson import Vectors
from agents.types import Message

RECIPE = Recipe(copy_sd=0.04, meaning_sd=0.5, band=0.1, evenly=True)
"""Chosen by cross-validation over stories and over weeks before 2014-13: readers move weights little."""
LAYERS = (3, 4, 5, 6)
"""Of the embedding model: how a headline is said tells more than what it is about."""
_HALF_LIFE = 30.0  # weeks: what readers fall for wears off
_BEYOND_DOUBT = 1.96
_LIKE = 0.85  # cosine of these vectors from which two headlines are of one story


class Trial(NamedTuple):
    """Two headlines of one test. `won` is whether `a` was clicked more; `z` how surely, as a z-score."""

    test: str
    a: str
    b: str
    won: bool
    z: float
    sure: bool
    week: int

    def flipped(self) -> "Trial":
        """The same with its sides exchanged."""
        return self._replace(a=self.b, b=self.a, won=not self.won, z=-self.z)


def read_trials(path: Path) -> list[Trial]:
    """The rows of a file. Raises SystemExit with a sentence where it can't be used."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            found = [_trial(row) for row in csv.DictReader(file)]
    except (OSError, KeyError, ValueError) as error:
        raise SystemExit(f"{path} is no file of headline pairs: {type(error).__name__} {error}.") from error
    if not found:
        raise SystemExit(f"{path} has no pairs.")
    return found


def as_pairs(trials: Sequence[Trial]) -> list[Pair]:
    """Trials to learn from: each counts by how sure its winner is, and half after every thirty weeks."""
    weeks = sorted({trial.week for trial in trials})
    age = {week: len(weeks) - 1 - place for place, week in enumerate(weeks)}
    return [_pair(trial, age[trial.week]) for trial in trials]


def stories(trials: Sequence[Trial], vectors: Vectors | None) -> dict[str, str]:
    """For each test the first of its story: stories were tested again, with the same or like headlines.

    Splitting by test alone would let a headline be learned in one part and asked in another. Like headlines
    are found by their vectors; without these only the same are.
    """
    found = {trial.test: trial.test for trial in trials}

    def first(test: str) -> str:
        while found[test] != test:
            test = found[test]
        return test

    owners: dict[str, str] = {}
    for trial in trials:
        for text in (trial.a, trial.b):
            found[first(trial.test)] = first(owners.setdefault(text, trial.test))
    for one, other in _alike(list(owners), vectors) if vectors else ():
        found[first(owners[one])] = first(owners[other])
    return {test: first(test) for test in found}


def embed(texts: Iterable[str]) -> tuple[dict[str, Array], str]:
    """The vector of each text, and their space; kept in the system's folder for temporary files."""
    wanted = sorted(set(texts))
    embedder = MiniLMEmbedder(layers=LAYERS)
    key = hashlib.blake2b("\n".join([embedder.model, *wanted]).encode(), digest_size=12).hexdigest()
    kept = Path(tempfile.gettempdir()) / f"crmagent-headlines-{key}.npy"
    if kept.exists():
        table = np.load(kept)
    else:
        table = asyncio.run(embedder.embed(wanted))
        np.save(kept, table)
    embedder.close()
    return dict(zip(wanted, table.astype(float), strict=True)), embedder.model


def _alike(texts: Sequence[str], vectors: Vectors) -> Iterator[tuple[str, str]]:
    table = np.stack([vectors[text] for text in texts]).astype(np.float32)
    yield from ((texts[i], texts[j]) for i, j in np.argwhere(table @ table.T > _LIKE))


def _trial(row: dict[str, str]) -> Trial:
    z = float(row["z"]) if row.get("z") else 0.0
    sure = row["sig"].strip().lower() in {"true", "1"} if row.get("sig") else abs(z) > _BEYOND_DOUBT
    week = int(float(row["week"])) if row.get("week") else 0
    if (y := int(float(row["y"]))) not in {0, 1, 2}:
        raise ValueError(f"y is {y}, not 1 or 2")
    return Trial(row["test"], row["a"], row["b"], y == 1, z, sure, week)


def _pair(trial: Trial, age: int) -> Pair:
    chosen, rejected = (trial.a, trial.b) if trial.won else (trial.b, trial.a)
    certainty = 2 * NormalDist().cdf(abs(trial.z)) - 1 if trial.z else 0.5
    return Pair(
        chosen=Message(body=chosen),
        rejected=Message(body=rejected),
        weight=2 * certainty * 0.5 ** (age / _HALF_LIFE),
        group=trial.test,
        source="outcome",
    )
