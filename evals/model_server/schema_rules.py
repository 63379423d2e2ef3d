"""The rules that a JSON schema has to keep in strict mode, as the hosted API enforces them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_DEEPEST, _MOST_PROPERTIES = 10, 5_000
_KNOWN = {
    *("type", "properties", "required", "additionalProperties", "items", "enum", "const", "anyOf"),
    *("$ref", "$defs", "definitions", "title", "description", "pattern", "format", "multipleOf"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems"),
}
_NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")


def broken_rules(name: str, schema: Mapping[str, Any]) -> list[str]:
    """What strict mode would refuse in a schema, one sentence each; empty when it would take it."""
    found = [] if _NAME.fullmatch(name) else [f"'{name}' is no name: letters, digits, _ and -, 64 at most"]
    if schema.get("type") != "object":
        found.append("the root must be of type 'object'")
    found += list(_broken(schema, (), 1))
    if _properties(schema) > _MOST_PROPERTIES:
        found.append(f"more than {_MOST_PROPERTIES} properties")
    return found


def _broken(schema: object, at: tuple[str, ...], depth: int) -> Iterator[str]:
    where = f"In context={at}, "
    if not isinstance(schema, Mapping):
        yield f"{where}schema must be an object"
        return
    if depth > _DEEPEST:
        yield f"{where}nested deeper than {_DEEPEST} levels"
        return
    yield from (f"{where}'{word}' is not permitted" for word in schema if word not in _KNOWN)
    if "$ref" in schema and len(schema) > 1:
        yield f"{where}$ref cannot have keywords {sorted(schema.keys() - {'$ref'})}"
    if not {"type", "anyOf", "$ref", "enum", "const"} & schema.keys():
        yield f"{where}schema must have a 'type' key"
    yield from _broken_object(schema, at, where)
    for place, part in _parts(schema):
        yield from _broken(part, (*at, *place), depth + (place[0] in {"properties", "items"}))


def _broken_object(schema: Mapping[str, Any], at: tuple[str, ...], where: str) -> Iterator[str]:
    kinds = schema.get("type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if "array" in kinds and "items" not in schema:
        yield f"{where}array schema missing items"
    if "object" not in kinds:
        return
    if schema.get("additionalProperties") is not False:
        yield f"{where}'additionalProperties' is required to be supplied and to be false"
    required, properties = set(schema.get("required", ())), set(schema.get("properties", {}))
    if missing := sorted(properties - required):
        yield f"{where}'required' is required to include every key in properties. Missing {missing}"
    if unknown := sorted(required - properties):
        yield f"{where}'required' names what is no property: {unknown} {at}"


def _parts(schema: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], object]]:
    """The schemas inside a schema, each with its place."""
    for group in ("properties", "$defs", "definitions"):
        yield from (((group, name), part) for name, part in schema.get(group, {}).items())
    yield from ((("anyOf", str(number)), part) for number, part in enumerate(schema.get("anyOf", ())))
    if "items" in schema:
        yield ("items",), schema["items"]


def _properties(schema: object) -> int:
    if not isinstance(schema, Mapping):
        return 0
    return len(schema.get("properties", {})) + sum(_properties(part) for _, part in _parts(schema))
