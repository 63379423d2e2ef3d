"""Twenty rewrites of weak messages from the demo history, written to docs/before-after.md.

    python -m evals.before_after [--out docs/before-after.md] [--today 2026-11-20]

The messages are the shipped corpus' own: two for most segments, every channel, and all three paths. Some are
sent without their shop, so that the market's exemplars or the rules alone have to do.
"""

import argparse
import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from agents.types import SEGMENTS, Draft, GuidanceStep, Message, Suggestion
from bot.app import Brain, open_brain
from bot.settings import Settings
from store.demo.corpus import demo_campaigns

_PAIRS = 20
_LONGEST = 420
_PATHS = {
    "in_group": "learned from this shop's own strong messages to the same people",
    "retrieval": "learned from other shops' strong messages, their words taken out",
    "rules": "by the rules alone",
}


def choose(rows: list[dict[str, Any]], *, today: date) -> Iterator[Draft]:
    """Weak messages of the corpus, segment by segment, other channels and errors first."""
    seen: set[tuple[str, str, str]] = set()
    shops: Counter[str] = Counter()
    for turn in range(len(rows)):
        for segment in SEGMENTS:
            weak = [
                r
                for r in rows
                if r["audience"] == segment and r["quality"] == "weak" and len(r["body"]) < _LONGEST
            ]
            fresh = [r for r in weak if (segment, r["channel"], r["notes"].split(",")[0]) not in seen]
            row = min(fresh, key=lambda r: shops[r["merchant"]["id"]], default=None)
            if row is None:
                continue
            shops[row["merchant"]["id"]] += 1
            seen.add((segment, row["channel"], row["notes"].split(",")[0]))
            yield _draft(row, today=today, stranger=turn == 1, bare=turn == 2)  # noqa: PLR2004


def _draft(row: dict[str, Any], *, today: date, stranger: bool, bare: bool) -> Draft:
    """The row as a draft sent today: its voucher's last day moved so that it still runs."""
    voucher = dict(row["voucher"]) if row["voucher"] and not bare else None
    if voucher and voucher["expires_at"]:
        day = date.fromisoformat(voucher["expires_at"])
        later = [day.replace(year=y) for y in (today.year, today.year + 1) if day.replace(year=y) > today]
        voucher["expires_at"] = later[0]
    merchant = None if bare else dict(row["merchant"]) | ({"id": f"new-{row['id']}"} if stranger else {})
    fields = {
        "id": row["id"],
        "merchant": merchant,
        "voucher": voucher,
        "product": None if bare else row["product"],
    }
    return Draft.model_validate(
        {k: row[k] for k in ("audience", "channel", "title", "body", "language")} | fields
    )


def page(pairs: list[tuple[Draft, Suggestion]]) -> str:
    """The page, as Markdown."""
    head = [
        "# Twenty messages before and after",
        "",
        "Written by the built-in engine (no model, no network) from weak messages of the demo history,",
        "which is fictional. Made by `make docs`; do not edit by hand.",
    ]
    return "\n".join([*head, *(line for n, pair in enumerate(pairs, 1) for line in _pair(n, *pair))]) + "\n"


def _pair(number: int, draft: Draft, answer: Suggestion) -> Iterator[str]:
    shop = (
        f"{draft.merchant.name} ({draft.merchant.market})" if draft.merchant else "a shop that gave no name"
    )
    yield from ("", f"## {number}. {shop}, {draft.channel}, {(draft.audience or '').replace('_', ' ')}", "")
    known = [f"product *{draft.product.name}*"] if draft.product else []
    known += [f"voucher *{draft.voucher.title}*"] if draft.voucher else []
    yield f"Known: {', '.join(known) or 'no product, no voucher'}. Path: {_PATHS[answer.path]}."
    yield from ("", "**Before**", "", *_quote(draft.message))
    if answer.message:
        yield from ("", "**After**", "", *_quote(answer.message))
    for finding in answer.errors:
        name = finding.type.replace("_", " ").capitalize()
        yield from ("", f"**{name}**: “{_flat(finding.evidence)}”. {finding.feedback}")
    if answer.guidance:
        yield ""
        yield from (_step(n, s) for n, s in enumerate(answer.guidance, 1))
    for question in answer.questions:
        yield from ("", f"*Question to the merchant:* {question}")


def _quote(message: Message) -> list[str]:
    lines = ([f"**{message.title}**", ""] if message.title else []) + message.body.splitlines()
    return [f"> {line}".rstrip() for line in lines]


def _step(number: int, step: GuidanceStep) -> str:
    change = f" “{_flat(step.before)}” → “{_flat(step.after)}”." if step.before and step.after else ""
    return f"{number}. **{step.step}.** {step.why}{change}"


def _flat(text: str) -> str:
    return " ".join(text.split())


async def _pairs(brain: Brain, today: date) -> list[tuple[Draft, Suggestion]]:
    """Rewritten ones only: what was left alone teaches nothing here."""
    pairs = []
    for draft in choose(demo_campaigns(), today=today):
        answer = await brain.pipeline.improve(draft, today=today)
        if answer.outcome in {"rewritten", "ask"} and answer.message:
            pairs.append((draft, answer))
        if len(pairs) == _PAIRS:
            break
    return pairs


async def _run(out: Path, today: date) -> None:
    async with open_brain(Settings()) as brain:
        pairs = await _pairs(brain, today)
    out.write_text(page(pairs), encoding="utf-8")  # noqa: ASYNC240 - nothing else is waiting
    paths = {path: sum(a.path == path for _, a in pairs) for path in _PATHS}
    print(f"{len(pairs)} pairs in {out}; paths: {json.dumps(paths)}")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=Path("docs/before-after.md"))
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 11, 20))
    args = parser.parse_args()
    asyncio.run(_run(args.out, args.today))


if __name__ == "__main__":
    main()
