"""Rewrite a file of drafts and measure the rewrites.

    python -m evals.rewrites FILE.jsonl [--today 2026-11-20] [--read N]

Prints how many drafts end in which outcome and by which path, how many rewrites show an error when they are
diagnosed again, and how the scores move. `--read N` prints N of them to be read aloud.
"""

import asyncio
import json
import statistics
from collections import Counter
from datetime import date

from agents.eligibility import meant_for_others
from agents.types import Draft, ScorePair, Suggestion
from bot.app import Brain, open_brain
from bot.settings import Settings
from evals.files import parser, read_drafts


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
    # A voucher for other people is held back on purpose: without it the message hides nothing.
    voucher = None if meant_for_others(draft) else draft.voucher
    changed = {"title": answer.message.title, "body": answer.message.body, "voucher": voucher}
    again = draft.model_copy(update=changed)
    return tuple(f.type for f in (await brain.pipeline.content.diagnose(again)).errors)


def report(rows: list[tuple[Draft, Suggestion, tuple[str, ...]]]) -> str:
    """The figures in a few lines."""
    written = [
        (d, a, left) for d, a, left in rows if a.message is not None and a.outcome in {"rewritten", "ask"}
    ]
    clean = sum(not left for _, _, left in written)
    judged = [a.scores for _, a, _ in written if a.scores and a.scores.rewritten]
    return "\n".join(
        [
            f"outcomes  {dict(Counter(a.outcome for _, a, _ in rows))}",
            f"paths     {dict(Counter(a.path for _, a, _ in rows))}",
            f"no error when diagnosed again: {clean} of {len(written)} ({clean / max(1, len(written)):.1%})",
            f"audience {_moved(judged, 'audience_match')}",
            f"marketing {_moved(judged, 'marketing_effectiveness')}",
            f"preferred {dict(Counter(a.preference.winner for _, a, _ in written if a.preference))}",
        ]
    )


def _moved(judged: list[ScorePair], field: str) -> str:
    before = [getattr(s.original, field) for s in judged]
    after = [getattr(s.rewritten, field) for s in judged]
    return f"{statistics.mean(before):.2f} → {statistics.mean(after):.2f}"


async def _run(drafts: list[Draft], *, today: date, read: int) -> None:
    async with open_brain(Settings()) as brain:
        rows = await measure(brain, drafts, today=today)
    for draft, answer, left in rows[:read]:
        print(_side_by_side(draft, answer, left))
    print(report(rows))


def _side_by_side(draft: Draft, answer: Suggestion, left: tuple[str, ...]) -> str:
    voucher = draft.voucher.model_dump(mode="json", exclude_none=True) if draft.voucher else None
    product = draft.product.name if draft.product else "–"
    ended = f"[{answer.outcome}, {answer.path}] {answer.primary_error} {left or ''}"
    lines = [
        f"── {draft.id} {draft.audience} {draft.channel} {ended}",
        f"   product {product} · voucher {json.dumps(voucher, ensure_ascii=False)}",
        f"   was: {draft.title} / {draft.body}",
    ]
    if answer.message:
        lines.append(f"   now: {answer.message.title} / {answer.message.body}")
    lines += [f"   {v.intent}: {v.title} / {v.body}" for v in answer.variants]
    return "\n".join([*lines, *(f"   ? {q}" for q in answer.questions)])


def main() -> None:
    """The command line."""
    made = parser(__doc__)
    made.add_argument("--read", type=int, default=0, help="print so many of them")
    args = made.parse_args()
    asyncio.run(_run(read_drafts(args.file), today=args.today, read=args.read))


if __name__ == "__main__":
    main()
