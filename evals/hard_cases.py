"""Run torture cases through the pipeline and say which fail, and why.

    python -m evals.hard_cases FILE.jsonl [--today 2026-11-20] [--show]

A case holds a draft, `must_keep` (byte for byte in title, line break, body of the rewrite),
`must_not_contain` (case-insensitive; from a word boundary where the item starts with a letter) and
`expect`: rewrite, ask, refuse_clear_error or unchanged_ok.
"""

import asyncio
import json
import re
import sys
from datetime import date
from typing import Any

from agents.types import Draft, Suggestion
from bot.app import open_brain
from bot.settings import Settings
from evals.files import parser

_ACCEPTED = {
    "rewrite": {"rewritten", "ask", "unchanged"},
    "ask": {"ask", "refused"},
    "refuse_clear_error": {"refused", "ask"},
    "unchanged_ok": {"unchanged", "rewritten", "ask"},
}


def failures(case: dict[str, Any], answer: Suggestion) -> list[str]:
    """What is wrong with an answer to a case, one sentence each; empty when it passes."""
    found = []
    if answer.outcome not in _ACCEPTED[case["expect"]]:
        found.append(f"outcome {answer.outcome}, expected {case['expect']}")
    messages = [answer.message, *(v.message for v in answer.variants)]
    for text in [m.text for m in messages if m is not None]:
        found += [f"lost {k!r}" for k in case["must_keep"] if k not in text]
        found += [f"says {w!r}" for w in case["must_not_contain"] if _contains(text, w)]
    return list(dict.fromkeys(found))


def _contains(text: str, item: str) -> bool:
    boundary = r"(?<!\w)" if item[:1].isalpha() else ""
    return re.search(boundary + re.escape(item), text, re.IGNORECASE) is not None


async def _run(cases: list[dict[str, Any]], *, today: date, show: bool) -> int:
    failed = 0
    async with open_brain(Settings(), with_store=False) as brain:
        for case in cases:
            answer = await brain.pipeline.improve(Draft.model_validate(case), today=today)
            wrong = failures(case, answer)
            failed += bool(wrong)
            if wrong or show:
                _print(case, answer, wrong)
    print(f"{len(cases) - failed} of {len(cases)} pass")
    return int(failed > 0)


def _print(case: dict[str, Any], answer: Suggestion, wrong: list[str]) -> None:
    told = "; ".join(wrong) or "ok"
    print(f"── {case['id']} {case['kind']} expect={case['expect']} → {answer.outcome}  {told}")
    print(f"   in : {case['title']} / {case['body']}")
    print(f"   out: {answer.message.title} / {answer.message.body}" if answer.message else "   out: —")
    for question in answer.questions:
        print(f"   ?    {question}")


def main() -> int:
    """The command line."""
    made = parser(__doc__)
    made.add_argument("--show", action="store_true", help="print the cases that pass, too")
    args = made.parse_args()
    cases = [json.loads(line) for line in args.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return asyncio.run(_run(cases, today=args.today, show=args.show))


if __name__ == "__main__":
    sys.exit(main())
