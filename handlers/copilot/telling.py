"""What was said of messages as text: complete by itself, for whoever is shown nothing else."""

from collections.abc import Iterable, Iterator

from agents.types import Draft, Finding, GuidanceStep, Scores, Suggestion
from handlers.copilot.types import ComparisonResult, DiagnosisResult
from handlers.words import CHANNEL, ERROR, SEGMENT, basis, exemplar, heading


def suggestion_text(draft: Draft, suggestion: Suggestion) -> str:
    """A suggestion: the point first, then why, the steps, the other ways and what it rests on."""
    return "\n\n".join(part for part in _suggestion(draft, suggestion) if part)


def _suggestion(draft: Draft, suggestion: Suggestion) -> Iterator[str]:
    yield f"{heading(draft, suggestion)} (suggestion {suggestion.id})"
    asks_first = suggestion.outcome in {"ask", "refused"}
    title = "Before it is sent" if suggestion.outcome == "ask" else "Why not"
    if asks_first:
        yield listed(title, suggestion.questions)
    if suggestion.message:
        yield suggestion.message.text
    if not asks_first:
        yield listed("To ask the merchant", suggestion.questions)
    yield listed("Why the draft is weak", map(_finding, suggestion.errors))
    yield listed("Step by step", map(_step, suggestion.guidance))
    others = (f"{n}. {v.intent}: {v.message.text}" for n, v in enumerate(suggestion.variants, 2))
    yield listed("Other versions", others, mark="")
    yield "\n".join(_small_print(suggestion))


def _small_print(suggestion: Suggestion) -> Iterator[str]:
    if suggestion.facts_kept:
        yield f"Kept: {', '.join(suggestion.facts_kept)}"
    if suggestion.assumptions:
        yield f"Assumed: {' '.join(suggestion.assumptions)}"
    told = [finding.detail for finding in suggestion.lint if finding.severity != "info"]
    if told:
        yield f"Channel: {' '.join(told)}"
    if suggestion.exemplars:
        yield f"Grounded on {'; '.join(exemplar(ref) for ref in suggestion.exemplars[:2])}"
    if suggestion.scores:
        after = suggestion.scores.rewritten
        yield f"Scores (1, 3 or 5): draft {_scores(suggestion.scores.original)}" + (
            f", rewrite {_scores(after)}" if after else ""
        )
    yield basis(suggestion)


def diagnosis_text(found: DiagnosisResult) -> str:
    """A diagnosis in words."""
    said = {
        "weak": "This draft is weak",
        "good": "This draft is good as it is",
        "ask": "Something has to be settled before this is sent",
        "refused": "This is nothing to work on",
    }[found.outcome]
    where = f"{CHANNEL[found.channel]}, {SEGMENT[found.audience].lower()}"
    parts = [
        f"{said} ({where}).",
        listed("Why", map(_finding, found.errors)),
        listed(
            "It contradicts what is known",
            (f"it says {c.said or 'nothing'}; {c.known}" for c in found.contradictions),
        ),
        listed("To ask the merchant", found.questions),
        listed("Channel", (finding.detail for finding in found.lint if finding.severity != "info")),
        f"Scores (1, 3 or 5): {_scores(found.scores)}. {' '.join(found.scores.reasons)}"
        if found.scores
        else "",
        " ".join(found.assumptions),
        "" if found.outcome in {"good", "refused"} else "rewrite_message writes a better version.",
    ]
    return "\n\n".join(part for part in parts if part)


def comparison_text(found: ComparisonResult) -> str:
    """A comparison in words."""
    said = {"first": "The first message", "second": "The second message", "tie": "Neither message"}[
        found.winner
    ]
    held = "" if found.consistent_when_swapped else " The two orders disagreed, so it counts as a tie."
    return "\n".join(
        (
            f"{said} suits {SEGMENT[found.audience].lower()} better ({found.confidence:.0%} sure).{held}",
            f"First: {_scores(found.first)}. {' '.join(found.first.reasons)}",
            f"Second: {_scores(found.second)}. {' '.join(found.second.reasons)}",
        )
    )


def _finding(error: Finding) -> str:
    quoted = f" (“{error.evidence}”)" if error.evidence and error.evidence not in error.feedback else ""
    return f"{ERROR[error.type]}{quoted}. {error.feedback}"


def _step(step: GuidanceStep) -> str:
    change = f" “{step.before}” → “{step.after}”" if step.before and step.after else ""
    return f"{step.step.rstrip('.')}.{change} {step.why}".rstrip()


def _scores(scores: Scores) -> str:
    return f"audience match {scores.audience_match}, marketing {scores.marketing_effectiveness}"


def listed(title: str, lines: Iterable[str], *, mark: str = "- ") -> str:
    """Lines under a title; nothing at all if there are none."""
    told = [f"{mark}{line}" for line in lines]
    return "\n".join((f"{title}:", *told)) if told else ""
