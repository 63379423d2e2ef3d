"""A contrast in a model's words: no figure that was not counted."""

import re
from typing import Annotated

from pydantic import Field

from agents.audiences import profile
from agents.engines.model.answers import AnswerError
from agents.engines.model.dossier import Dossier
from agents.engines.model.evidence import patterns
from agents.engines.model.job import Job
from agents.engines.model.schemas import Form
from agents.engines.tasks import SummariseInput, Summary

_MOST = 3
_NUMBER = re.compile(r"\d+")


class Sentences(Form):
    """A summary."""

    sentences: Annotated[list[str], Field(description="one to three sentences, each whole")]


def variables(inputs: SummariseInput, dossier: Dossier) -> dict[str, str]:  # noqa: ARG001 - as every job
    """What fills the prompt."""
    contrast = inputs.contrast
    return {
        "readers": profile(contrast.segment).plain_name,
        "whose": "this shop's own" if contrast.scope == "own" else "those of shops that share theirs",
        "counted": f"{contrast.n_strong} strong and {contrast.n_weak} weak messages",
        "patterns": patterns(contrast, certain_told=True),
    }


def read(form: Sentences, inputs: SummariseInput, dossier: Dossier) -> Summary:
    """The summary. Raises `AnswerError` for a figure that nobody counted."""
    text = " ".join(sentence.strip() for sentence in form.sentences[:_MOST] if sentence.strip())
    if not text:
        raise AnswerError("There is no sentence in it.")
    counted = set(_NUMBER.findall(" ".join(variables(inputs, dossier).values())))
    if invented := [number for number in _NUMBER.findall(text) if number not in counted]:
        raise AnswerError(f"Nobody counted {', '.join(invented)}: use the counts as given.")
    return Summary(text=text)


JOB = Job(form=Sentences, variables=variables, read=read, max_tokens=400, temperature=0.0)
