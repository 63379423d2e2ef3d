"""How right a preference model is on tests it did not see, how sure it should be, and how it got there."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agents.preference import PreferenceModel, Reading, train, update
from agents.preference.arrays import Array
from agents.preference.lesson import Vectors
from agents.types import Message
from evals.headlines import RECIPE, Trial, as_pairs

_TIMES, _SEED = 4000, 20140501
_BINS = 10
_STEPS = (0.0, 0.05, 0.1, 0.2, 0.4, 0.7, 1.0)
_EVEN = 0.5

Truths = NDArray[np.bool_]


@dataclass(frozen=True)
class Share:
    """How many are right, with the 95 % interval of a bootstrap over tests (not over pairs of one test)."""

    rate: float
    low: float
    high: float
    of: int


@dataclass(frozen=True)
class Bin:
    """Predictions of like probability: their mean, how often they came true, how many."""

    said: float
    was: float
    of: int


@dataclass(frozen=True)
class Step:
    """The accuracy after training on so many tests."""

    tests: int
    every: Share
    significant: Share


@dataclass(frozen=True)
class Report:
    """Everything that is printed. Accuracies of a model of copy alone stand beside those of the whole."""

    train_tests: int
    train_pairs: int
    test_tests: int
    test_pairs: int
    seconds: float
    every: Share
    significant: Share
    copy_every: Share
    copy_significant: Share
    ece_raw: float
    ece: float
    bins: tuple[Bin, ...]
    band: float
    coverage: float
    covered_every: Share
    covered_significant: Share
    curve: tuple[Step, ...]


class Exam:
    """The pairs of tests that were held out, and what is right."""

    def __init__(self, trials: Sequence[Trial], vectors: Vectors | None) -> None:
        # Which side is a is chance in the files; here it is fixed, so that it can't matter.
        self.trials = [t if t.a <= t.b else t.flipped() for t in trials]
        self.won = np.array([t.won for t in self.trials])
        self.sure = np.array([t.sure for t in self.trials])
        self._tests = np.unique([t.test for t in self.trials], return_inverse=True)[1]
        texts = {text for t in self.trials for text in (t.a, t.b)}
        self._readings = {
            text: Reading.of(Message(body=text), vector=vectors[text] if vectors else None) for text in texts
        }

    def asked(self, model: PreferenceModel, *, copy_alone: bool = False) -> Array:
        """The probability of each trial's `a`."""

        def read(text: str) -> Reading:
            reading = self._readings[text]
            return reading._replace(vector=None) if copy_alone else reading

        return np.array(model.probabilities([(read(t.a), read(t.b)) for t in self.trials]))

    def share(self, probabilities: Array, among: Truths | None = None) -> Share:
        """How often the likelier side won; one half counts half."""
        counted = np.ones_like(self.won) if among is None else among
        right = np.where(probabilities == _EVEN, _EVEN, (probabilities > _EVEN) == self.won)
        hits = np.bincount(self._tests, weights=right * counted)
        sizes = np.bincount(self._tests, weights=counted)
        if not sizes.sum():
            return Share(_EVEN, 0.0, 1.0, 0)
        draws = np.random.default_rng(_SEED).multinomial(len(sizes), [1 / len(sizes)] * len(sizes), _TIMES)
        rates = (draws @ hits) / np.maximum(draws @ sizes, 1)
        low, high = np.percentile(rates, (2.5, 97.5))
        return Share(float(hits.sum() / sizes.sum()), float(low), float(high), int(sizes.sum()))

    def bins(self, probabilities: Array) -> tuple[Bin, ...]:
        """Ten bins of equal width, those with anything in them."""
        place = np.minimum((probabilities * _BINS).astype(int), _BINS - 1)
        return tuple(
            Bin(float(probabilities[mine].mean()), float(self.won[mine].mean()), int(mine.sum()))
            for i in range(_BINS)
            if (mine := place == i).any()
        )


def calibration_error(bins: Sequence[Bin]) -> float:
    """The mean distance between what was said and what was, by how many it was said of (ECE)."""
    return sum(b.of * abs(b.said - b.was) for b in bins) / sum(b.of for b in bins)


Part = tuple[Sequence[Trial], Sequence[Trial]]
"""What to learn from, and what to be asked about."""


def examine(
    parts: Sequence[Part], vectors: Vectors | None, embedder: str | None, clock: Callable[[], float]
) -> Report:
    """For each part train on the one and ask of the other; together they are one examination.

    Without `vectors` it is one of copy alone. `clock` tells seconds.
    """
    started = clock()
    models = [train(as_pairs(known), recipe=RECIPE, vectors=vectors, embedder=embedder) for known, _ in parts]
    seconds = (clock() - started) / len(parts)
    exams = [Exam(asked, vectors) for _, asked in parts]
    exam = Exam([trial for _, asked in parts for trial in asked], vectors)
    whole = _all(one.asked(model) for one, model in zip(exams, models, strict=True))
    copy = _all(one.asked(model, copy_alone=True) for one, model in zip(exams, models, strict=True))
    raw = _all(one.asked(_uncalibrated(model)) for one, model in zip(exams, models, strict=True))
    band = RECIPE.band
    sure = np.abs(whole - _EVEN) > band
    return Report(
        train_tests=round(np.mean([len({t.test for t in known}) for known, _ in parts])),
        train_pairs=round(np.mean([len(known) for known, _ in parts])),
        test_tests=len({t.test for t in exam.trials}),
        test_pairs=len(exam.trials),
        seconds=seconds,
        every=exam.share(whole),
        significant=exam.share(whole, exam.sure),
        copy_every=exam.share(copy),
        copy_significant=exam.share(copy, exam.sure),
        ece_raw=calibration_error(exam.bins(raw)),
        ece=calibration_error(exam.bins(whole)),
        bins=exam.bins(whole),
        band=band,
        coverage=float(sure.mean()),
        covered_every=exam.share(whole, sure),
        covered_significant=exam.share(whole, sure & exam.sure),
        curve=tuple(_step(step, parts, exams, exam, vectors) for step in _STEPS),
    )


def _all(arrays: Iterable[Array]) -> Array:
    return np.concatenate(list(arrays))


def _uncalibrated(model: PreferenceModel) -> PreferenceModel:
    full = model.full.changed(temperature=1.0) if model.full else None
    return model.model_copy(update={"full": full})


def _step(
    share: float, parts: Sequence[Part], exams: Sequence[Exam], exam: Exam, vectors: Vectors | None
) -> Step:
    """The accuracy after a share of the tests, drawn at random; nothing is calibrated for it."""
    blank = train([], recipe=RECIPE, vectors=vectors)
    found, counts = [], []
    for (known, _), one in zip(parts, exams, strict=True):
        tests = sorted({trial.test for trial in known})
        drawn = np.random.default_rng(_SEED).permutation(len(tests))[: round(share * len(tests))]
        some = {tests[i] for i in drawn}
        pairs = as_pairs([trial for trial in known if trial.test in some])
        found.append(one.asked(update(blank, pairs, vectors=vectors)))
        counts.append(len(some))
    probabilities = _all(found)
    return Step(round(np.mean(counts)), exam.share(probabilities), exam.share(probabilities, exam.sure))
