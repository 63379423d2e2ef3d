"""The steps from a draft to its rewrite, by a model: what it quotes must stand there."""

from typing import Annotated

from pydantic import Field

from agents.engines.model.answers import AnswerError
from agents.engines.model.dossier import Dossier
from agents.engines.model.evidence import found_wrong, patterns
from agents.engines.model.job import Job
from agents.engines.model.quoting import quoted
from agents.engines.model.schemas import Form
from agents.engines.model.wording import channel_told, readers, wording
from agents.engines.tasks import ExplainInput, Guidance
from agents.types import GuidanceStep

_MOST = 5
_LONGEST_STEP, _LONGEST_WHY = 120, 600  # characters


class Step(Form):
    """One step."""

    step: Annotated[str, Field(description="an order of at most eight words")]
    why: Annotated[str, Field(description="one or two sentences on this draft and these readers")]
    before: Annotated[str | None, Field(description="words of the draft, letter for letter")]
    after: Annotated[str | None, Field(description="words of the new version, letter for letter")]


class Steps(Form):
    """All steps."""

    steps: Annotated[list[Step], Field(description="at most five, the most important first")]


def variables(inputs: ExplainInput, dossier: Dossier) -> dict[str, str]:
    """What fills the prompt."""
    draft, sayable = inputs.draft, inputs.sayable
    return {
        "audience": readers(draft.audience),
        "channel": channel_told(draft.channel),
        "draft": dossier.message("draft", draft.message),
        "rewritten": dossier.message("new-version", inputs.rewritten),
        "placeholders": dossier.legend,
        "diagnosis": found_wrong(dossier, inputs.diagnosis),
        "forbidden": dossier.lines("dropped", sayable.forbidden),
        "unknown": ", ".join(sayable.unknown) or wording("nothing"),
        "contrast": patterns(inputs.contrast),
    }


def read(form: Steps, inputs: ExplainInput, dossier: Dossier) -> Guidance:
    """The steps; a quotation that stands nowhere is left out. Raises `AnswerError` if a step is empty."""
    old, new = inputs.draft.message.text, inputs.rewritten.text
    steps: dict[str, GuidanceStep] = {}
    for told in form.steps[:_MOST]:
        step, why = dossier.show(told.step).strip()[:_LONGEST_STEP], dossier.show(told.why).strip()
        if not (step and why):
            raise AnswerError("Every step needs an order and a reason.")
        before = quoted(dossier.show(told.before), old) if told.before else None
        after = quoted(dossier.show(told.after), new) if told.after else None
        steps.setdefault(step, GuidanceStep(step=step, why=why[:_LONGEST_WHY], before=before, after=after))
    if not steps:
        raise AnswerError("There is no step in it.")
    return Guidance(steps=tuple(steps.values()))


JOB = Job(form=Steps, variables=variables, read=read, max_tokens=1_500)
