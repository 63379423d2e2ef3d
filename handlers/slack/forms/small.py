"""The short forms, read: a reason, a code."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from handlers.slack import fields
from handlers.slack.blocks.forms.small import REASONS
from handlers.slack.forms.state import Filled, State

_NO_CODE = "Write the code you were given."


@dataclass(frozen=True)
class ReasonForm:
    """One of `REASONS` and what else was written, "" for nothing."""

    reason: str
    words: str = ""


@dataclass(frozen=True)
class CodeForm:
    """A code as it was written, and the block to tell at if it is wrong."""

    code: str
    errors: Mapping[str, str] = field(default_factory=dict)
    block: str = fields.CODE


def read_reason_form(state: State) -> ReasonForm:
    """Why an answer did not help."""
    filled = Filled(state)
    chosen = filled.choice(fields.REASON)
    return ReasonForm(reason=chosen if chosen in REASONS else "other", words=filled.text(fields.WORDS))


def read_connect_form(state: State) -> CodeForm:
    """The code that connects a workspace to its shop."""
    code = Filled(state).text(fields.CODE)
    return CodeForm(code=code, errors={} if code else {fields.CODE: _NO_CODE})
