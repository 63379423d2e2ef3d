"""Scores of one message by a model, reasons first."""

from typing import Annotated

from pydantic import Field

from agents.engines.model.dossier import Dossier
from agents.engines.model.evidence import known_around
from agents.engines.model.job import Job
from agents.engines.model.schemas import Form
from agents.engines.model.wording import channel_told, readers
from agents.engines.tasks import ScoreInput
from agents.types import Level, Scores

_MOST_REASONS, _LONGEST = 3, 400


class Judgement(Form):
    """Reasons and scores."""

    reasons: Annotated[list[str], Field(description="two or three short reasons, in English")]
    audience_match: Annotated[Level, Field(description="1 poor, 3 average, 5 excellent")]
    marketing_effectiveness: Annotated[Level, Field(description="1 poor, 3 average, 5 excellent")]


def variables(inputs: ScoreInput, dossier: Dossier) -> dict[str, str]:
    """What fills the prompt."""
    return {
        "audience": readers(inputs.audience),
        "channel": channel_told(inputs.channel),
        **known_around(dossier, inputs.product, inputs.voucher),
        "message": dossier.message("message", inputs.message),
        "placeholders": dossier.legend,
    }


def read(form: Judgement, inputs: ScoreInput, dossier: Dossier) -> Scores:  # noqa: ARG001 - as every job
    """The scores, with up to three reasons."""
    reasons = (dossier.show(reason).strip() for reason in form.reasons[:_MOST_REASONS])
    return Scores(
        audience_match=form.audience_match,
        marketing_effectiveness=form.marketing_effectiveness,
        reasons=tuple(reason[:_LONGEST] for reason in reasons if reason),
    )


JOB = Job(form=Judgement, variables=variables, read=read, max_tokens=700, temperature=0.0)
