"""Two versions compared by a model that knows neither's origin."""

from typing import Annotated, Literal

from pydantic import Field

from agents.engines.model.answers import AnswerError
from agents.engines.model.dossier import Dossier
from agents.engines.model.evidence import known_around
from agents.engines.model.job import Job
from agents.engines.model.schemas import Form
from agents.engines.model.wording import channel_told, readers
from agents.engines.tasks import CompareInput, Verdict

_CHANCE = 0.5
_LONGEST = 400


class Comparison(Form):
    """What decides, and the verdict."""

    reason: Annotated[str, Field(description="one English sentence on what decides it")]
    winner: Annotated[Literal["A", "B", "tie"], Field(description="the better version")]
    confidence: Annotated[float, Field(description="from 0.5, a coin's toss, to 1, beyond doubt")]


def variables(inputs: CompareInput, dossier: Dossier) -> dict[str, str]:
    """What fills the prompt."""
    return {
        "audience": readers(inputs.audience),
        "channel": channel_told(inputs.channel),
        **known_around(dossier, inputs.product, inputs.voucher),
        "a": dossier.message("version-A", inputs.a),
        "b": dossier.message("version-B", inputs.b),
        "placeholders": dossier.legend,
    }


def read(form: Comparison, inputs: CompareInput, dossier: Dossier) -> Verdict:  # noqa: ARG001 - as every job
    """The verdict. Raises `AnswerError` if its confidence is no chance."""
    if not 0 <= form.confidence <= 1:
        raise AnswerError("confidence is a number from 0.5 to 1.")
    sure = _CHANCE if form.winner == "tie" else max(_CHANCE, form.confidence)
    return Verdict(winner=form.winner, confidence=sure, reason=dossier.show(form.reason).strip()[:_LONGEST])


JOB = Job(form=Comparison, variables=variables, read=read, max_tokens=500, temperature=0.0)
