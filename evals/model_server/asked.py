"""What a client of an OpenAI-compatible server asks, the same for both of its APIs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Mode = Literal["json_schema", "json_object", "text"]
Api = Literal["chat", "responses"]


class BadRequestError(Exception):
    """A request that a real server would answer with 400; `param` is the field at fault."""

    def __init__(self, message: str, param: str | None = None, code: str | None = None) -> None:
        self.message, self.param, self.code = message, param, code
        super().__init__(message)


@dataclass(frozen=True)
class Call:
    """One request. `instructions` is what stands in the system's place, `input` all that users say.

    `schema` is the JSON schema that the answer has to follow in the mode `json_schema`.
    """

    api: Api
    model: str
    instructions: str
    input: str
    mode: Mode = "text"
    schema: Mapping[str, Any] | None = None
    schema_name: str = ""
    strict: bool = False
    stream: bool = False
    with_usage: bool = False
    most_tokens: int | None = None
    body: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def text(self) -> str:
        """Everything the model reads, in order."""
        return f"{self.instructions}\n{self.input}"


def read_chat(body: Mapping[str, Any]) -> Call:
    """A request to `/chat/completions`. Raises `BadRequestError` where a real server would refuse it."""
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages:
        raise BadRequestError("'messages' must be a list with at least one message.", "messages")
    options = body.get("stream_options") or {}
    described = body.get("response_format") or {}
    mode, schema, name, strict = _format(described, described.get("json_schema") or {}, "response_format")
    return Call(
        api="chat",
        model=_model(body),
        instructions=_said(messages, {"system", "developer"}),
        input=_said(messages, {"user", "assistant"}),
        mode=mode,
        schema=schema,
        schema_name=name,
        strict=strict,
        stream=bool(body.get("stream")),
        with_usage=bool(options.get("include_usage")),
        most_tokens=body.get("max_completion_tokens") or body.get("max_tokens"),
        body=body,
    )


def read_responses(body: Mapping[str, Any]) -> Call:
    """A request to `/responses`. Raises `BadRequestError` where a real server would refuse it."""
    given = body.get("input")
    if not given:
        raise BadRequestError("Missing required parameter: 'input'.", "input", "missing_required_parameter")
    messages = [{"role": "user", "content": given}] if isinstance(given, str) else given
    described = (body.get("text") or {}).get("format") or {}
    mode, schema, name, strict = _format(described, described, "text.format")
    system = (body.get("instructions") or "", _said(messages, {"system", "developer"}))
    return Call(
        api="responses",
        model=_model(body),
        instructions="\n".join(part for part in system if part),
        input=_said(messages, {"user", "assistant"}),
        mode=mode,
        schema=schema,
        schema_name=name,
        strict=strict,
        stream=bool(body.get("stream")),
        with_usage=True,
        most_tokens=body.get("max_output_tokens"),
        body=body,
    )


def _model(body: Mapping[str, Any]) -> str:
    model = body.get("model")
    if not isinstance(model, str) or not model:
        raise BadRequestError("you must provide a model parameter", "model")
    return model


def _said(messages: list[Mapping[str, Any]], roles: set[str]) -> str:
    return "\n".join(_content(m.get("content")) for m in messages if m.get("role") in roles)


def _content(content: str | list[Mapping[str, Any]] | None) -> str:
    if isinstance(content, str):
        return content
    return "".join(part.get("text", "") for part in content or [])


def _format(
    described: Mapping[str, Any], schema: Mapping[str, Any], param: str
) -> tuple[Mode, Mapping[str, Any] | None, str, bool]:
    """The mode, and in `json_schema` the schema, its name and whether it is strict."""
    kind = described.get("type", "text")
    if kind not in {"json_schema", "json_object", "text"}:
        raise BadRequestError(f"Invalid value: '{kind}'.", f"{param}.type", "invalid_value")
    if kind != "json_schema":
        return kind, None, "", False
    if not schema.get("name"):
        raise BadRequestError(f"Missing required parameter: '{param}.name'.", f"{param}.name")
    return "json_schema", schema.get("schema") or {}, str(schema["name"]), bool(schema.get("strict"))
