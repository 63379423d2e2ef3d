"""The records of a JSON Lines file, malformed ones and all, each with its line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from store.ingest.errors import UnusableFileError
from store.ingest.lines import CUT, Lines, Record, shown


def json_records(lines: Lines, filename: str) -> Iterator[Record]:
    """The objects of a JSON Lines file. Raises UnusableFileError if it is one array instead."""
    while line := lines.next():
        if not line.strip():
            continue
        if lines.number == 1 and line.lstrip().startswith(b"["):
            raise UnusableFileError(filename, "is one JSON array: write one object a line (JSON Lines).")
        yield _json_record(lines.number, line)


def header_of_json(path: Path, limit: int = 200) -> tuple[str, ...]:
    """The names in the first objects of a JSON Lines file, in the order in which they appear."""
    names: dict[str, None] = {}
    with path.open("rb") as file:
        for record in json_records(Lines(file), path.name):
            names.update(dict.fromkeys(record.named(None)))
            if record.line >= limit:
                break
    return tuple(names)


def flatten(value: dict[str, Any], prefix: str = "") -> dict[str, str]:
    """Nested objects as dotted names; of a list the first element; null is left out."""
    flat: dict[str, str] = {}
    for name, inner in value.items():
        one = inner[0] if isinstance(inner, list) and inner else inner
        if isinstance(one, dict):
            flat.update(flatten(one, f"{prefix}{name}."))
        elif one is not None and one != []:
            flat[f"{prefix}{name}"] = str(one).lower() if isinstance(one, bool) else str(one)
    return flat


def _json_record(number: int, line: bytes) -> Record:
    cut = not line.endswith(b"\n")
    try:
        value = json.loads(line)
    except UnicodeDecodeError:
        return Record(number, shown(line), None, "this line is not valid UTF-8")
    except RecursionError:
        return Record(number, shown(line), None, "this line is JSON nested too deep to read")
    except json.JSONDecodeError as error:
        reason = CUT if cut else f"this line is not valid JSON: {error.msg} at character {error.colno}"
        return Record(number, shown(line), None, reason, cut)
    if not isinstance(value, dict):
        return Record(number, shown(line), None, "this line is not a JSON object")
    return Record(number, shown(line), flatten(value))
