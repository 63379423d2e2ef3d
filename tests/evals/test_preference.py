"""The measure of the preference model, on made-up tests and on the real ones where they are at hand."""

import csv
import json
import sys
from pathlib import Path
from subprocess import run

import numpy as np
import pytest

from evals.headlines import RECIPE, as_pairs, read_trials, stories
from evals.preference import main
from evals.preference_report import Bin, Exam, calibration_error, examine
from tests.house import ROOT

THINGS = ("bus", "teacher", "river", "school", "letter", "song", "village", "doctor", "garden", "bridge")


def write(path: Path, tests: int, *, start: int = 0) -> Path:
    """Tests of three headlines, of which the one with a question is clicked most and the longest least."""
    rows = []
    for number in range(start, start + tests):
        thing = f"{THINGS[number % 10]} {number}"
        arms = (
            f"Do you know the {thing}?",
            f"The {thing}",
            f"A very long story of the {thing} and its makers",
        )
        for i, j in ((0, 1), (2, 1), (2, 0)):
            rows.append(
                {"test": f"t{number}", "a": arms[i], "b": arms[j], "z": 2.5 if i < j else -2.5}
                | {"y": 1 if i < j else 2, "sig": "True", "week": 201301 + number % 40}
            )
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_it_learns_from_one_file_and_is_asked_of_the_other(tmp_path: Path) -> None:
    learned, asked = write(tmp_path / "a.csv", 40), write(tmp_path / "b.csv", 12, start=100)
    figures, picture = tmp_path / "out.json", tmp_path / "out.png"
    files = ["--train", learned, "--test", asked, "--json", figures, "--plot", picture]
    arguments = [sys.executable, "evals/preference.py", "--copy-only", *map(str, files)]
    done = run(arguments, cwd=ROOT, capture_output=True, text=True, check=True)
    found = json.loads(figures.read_text(encoding="utf-8"))
    assert "significant pairs" in done.stdout
    assert (found["train_pairs"], found["test_pairs"]) == (120, 36)
    assert found["every"]["rate"] > 0.9
    assert found["curve"][0]["every"]["rate"] == 0.5
    assert [step["tests"] for step in found["curve"]] == [0, 2, 4, 8, 16, 28, 40]
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_one_file_is_split_so_that_all_of_it_is_asked_once(tmp_path: Path) -> None:
    figures = tmp_path / "out.json"
    made = ["--json", str(figures), "--plot", str(tmp_path / "out.png"), "--copy-only"]
    main(["--data", str(write(tmp_path / "a.csv", 30)), *made])
    found = json.loads(figures.read_text(encoding="utf-8"))
    assert (found["test_tests"], found["test_pairs"]) == (30, 90)
    assert found["every"]["rate"] > 0.9


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--train", "a.csv"], "Give --train and --test"),
        (["--data", "none.csv"], "none.csv is no file of headline pairs"),
    ],
)
def test_what_is_missing_is_said(arguments: list[str], sentence: str) -> None:
    with pytest.raises(SystemExit, match=sentence):
        main(arguments)


def test_a_file_of_other_columns_is_refused_in_a_sentence(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("left,right\n1,2\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="no file of headline pairs"):
        read_trials(other)


def test_a_coin_is_right_half_of_the_time_whatever_side_won(tmp_path: Path) -> None:
    trials = read_trials(write(tmp_path / "a.csv", 10))
    exam = Exam(trials, None)
    half = exam.share(np.full(len(trials), 0.5))
    assert (half.rate, half.low, half.high) == (0.5, 0.5, 0.5)
    assert exam.share(exam.won.astype(float)).rate == 1.0
    turned = Exam([trial.flipped() for trial in trials], None)
    assert [trial.won for trial in turned.trials] == [trial.won for trial in exam.trials]


def test_the_calibration_error_weighs_bins_by_how_much_is_in_them() -> None:
    bins = (Bin(said=0.2, was=0.3, of=30), Bin(said=0.8, was=0.8, of=10))
    assert calibration_error(bins) == pytest.approx(0.075)


def test_later_and_surer_outcomes_count_more(tmp_path: Path) -> None:
    trials = read_trials(write(tmp_path / "a.csv", 40))
    weights = {trial.week: pair.weight for trial, pair in zip(trials, as_pairs(trials), strict=True)}
    assert list(weights.values()) == sorted(weights.values())
    unsure, sure = as_pairs([trials[0]._replace(z=0.1), trials[0]])
    assert unsure.weight < 0.2 < sure.weight


def test_a_story_that_was_tested_twice_is_one(tmp_path: Path) -> None:
    trials = read_trials(write(tmp_path / "a.csv", 6))
    again = [t._replace(test="again") for t in trials[:3]]
    vectors = {text: np.eye(18)[i] for i, text in enumerate({x for t in trials for x in (t.a, t.b)})}
    found = stories([*trials, *again], vectors)
    assert found["again"] == found["t0"]
    assert len(set(found.values())) == 6


def test_copy_alone_understands_real_readers_better_than_the_known_floors(shared: Path) -> None:
    """Of weeks that were looked at once, when all was chosen; with meaning it is better, and takes longer."""
    trials = read_trials(shared / "data" / "upworthy_train_pairs.csv")
    learned, asked = ([t for t in trials if (t.week < 201413) is early] for early in (True, False))
    report = examine([(learned, asked)], None, None, lambda: 0.0)
    assert report.every.rate > 0.6
    assert report.significant.rate > 0.66
    assert report.ece < 0.08
    assert report.covered_every.rate > report.every.rate
    assert report.band == RECIPE.band
