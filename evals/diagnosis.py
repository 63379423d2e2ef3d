"""How well the built-in diagnosis agrees with labels. `python -m evals.diagnosis --data FILE [--errors]`."""

import argparse
import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

from agents.engines.rules.diagnose import diagnose
from agents.engines.tasks import DiagnoseInput
from agents.types import ERROR_TYPES, Draft, Merchant

LABELS = ("none", *ERROR_TYPES)


def label_of(row: dict[str, Any]) -> str:
    """The labelled primary: of a draft, or of a corpus row (first error its notes name)."""
    if "label" in row:
        return str(row["label"]["primary"])
    first = str(row["notes"]).split(";")[0].split(",")[0].strip()
    return first if row["quality"] == "weak" and first in ERROR_TYPES else "none"


def draft_of(row: dict[str, Any]) -> Draft:
    """A row as a draft; corpus rows name their merchant in a plain string."""
    fields = {k: v for k, v in row.items() if k != "merchant"}
    merchant = row.get("merchant")
    if isinstance(merchant, str):
        merchant = Merchant(id=merchant, name=merchant)
    return Draft.model_validate({**fields, "merchant": merchant})


def f1_scores(pairs: list[tuple[str, str]]) -> dict[str, float]:
    """F1 of each label that occurs in (label, said) pairs."""
    scores = {}
    for label in LABELS:
        hit = sum(a == b == label for a, b in pairs)
        either = sum(a == label for a, _ in pairs) + sum(b == label for _, b in pairs)
        if either:
            scores[label] = 2 * hit / either
    return scores


def main() -> None:
    """Print agreement, confusion and F1; with `--errors` also the rows that disagree."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--quality")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.data.read_text(encoding="utf-8").splitlines() if line]
    if options.quality:
        rows = [row for row in rows if row["quality"] == options.quality]
    pairs = []
    start = time.perf_counter()
    for row in rows:
        found = diagnose(DiagnoseInput(draft=draft_of(row)))
        pairs.append((label_of(row), found.primary or "none"))
        if options.errors and pairs[-1][0] != pairs[-1][1]:
            print(f"\n{row.get('id')} {row['audience']} {pairs[-1][0]} → {pairs[-1][1]}  V:{row['voucher'] and row['voucher']['title']} P:{row['product'] and row['product']['name']}")
            print(f"  {row['title']} | {row['body'][:400]!r}")
            for e in found.errors:
                print(f"    {e.type}: {e.feedback[:140]!r}")
    elapsed = (time.perf_counter() - start) / len(rows) * 1000
    agreement = sum(a == b for a, b in pairs) / len(pairs)
    scores = f1_scores(pairs)
    print(f"\n{len(rows)} rows, agreement {agreement:.1%}, macro-F1 {sum(scores.values()) / len(scores):.3f}, {elapsed:.2f} ms each")
    print("  ".join(f"{k} {v:.2f}" for k, v in scores.items()))
    for (a, b), n in sorted(Counter(pairs).items()):
        print(f"  {a:28} → {b:28} {n}")


if __name__ == "__main__":
    main()
