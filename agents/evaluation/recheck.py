"""The hard checks once more, on their own: the ledger is opened anew and trusts nothing of the suggestion."""

from datetime import date

from agents.answer import Case
from agents.assume import fill_in
from agents.checks import HardChecks
from agents.evaluation.records import Broken
from agents.facts.ledger import open_ledger
from agents.hygiene import clean, triage
from agents.language import detect_language
from agents.types import Draft, Message, Suggestion, Value


class Rechecked(Value):
    """What fails among the messages that were `checked`, and what the draft itself would fail."""

    checked: int
    broken: tuple[Broken, ...]


def recheck(draft: Draft, suggestion: Suggestion, *, today: date, foreign: tuple[str, ...]) -> Rechecked:
    """Check every message of a suggestion to `draft`; `foreign` are other merchants' words to keep out."""
    checks = _checks(draft, today, foreign)
    messages = list(_messages(suggestion))
    broken = (
        Broken(where=where, rule=violation.rule, detail=violation.detail)
        for where, message in messages
        for violation in checks.violations(message)
    )
    return Rechecked(checked=len(messages), broken=tuple(broken))


def _messages(suggestion: Suggestion) -> list[tuple[str, Message]]:
    own = [("message", suggestion.message)] if suggestion.message else []
    return [*own, *((f"variant “{v.intent}”", v.message) for v in suggestion.variants)]


def _checks(draft: Draft, today: date, foreign: tuple[str, ...]) -> HardChecks:
    cleaned = clean(draft)
    filled = fill_in(cleaned.draft).draft
    case = Case(
        given=draft,
        draft=filled,
        today=today,
        seed=0,
        started=0.0,
        removed=cleaned.removed,
        assumptions=(),
        triage=triage(filled, given=draft),
        ledger=open_ledger(filled, today=today),
        language=detect_language(filled.message.text, hint=draft.language),
        engine="",
    )
    return HardChecks(
        draft=filled, ledger=case.ledger, language=case.language, foreign=foreign, waived=case.waived
    )
