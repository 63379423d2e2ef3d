"""What one kind of server can do and what it refuses, before any model thinks."""

from dataclasses import dataclass
from typing import Literal

from evals.model_server.asked import Call
from evals.model_server.replies import Reply, fail
from evals.model_server.schema_rules import broken_rules

Structured = Literal["strict", "json", "text"]
_FORMATS = {
    "strict": {"json_schema", "json_object", "text"},
    "json": {"json_object", "text"},
    "text": {"text"},
}
_NOT_FOR_REASONING = ("temperature", "top_p", "presence_penalty", "frequency_penalty", "max_tokens")


@dataclass(frozen=True)
class HouseRules:
    """The abilities of a server, as its users find out about them: by status 400.

    `structured`: "strict" takes JSON schemas and checks them as the hosted API does, "json" has plain
    JSON alone, "text" not even that. `reasoning` are the hidden tokens a reasoning model spends on each
    answer; such a model refuses the settings of the others. With `key`, another one is refused.
    """

    structured: Structured = "strict"
    has_responses: bool = True
    reasoning: int = 0
    key: str | None = None

    def refusal(self, call: Call) -> Reply | None:
        """Why this server does not take a call; None when it does."""
        where = "response_format" if call.api == "chat" else "text.format"
        if call.mode not in _FORMATS[self.structured]:
            message = f"Invalid parameter: '{where}' of type '{call.mode}' is not supported with this model."
            return fail(400, message, param=where)
        if call.mode == "json_object" and "json" not in call.text.lower():
            message = f"'messages' must contain the word 'json' in some form, to use '{where}' of this type."
            return fail(400, message, param="messages")
        if call.strict and (broken := broken_rules(call.schema_name, call.schema or {})):
            message = f"Invalid schema for {where} '{call.schema_name}': {broken[0]}."
            return fail(400, message, param=where, code="invalid_json_schema")
        return self._unfit_setting(call)

    def _unfit_setting(self, call: Call) -> Reply | None:
        wrong = [name for name in _NOT_FOR_REASONING if self.reasoning and call.body.get(name) is not None]
        if not self.reasoning:
            wrong = [name for name in ("reasoning_effort", "reasoning") if call.body.get(name) is not None]
        if not wrong:
            return None
        message = f"Unsupported parameter: '{wrong[0]}' is not supported with this model."
        return fail(400, message, param=wrong[0], code="unsupported_parameter")
