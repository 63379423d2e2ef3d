"""Reading an answer into the form it was asked for, and saying what is wrong with it."""

from typing import TypeVar

from pydantic import ValidationError

from agents.engines.model.schemas import Form

Filled = TypeVar("Filled", bound=Form)
_MOST_FAULTS = 4
_LONGEST = 160


class AnswerError(ValueError):
    """An answer can't be used. `problem` tells the model what is wrong, for its one repair."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(problem)


def read_answer(text: str, form: type[Filled]) -> Filled:
    """The form as filled in. Raises `AnswerError`."""
    if not text.strip():
        raise AnswerError("The answer was empty.")
    try:
        return form.model_validate_json(_object(text))
    except ValidationError as error:
        raise AnswerError(faults(error)) from None


def faults(error: ValidationError) -> str:
    """What a validation found, in sentences, without the values."""
    return " ".join(_fault(e["loc"], e["msg"]) for e in error.errors()[:_MOST_FAULTS])


def _object(text: str) -> str:
    """The JSON object in a text: some models talk before and after it."""
    start, end = text.find("{"), text.rfind("}")
    return text[start : end + 1] if 0 <= start < end else text


def _fault(place: tuple[int | str, ...], message: str) -> str:
    where = ".".join(map(str, place))
    return f"{f'At {where}: ' if where else ''}{message[:_LONGEST]}."
