"""Everything done once for nobody, so that no merchant waits for what is needed the first time."""

from datetime import date
from functools import cache

from agents.assume import fill_in
from agents.checks import HardChecks
from agents.engines.rules.compare import compare
from agents.engines.rules.diagnose import diagnose
from agents.engines.rules.diagnosis.phrases import compile_phrasebooks
from agents.engines.rules.explain import explain
from agents.engines.rules.rewrite import rewrite
from agents.engines.rules.score import score
from agents.engines.rules.understand import understand
from agents.engines.tasks import (
    CompareInput,
    DiagnoseInput,
    ExplainInput,
    RewriteInput,
    ScoreInput,
    UnderstandInput,
)
from agents.facts.ledger import open_ledger
from agents.hygiene import clean, triage
from agents.language import detect_language
from agents.lexicons import load
from agents.types import CHANNELS, SEGMENTS, WISHES, Draft

_DAY = date(2026, 11, 20)  # any will do


@cache
def rehearsal_drafts() -> tuple[Draft, ...]:
    """Drafts of every kind, from the lexicon."""
    return tuple(Draft.model_validate(draft) for draft in load("rehearsal")["drafts"])


def rehearse() -> None:
    """Do one of each kind of work of the built-in engine; takes a second or two. Call it in a thread."""
    compile_phrasebooks()
    for said in (*SEGMENTS, *CHANNELS):
        understand(UnderstandInput(text=f"for {said}: Here it is. The voucher is 10% off.", today=_DAY))
    for draft in rehearsal_drafts():
        cleaned = clean(draft).draft
        triage(cleaned)
        _answer(fill_in(cleaned).draft)


def _answer(draft: Draft) -> None:
    assert draft.audience and draft.channel  # noqa: S101, PT018 - they are filled in
    language = detect_language(draft.message.text)
    ledger = open_ledger(draft, today=_DAY)
    checks = HardChecks(draft=draft, ledger=ledger, language=language)
    diagnosis = diagnose(DiagnoseInput(draft=draft))
    brief = RewriteInput(draft=draft, sayable=ledger.sayable, diagnosis=diagnosis)
    about = {"audience": draft.audience, "channel": draft.channel}
    for wishes in ((), *((wish,) for wish in WISHES)):
        for candidate in rewrite(brief.model_copy(update={"wishes": wishes})).candidates[:1]:
            message = candidate.message
            checks.violations(message)
            score(ScoreInput.model_validate({"message": message} | about))
            compare(CompareInput.model_validate({"a": draft.message, "b": message} | about))
            explain(ExplainInput(draft=draft, sayable=ledger.sayable, diagnosis=diagnosis, rewritten=message))
