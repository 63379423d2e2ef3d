"""Each kind of output with sentences in it: looked through, and mended with the rules' output."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from agents.engines.careful.material import Material
from agents.engines.careful.soundness import is_sound, tidy
from agents.engines.tasks import (
    DIAGNOSE,
    EXPLAIN,
    REWRITE,
    SCORE,
    SUMMARISE,
    Candidates,
    DiagnoseInput,
    ExplainInput,
    Guidance,
    RewriteInput,
    ScoreInput,
    SummariseInput,
    Summary,
)
from agents.lexicons import load
from agents.types import Diagnosis, Draft, Finding, GuidanceStep, Scores

_NAME = re.compile(r"[A-Za-z][A-Za-z '&/,-]*(?: \d)?")


@dataclass(frozen=True)
class Looked:
    """An output as far as it may be shown, whether that is all of it, and how it is mended if not.

    `mended` takes the rules' output for the same inputs.
    """

    output: Any
    is_sound: bool
    mended: Callable[[Any], Any]


def look(task: str, inputs: Any, output: Any, today: date) -> Looked | None:  # noqa: ANN401 - of the task's types
    """What becomes of a task's output; None if it has no sentences for a merchant."""
    known = _LOOKS.get(task)
    return known(inputs, output, today) if known else None


def _look_at_diagnosis(inputs: DiagnoseInput, found: Diagnosis, today: date) -> Looked:
    """The findings; the feedback of one that can't be shown is the rules', or a plain one of its type."""
    about = Material(draft=inputs.draft, today=today)
    errors = tuple(e.model_copy(update={"feedback": tidy(e.feedback)}) for e in found.errors)
    bad = {e.type for e in errors if not is_sound(e.feedback, about, task=DIAGNOSE.name)}

    def mended(rules: Diagnosis) -> Diagnosis:
        known = {e.type: e.feedback for e in reversed(rules.errors)}  # the first of a type has the last word
        told = (
            e.model_copy(update={"feedback": known.get(e.type, _plain(e))}) if e.type in bad else e
            for e in errors
        )
        return found.model_copy(update={"errors": tuple(told)})

    return Looked(found.model_copy(update={"errors": errors}), not bad, mended)


def _look_at_candidates(brief: RewriteInput, found: Candidates, today: date) -> Looked:
    """The candidates; an intent that can't be shown is a number. Their texts are checked elsewhere."""
    about = Material(draft=brief.draft, today=today)
    named = (
        v if _is_name(v.intent, about) else v.model_copy(update={"intent": f"version {number}"})
        for number, v in enumerate(found.candidates, 1)
    )
    return Looked(Candidates(candidates=tuple(named)), is_sound=True, mended=lambda rules: rules)


def _look_at_steps(inputs: ExplainInput, guidance: Guidance, today: date) -> Looked:
    """The steps; in place of those that can't be shown as many of the rules' as say something else."""
    texts = (inputs.rewritten.text, *inputs.sayable.forbidden, *(e.feedback for e in inputs.diagnosis.errors))
    about = Material(draft=inputs.draft, today=today, texts=texts, contrast=inputs.contrast)
    steps = tuple(s.model_copy(update={"step": tidy(s.step), "why": tidy(s.why)}) for s in guidance.steps)
    sound = tuple(s for s in steps if _is_fine(s, about))

    def mended(rules: Guidance) -> Guidance:
        told = {(s.before, s.after) for s in sound} - {(None, None)}
        others = [s for s in rules.steps if (s.before, s.after) not in told]
        return Guidance(steps=(*sound, *others[: len(steps) - len(sound)]))

    return Looked(Guidance(steps=steps), len(sound) == len(steps), mended)


def _look_at_scores(inputs: ScoreInput, scores: Scores, today: date) -> Looked:
    """The scores; reasons that can't be shown are left out, and the rules' are told if none is left."""
    draft = Draft(
        title=inputs.message.title,
        body=inputs.message.body,
        **inputs.model_dump(exclude={"message"}, exclude_none=True),
    )
    about = Material(draft=draft, today=today)
    reasons = tuple(tidy(reason) for reason in scores.reasons)
    sound = tuple(r for r in reasons if is_sound(r, about, task=SCORE.name))

    def mended(rules: Scores) -> Scores:
        return scores.model_copy(update={"reasons": sound or rules.reasons})

    return Looked(scores.model_copy(update={"reasons": sound}), len(sound) == len(reasons), mended)


def _look_at_summary(inputs: SummariseInput, summary: Summary, today: date) -> Looked:
    """The summary, or the rules'."""
    about = Material(
        draft=Draft(body="-", audience=inputs.contrast.segment), today=today, contrast=inputs.contrast
    )
    text = tidy(summary.text)
    return Looked(Summary(text=text), is_sound(text, about, task=SUMMARISE.name), lambda rules: rules)


def _is_fine(step: GuidanceStep, about: Material) -> bool:
    return all(is_sound(said, about, task=EXPLAIN.name) for said in (step.step, step.why))


def _is_name(intent: str, about: Material) -> bool:
    return bool(_NAME.fullmatch(intent)) and is_sound(intent, about, task=REWRITE.name)


def _plain(finding: Finding) -> str:
    words: str = load("sentences")["feedback"][finding.type]
    return words.format(evidence=finding.evidence)


_LOOKS: dict[str, Callable[[Any, Any, date], Looked]] = {
    DIAGNOSE.name: _look_at_diagnosis,
    REWRITE.name: _look_at_candidates,
    EXPLAIN.name: _look_at_steps,
    SCORE.name: _look_at_scores,
    SUMMARISE.name: _look_at_summary,
}
