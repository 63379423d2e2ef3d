"""From a pydantic type to the JSON schema that strict structured output accepts."""

from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict

_KEPT = {"type", "description", "enum", "const", "properties", "items", "anyOf"}


class Form(BaseModel):
    """What a model fills in: every field demanded, nothing beside them."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@cache
def strict_schema(form: type[Form]) -> dict[str, Any]:
    """The schema of a form: all keys required, no others allowed, no references, no other keywords.

    Servers differ in what they understand beyond that; the rest of the form's rules is checked when
    the answer is here.
    """
    whole = form.model_json_schema()
    known: dict[str, Any] = whole.get("$defs", {})
    return _strict(whole, known)


def _strict(part: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in part:
        target: dict[str, Any] = known[part["$ref"].rpartition("/")[2]]
        part = target | {name: value for name, value in part.items() if name != "$ref"}
    kept: dict[str, Any] = {name: value for name, value in part.items() if name in _KEPT}
    if "properties" in part:
        kept["properties"] = {name: _strict(p, known) for name, p in part["properties"].items()}
        kept |= {"required": list(kept["properties"]), "additionalProperties": False}
    if "items" in part:
        kept["items"] = _strict(part["items"], known)
    if "anyOf" in part:
        kept["anyOf"] = [_strict(p, known) for p in part["anyOf"]]
    return kept
