"""Values in the shape that a JSON schema demands, so that a lie is not told by its form alone."""

from collections.abc import Mapping
from typing import Any

_EMPTY: dict[str, Any] = {"string": "", "integer": 1, "number": 0.5, "boolean": False, "null": None}


def shaped(value: Any, schema: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any JSON
    """`value` with what the schema demands and it lacks put in, and what the schema doesn't know left out."""
    if "anyOf" in schema:
        return shaped(value, _fitting(value, schema["anyOf"]))
    if schema.get("type") == "object":
        given = value if isinstance(value, Mapping) else {}
        known = schema.get("properties", {})
        return {name: shaped(given.get(name), part) for name, part in known.items()}
    if schema.get("type") == "array":
        return [shaped(item, schema["items"]) for item in value] if isinstance(value, list | tuple) else []
    return _plain(value, schema)


def _plain(value: Any, schema: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any JSON
    if value is not None:
        return value
    allowed = schema.get("enum") or ([schema["const"]] if "const" in schema else [])
    kind = schema.get("type", "null")
    kind = "null" if isinstance(kind, list) and "null" in kind else kind
    return allowed[0] if allowed else _EMPTY[kind if isinstance(kind, str) else kind[0]]


def _fitting(value: Any, options: list[Mapping[str, Any]]) -> Mapping[str, Any]:  # noqa: ANN401 - any JSON
    """The option for a value: null for nothing, an object for an object, else the first that is not null."""
    kind = {type(None): "null", dict: "object", list: "array", tuple: "array"}.get(type(value))
    if kind and (found := [o for o in options if o.get("type") == kind]):
        return found[0]
    return next((o for o in options if o.get("type") != "null"), options[0])
