"""Rewrite a file of drafts and measure the rewrites.

    python -m evals.rewrites FILE.jsonl [--today 2026-11-20] [--read N]

Prints how many drafts end in which outcome and by which path, how many rewrites show an error when they are
diagnosed again, and how the scores move. `--read N` prints N of them to be read aloud.
"""

import argparse
import asyncio
import json
from collections import Counter
from datetime import date
from pathlib import Path

from agents.types import Draft, Suggestion
from bot.app import Brain, open_brain
from bot.settings import Settings


async def measure(
    brain: Brain, drafts: list[Draft], *, today: date
) -> list[tuple[Draft, Suggestion, tuple[str, ...]]]:
    """Each draft with its suggestion and the error types that its rewrite still shows."""
    rows = []
    for draft in drafts:
        answer = await brain.pipeline.improve(draft, today=today)
        rows.append((draft, answer, await _left(brain, draft, answer)))
    return rows


async def _left(brain: Brain, draft: Draft, answer: Suggestion) -> tuple[str, ...]:
    if answer.message is None:
        return ()
    again = draft.model_copy(update={"title": answer.message.title, "body": answer.message.body})
    return tuple(f.type for f in (await brain.pipeline.content.diagnose(again)).errors)


def report(rows: list[tuple[Draft, Suggestion, tuple[str, ...]]]) -> str:
    """The figures in a few lines."""
    written = [
        (d, a, left) for d, a, left in rows if a.message is not None and a.outcome in {"rewritten", "ask"}
    ]
    clean = sum(not left for _, _, left in written)
    judged = [a.scores for _, a, _ in written if a.scores and a.scores.rewritten]
    means = [
        (
            sum(getattr(s.original, f) for s in judged) / len(judged),
            sum(getattr(s.rewritten, f) for s in judged) / len(judged),
        )
        for f in ("audience_match", "marketing_effectiveness")
    ]
    return "\n".join(
        [
            f"outcomes  {dict(Counter(a.outcome for _, a, _ in rows))}",
            f"paths     {dict(Counter(a.path for _, a, _ in rows))}",
            f"no error when diagnosed again: {clean} of {len(written)} ({100 * clean / max(1, len(written)):.1f} %)",
            f"audience {means[0][0]:.2f} → {means[0][1]:.2f}, marketing {means[1][0]:.2f} → {means[1][1]:.2f}",
            f"preferred {dict(Counter(a.preference.winner for _, a, _ in written if a.preference))}",
        ]
    )


async def _run(path: Path, *, today: date, read: int) -> None:
    drafts = [
        Draft.model_validate_json(x) for x in path.read_text(encoding="utf-8").splitlines() if x.strip()
    ]
    async with open_brain(Settings()) as brain:
        rows = await measure(brain, drafts, today=today)
    for draft, answer, left in rows[:read]:
        print(_side_by_side(draft, answer, left))
    print(report(rows))


def _side_by_side(draft: Draft, answer: Suggestion, left: tuple[str, ...]) -> str:
    offer = (
        json.dumps(draft.voucher.model_dump(mode="json", exclude_none=True), ensure_ascii=False)
        if draft.voucher
        else "–"
    )
    lines = [
        f"── {draft.id} {draft.audience} {draft.channel} [{answer.outcome}, {answer.path}] {answer.primary_error} {left or ''}",
        f"   product {draft.product.name if draft.product else '–'} · voucher {offer}",
        f"   was: {draft.title} / {draft.body}",
    ]
    if answer.message:
        lines.append(f"   now: {answer.message.title} / {answer.message.body}")
    lines += [f"   {v.intent}: {v.title} / {v.body}" for v in answer.variants]
    return "\n".join([*lines, *(f"   ? {q}" for q in answer.questions)])


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 11, 20))
    parser.add_argument("--read", type=int, default=0)
    args = parser.parse_args()
    asyncio.run(_run(args.file, today=args.today, read=args.read))


if __name__ == "__main__":
    main()
