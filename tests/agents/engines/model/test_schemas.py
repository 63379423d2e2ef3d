"""The forms of answers keep the rules of strict structured output, so that every server takes them."""

from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from agents.engines.model.jobs import JOBS
from agents.engines.model.schemas import strict_schema

UNDERSTOOD = {
    "type",
    "description",
    "enum",
    "const",
    "properties",
    "required",
    "additionalProperties",
    "items",
}


def parts(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield schema
    for inner in (*schema.get("properties", {}).values(), *schema.get("anyOf", [])):
        yield from parts(inner)
    if "items" in schema:
        yield from parts(schema["items"])


@pytest.mark.parametrize("task", JOBS)
def test_every_key_is_required_and_no_other_allowed(task: str) -> None:
    schema = strict_schema(JOBS[task].form)
    assert schema["type"] == "object"
    for part in parts(schema):
        if part.get("type") == "object":
            assert part["required"] == list(part["properties"])
            assert part["additionalProperties"] is False
        if part.get("type") == "array":
            assert "items" in part


@pytest.mark.parametrize("task", JOBS)
def test_nothing_is_used_that_a_server_may_not_know(task: str) -> None:
    for part in parts(strict_schema(JOBS[task].form)):
        assert part.keys() <= UNDERSTOOD | {"anyOf"}
        assert part.keys() & {"type", "enum", "anyOf", "const"}


@pytest.mark.parametrize("task", JOBS)
def test_it_is_a_schema_and_small(task: str) -> None:
    schema = strict_schema(JOBS[task].form)
    jsonschema.Draft202012Validator.check_schema(schema)
    everything = list(parts(schema))
    assert sum(len(part.get("properties", {})) for part in everything) <= 100
    assert sum(len(part.get("enum", [])) for part in everything) <= 500


@pytest.mark.parametrize("task", JOBS)
def test_what_is_asked_for_is_described(task: str) -> None:
    fields = strict_schema(JOBS[task].form)["properties"]
    assert all("description" in field or "anyOf" in field for field in fields.values())
