"""How well the built-in diagnosis agrees with labels.

    python -m evals.diagnosis --data FILE.jsonl [--quality strong|middling|weak] [--show]

Reads labelled drafts and the demo corpus alike: a draft's label is its `label.primary`, a corpus
row's the first error type its notes name (none unless it is weak). Prints agreement, F1 of every
label, their mean (macro-F1) and the confusion; `--show` also prints the rows that disagree.
"""

import argparse
import json
import time
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from agents.engines.rules.diagnose import diagnose
from agents.engines.tasks import DiagnoseInput
from agents.types import ERROR_TYPES, Diagnosis, Draft, Merchant

LABELS = ("none", *ERROR_TYPES)


class Judged(NamedTuple):
    """A row with its label, what the diagnosis said, and how long it took."""

    row: dict[str, Any]
    label: str
    found: Diagnosis
    seconds: float

    @property
    def pair(self) -> tuple[str, str]:
        """The label and what was said."""
        return self.label, self.found.primary or "none"


def label_of(row: dict[str, Any]) -> str:
    """The labelled primary: of a draft, or of a corpus row (the first error its notes name)."""
    if "label" in row:
        return str(row["label"]["primary"])
    first = str(row["notes"]).split(";")[0].split(",")[0].strip()
    return first if row["quality"] == "weak" and first in ERROR_TYPES else "none"


def draft_of(row: dict[str, Any]) -> Draft:
    """A row as a draft; corpus rows name their merchant in a plain string."""
    merchant = row.get("merchant")
    if isinstance(merchant, str):
        merchant = Merchant(id=merchant, name=merchant)
    return Draft.model_validate({**row, "merchant": merchant})


def judge(row: dict[str, Any]) -> Judged:
    """Diagnose one row."""
    draft = draft_of(row)
    start = time.perf_counter()
    found = diagnose(DiagnoseInput(draft=draft))
    return Judged(row, label_of(row), found, time.perf_counter() - start)


def f1_scores(pairs: list[tuple[str, str]]) -> dict[str, float]:
    """F1 (0–1) of each label that occurs in (label, said) pairs: 2·TP / (2·TP + FP + FN)."""
    scores = {}
    for label in LABELS:
        hit = sum(a == b == label for a, b in pairs)
        either = sum(a == label for a, _ in pairs) + sum(b == label for _, b in pairs)
        if either:
            scores[label] = 2 * hit / either
    return scores


def report(judged: list[Judged]) -> str:
    """The figures in a few lines."""
    pairs = [j.pair for j in judged]
    scores = f1_scores(pairs)
    agreement = sum(a == b for a, b in pairs) / len(pairs)
    macro = sum(scores.values()) / len(scores)
    slow = sorted(j.seconds * 1000 for j in judged)
    return "\n".join(
        [
            f"{len(pairs)} rows: agreement {agreement:.1%}, macro-F1 {macro:.3f}",
            f"median {slow[len(slow) // 2]:.2f} ms, 95 % under {slow[int(len(slow) * 0.95)]:.2f} ms",
            "F1: " + ", ".join(f"{label} {value:.2f}" for label, value in scores.items()),
            *(f"  {a:26} said {b:26} {n}" for (a, b), n in sorted(Counter(pairs).items())),
        ]
    )


def told(judged: Judged) -> str:
    """A row that disagrees, to be read."""
    row = judged.row
    errors = [f"    {e.type}: “{e.evidence}” {e.feedback}" for e in judged.found.errors]
    head = f"{row.get('id')} {row['audience']}: {judged.pair[0]}, said {judged.pair[1]}"
    return "\n".join([head, f"  {row['title']} | {row['body']}", *errors])


def main() -> None:
    """Print the figures of a file."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--quality", choices=["strong", "middling", "weak"])
    options.add_argument("--show", action="store_true")
    chosen = options.parse_args()
    rows = [json.loads(line) for line in chosen.data.read_text(encoding="utf-8").splitlines() if line.strip()]
    judged = [judge(row) for row in rows if chosen.quality in (None, row.get("quality"))]
    if chosen.show:
        print(*(told(j) for j in judged if j.pair[0] != j.pair[1]), sep="\n\n", end="\n\n")
    print(report(judged))


if __name__ == "__main__":
    main()
