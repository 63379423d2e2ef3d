"""What went wrong with a call, in words that say what to do instead."""

import logging
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from agents.types import Value
from handlers.errors import RequestError
from handlers.references import reference_of

_SHOWN = 5
_WORDS = 400
_OURS = {"agents", "handlers", "store"}
_RECORDS = {"sqlalchemy", "asyncpg"}
_AGAIN = "Please try again; if it happens again, tell whoever runs the bot, with the reference {}."
log = logging.getLogger(__name__)


class Worded(Value):
    """A failure: its kind for the audit, its sentence, and the reference of what nobody foresaw."""

    kind: str
    sentence: str
    reference: str = ""


def worded(error: BaseException, tool: str) -> Worded:
    """The words for an error, or for what it was raised from. What nobody foresaw is logged in full."""
    cause = _root(error)
    if isinstance(cause, RequestError):
        return Worded(kind=_kind(cause), sentence=cause.sentence)
    if isinstance(cause, ValidationError):
        return Worded(kind="arguments", sentence=" ".join(_arguments(cause)))
    if isinstance(cause, TimeoutError):
        return Worded(kind="timeout", sentence="This took too long. Please try again in a moment.")
    package = type(cause).__module__.partition(".")[0]
    if package in _OURS:
        return Worded(kind=_kind(cause), sentence=str(cause))
    if package == "mcp":
        return Worded(kind="unknown", sentence=str(cause))
    return _unforeseen(cause, tool, package)


def _unforeseen(cause: BaseException, tool: str, package: str) -> Worded:
    reference, trace = reference_of(cause)
    log.error("reference %s %s\n%s", reference, tool, trace)
    again = _AGAIN.format(reference)
    if package in _RECORDS or isinstance(cause, ConnectionError):
        return Worded(kind="records", sentence=f"I could not get at my records. {again}", reference=reference)
    said = f"Something went wrong that we did not foresee. {again}"
    return Worded(kind="unforeseen", sentence=said, reference=reference)


def _root(error: BaseException) -> BaseException:
    """What the library wrapped, once or twice."""
    while type(error).__module__.startswith("mcp.") and error.__cause__ is not None:
        error = error.__cause__
    return error


def _kind(error: BaseException) -> str:
    """“NotAllowedError” is “not allowed”, for the audit."""
    name = type(error).__name__.removesuffix("Error")
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()


def _arguments(error: ValidationError) -> Iterator[str]:
    """What is wrong with the arguments, the first few, without what was given."""
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    yield "The arguments don't fit."
    for problem in problems[:_SHOWN]:
        yield f"{_place(problem['loc'])}: {_said(problem)}."
    if len(problems) > _SHOWN:
        yield f"And {len(problems) - _SHOWN} more."


def _place(place: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in place)[:_WORDS] or "arguments"


def _said(problem: Any) -> str:  # noqa: ANN401 - a pydantic detail
    if problem["type"] == "missing":
        return "this is required"
    said = str(problem["msg"]).replace("Input should be", "must be").rstrip(".")
    return f"{said[:1].lower()}{said[1:]}"[:_WORDS]
