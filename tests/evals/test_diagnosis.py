"""The measure of the diagnosis, and what it must reach on the development data."""

import json
from pathlib import Path

from evals.diagnosis import Judged, f1_scores, judge, label_of, report


def judged(path: Path, quality: str | None = None) -> list[Judged]:
    """Every row of a file, or those of one quality, diagnosed."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [judge(row) for row in rows if quality in (None, row.get("quality"))]


def agreement(rows: list[Judged]) -> float:
    """Share of rows with the labelled primary."""
    return sum(a == b for a, b in (row.pair for row in rows)) / len(rows)


def test_a_corpus_row_is_labelled_by_the_first_error_of_its_notes() -> None:
    row = {"quality": "weak", "notes": "misaligned_tone, weak_call_to_action; scolds the buyer"}
    assert label_of(row) == "misaligned_tone"
    assert label_of({"quality": "strong", "notes": "exact terms"}) == "none"


def test_f1_counts_both_what_was_missed_and_what_was_made_up() -> None:
    scores = f1_scores([("none", "none"), ("vague_incentive", "none")])
    assert scores == {"none": 2 / 3, "vague_incentive": 0.0}


def test_the_diagnosis_agrees_with_the_labels(shared: Path) -> None:
    rows = judged(shared / "data" / "dev_drafts.jsonl")
    scores = f1_scores([row.pair for row in rows])
    assert agreement(rows) >= 0.92
    assert sum(scores.values()) / len(scores) >= 0.85
    assert "macro-F1" in report(rows)


def test_good_copy_raises_few_false_alarms(shared: Path) -> None:
    assert agreement(judged(shared / "data" / "demo_corpus.jsonl", "strong")) >= 0.97


def test_weak_copy_is_found_weak_for_its_reason(shared: Path) -> None:
    assert agreement(judged(shared / "data" / "demo_corpus.jsonl", "weak")) >= 0.92
