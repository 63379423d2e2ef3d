"""Diagnosis by a model: each error it names must be shown in the draft's own words."""

from typing import Annotated

from pydantic import Field

from agents.engines.model.answers import AnswerError
from agents.engines.model.dossier import Dossier
from agents.engines.model.evidence import known_around
from agents.engines.model.job import Job
from agents.engines.model.quoting import quoted
from agents.engines.model.schemas import Form
from agents.engines.model.wording import channel_told, readers
from agents.engines.tasks import DiagnoseInput
from agents.types import Diagnosis, ErrorType, Finding

_LONGEST = 400


class Error(Form):
    """One error."""

    type: Annotated[ErrorType, Field(description="which of the five")]
    evidence: Annotated[str, Field(description="words of the message that show it, letter for letter")]
    feedback: Annotated[str, Field(description="one sentence to the shop owner: what to do and why")]


class Errors(Form):
    """All errors of a message."""

    errors: Annotated[list[Error], Field(description="most harmful first; empty when the message is good")]


def variables(inputs: DiagnoseInput, dossier: Dossier) -> dict[str, str]:
    """What fills the prompt."""
    draft = inputs.draft
    return {
        "audience": readers(draft.audience),
        "channel": channel_told(draft.channel),
        "message": dossier.message("message", draft.message),
        "placeholders": dossier.legend,
        "shop": dossier.block("shop", draft.merchant.name if draft.merchant else None),
        **known_around(dossier, draft.product, draft.voucher),
    }


def read(form: Errors, inputs: DiagnoseInput, dossier: Dossier) -> Diagnosis:
    """The diagnosis, one finding of a kind. Raises `AnswerError` for words the draft does not have."""
    found: dict[str, Finding] = {}
    for error in form.errors:
        evidence = quoted(dossier.show(error.evidence), inputs.draft.message.text)
        if evidence is None:
            raise AnswerError(
                f"The evidence of {error.type} does not stand in the message: copy words from it."
            )
        feedback = dossier.show(error.feedback).strip()
        if not feedback:
            raise AnswerError(f"The feedback on {error.type} is empty.")
        finding = Finding(type=error.type, evidence=evidence, feedback=feedback[:_LONGEST])
        found.setdefault(error.type, finding)
    errors = tuple(found.values())
    return Diagnosis(errors=errors, primary=errors[0].type if errors else None)


JOB = Job(form=Errors, variables=variables, read=read, max_tokens=1_200, temperature=0.0)
