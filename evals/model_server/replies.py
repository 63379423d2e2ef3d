"""What a model server answers, before it is put into the words of one of the two APIs."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from evals.model_server.asked import Call

Behaviour = Callable[[Call], "Reply"]
Finish = Literal["stop", "length", "content_filter"]


@dataclass(frozen=True)
class Usage:
    """Tokens as they are billed; `cached` is part of `read`, `reasoning` part of `written`."""

    read: int
    written: int
    cached: int = 0
    reasoning: int = 0


@dataclass(frozen=True)
class Reply:
    """One answer: `text` or a `refusal`, or, where `status` is not 200, an `error`.

    `raw` goes out as it stands in place of all that. The answer leaves `delay` seconds after the
    request came in; `broken` closes the connection before anything was said, or in the middle.
    Without `usage` the server counts for itself.
    """

    text: str = ""
    refusal: str | None = None
    finish: Finish = "stop"
    status: int = 200
    error: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    delay: float = 0.0
    broken: Literal["at once", "in the middle"] | None = None
    usage: Usage | None = None


def say(value: Mapping[str, Any] | str) -> Reply:
    """An answer: a text as it is, anything else as JSON."""
    return Reply(text=value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def fail(
    status: int,
    message: str,
    *,
    code: str | None = None,
    param: str | None = None,
    retry_after: float | None = None,
) -> Reply:
    """An error in the API's own form; `retry_after` seconds if the server says when to come back."""
    kind = "invalid_request_error" if status < 429 else "requests" if status == 429 else "server_error"  # noqa: PLR2004
    headers = {} if retry_after is None else {"retry-after": f"{retry_after:g}"}
    error = {"message": message, "type": kind, "param": param, "code": code}
    return Reply(status=status, error=error, headers=headers)
