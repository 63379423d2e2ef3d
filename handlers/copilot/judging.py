"""What is judged and not written: the first half of the pipeline, by the same agents.

Nothing is kept: an opinion on a draft is no suggestion.
"""

import asyncio
from datetime import date
from functools import partial
from time import perf_counter

from agents.answer import Case
from agents.assume import Usual, fill_in
from agents.facts.ledger import open_ledger
from agents.hygiene import clean, triage
from agents.journal import open_journal
from agents.language import detect_language
from agents.types import Draft, Message
from handlers.brain import Brain
from handlers.copilot.types import ComparisonResult, DiagnosisResult

_SIDES = {"original": "first", "rewritten": "second", "tie": "tie"}


async def diagnose(brain: Brain, draft: Draft, usual: Usual, *, today: date) -> DiagnosisResult:
    """What the pipeline finds wrong with a draft before it writes anything."""
    opened = partial(_open, draft, usual, today, brain.pipeline.engine)
    case = await brain.pipeline.turns.do(opened, size=len(draft.message.text))
    if case.triage.outcome == "refused":
        return _told(case, outcome="refused", questions=(case.triage.reason,))
    content, evaluate = brain.pipeline.content, brain.pipeline.evaluate
    with open_journal(account=_account(draft), today=today):
        diagnosis, scores = await asyncio.gather(
            content.diagnose(case.draft), evaluate.score(case.draft.message, case.draft)
        )
    case = case.with_(diagnosis=diagnosis, scores=scores)
    outcome = "ask" if case.must_ask else "good" if case.is_good else "weak"
    return _told(
        case,
        outcome=outcome,
        errors=diagnosis.errors,
        primary_error=diagnosis.primary,
        contradictions=case.ledger.contradictions,
        questions=tuple(dict.fromkeys((*case.asked, *case.ledger.omissions))),
        scores=scores,
        lint=case.lint_of(case.draft.message),
    )


async def compare(
    brain: Brain, first: Draft, second: Message, usual: Usual, *, today: date
) -> ComparisonResult:
    """Which of two messages is better for the first one's audience."""
    draft = fill_in(clean(first).draft, usual).draft
    other = clean(draft.model_copy(update={"title": second.title, "body": second.body})).draft.message
    evaluate = brain.pipeline.evaluate
    with open_journal(account=_account(draft), today=today):
        preference, one, two = await asyncio.gather(
            evaluate.prefer(other, draft), evaluate.score(draft.message, draft), evaluate.score(other, draft)
        )
    fields = {
        "winner": _SIDES[preference.winner],
        "confidence": preference.confidence,
        "consistent_when_swapped": preference.consistent_when_swapped,
        "first": one,
        "second": two,
        "audience": draft.audience,
        "channel": draft.channel,
        "engine": brain.pipeline.engine,
    }
    return ComparisonResult.model_validate(fields)


def _open(draft: Draft, usual: Usual, today: date, engine: str) -> Case:
    """What is known of a draft without an engine, as the pipeline opens it."""
    cleaned = clean(draft)
    filled = fill_in(cleaned.draft, usual)
    return Case(
        given=draft,
        draft=filled.draft,
        today=today,
        seed=0,
        started=perf_counter(),
        removed=cleaned.removed,
        assumptions=filled.assumptions,
        triage=triage(filled.draft, given=draft),
        ledger=open_ledger(filled.draft, today=today),
        language=detect_language(filled.draft.message.text, hint=draft.language),
        engine=engine,
    )


def _told(case: Case, **found: object) -> DiagnosisResult:
    known = {
        "audience": case.draft.audience,
        "channel": case.draft.channel,
        "assumptions": (*case.assumptions, *(removed.note for removed in case.removed)),
        "engine": case.engine,
    }
    return DiagnosisResult.model_validate(known | found)


def _account(draft: Draft) -> str:
    return draft.merchant.id if draft.merchant else ""
