"""Which of a file's columns are which of our fields: the table in columns.toml, applied."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal, get_args

from store.ingest.behaviour import WEIGHTS

Kind = Literal["sends", "events", "messages", "campaigns"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Columns:
    """Our fields → the columns that hold them, surest first; and the columns nobody asked for."""

    fields: Mapping[str, tuple[str, ...]]
    unused: tuple[str, ...]

    def __contains__(self, field: object) -> bool:
        return field in self.fields


def recognise(found: Sequence[str], kind: Kind) -> Columns:
    """Match a file's column names against the names known for this kind of file."""
    by_name: dict[str, str] = {}
    for column in found:
        by_name.setdefault(_bare(column), column)
    by_name.pop("", None)
    fields = {}
    for field, names in _names(kind).items():
        # A column serves the first field that knows its name: "time" is not both of two times.
        columns = tuple(by_name[name] for name in names if name in by_name)
        if columns:
            fields[field] = columns
    used = {column for columns in fields.values() for column in columns}
    return Columns(MappingProxyType(fields), tuple(column for column in found if column not in used))


def pick(values: Mapping[str, str], kind: Kind) -> dict[str, str]:
    """A record's values under our names: of several columns the first that holds something."""
    picked = {}
    for field, columns in _fields_of(tuple(values), kind).items():
        text = next((value for column in columns if (value := values[column]) and not value.isspace()), None)
        if text is not None:
            picked[field] = text
    return picked


def fields_of(kind: Kind) -> tuple[str, ...]:
    """All the fields that a file of this kind may have."""
    return tuple(_names(kind))


def detect_kind(found: Sequence[str]) -> Kind | None:
    """What a file with these columns holds, None if nothing fits.

    An event column makes events; words make campaigns, and so does a count of delivered messages
    with nothing that names a message; flags beside a message make one row a message; else sends.
    """
    logs, campaigns = recognise(found, "messages"), recognise(found, "campaigns")
    names_message = "message_id" in logs or "user_id" in logs
    if "body" in campaigns and "campaign_id" in campaigns and not names_message:
        return "campaigns"
    if names_message and "event" in recognise(found, "events") and _is_stream(found, logs):
        return "events"
    if names_message and "campaign_id" in logs:
        return "messages" if _has_behaviour(logs) else "sends"
    if "campaign_id" in campaigns and ("delivered" in campaigns or "audience" in campaigns):
        return "campaigns"
    return "campaigns" if "body" in campaigns and "template_id" in campaigns else None


def is_recognised(column: str) -> bool:
    """Whether any kind of file has a field of this name."""
    return any(_bare(column) in names for kind in KINDS for names in _names(kind).values())


def canonical(text: str) -> str:
    """The form in which names are compared: lower case, runs of other characters become "_"."""
    return re.sub(r"[^a-z0-9✓✔]+", "_", text.strip().lower()).strip("_")


@cache
def vocabulary(section: str) -> Mapping[str, str]:
    """The words of a section of columns.toml, each with what it stands for: "open" → "read"."""
    return MappingProxyType(
        {
            word: meaning
            for meaning, words in _table()[section].items()
            for word in words
            if meaning != "default"
        }
    )


def default_target() -> str:
    """The behaviour that a click counts as when the export does not tell what was clicked."""
    return str(_table()["targets"]["default"][0])


@lru_cache(maxsize=1024)
def _fields_of(found: tuple[str, ...], kind: Kind) -> Mapping[str, tuple[str, ...]]:
    """Records of one file name the same few sets of columns."""
    return recognise(found, kind).fields


def _is_stream(found: Iterable[str], logs: Columns) -> bool:
    """A state column beside flags or a delivery time describes the message; a stream has neither."""
    names = {_bare(column) for column in found}
    if not names.isdisjoint(_table()["stream"]):
        return True
    return not _has_behaviour(logs) and names.isdisjoint(_table()["sendlike"])


def _has_behaviour(columns: Columns) -> bool:
    return any(behaviour in columns for behaviour in WEIGHTS)


def _bare(column: str) -> str:
    name = canonical(column)
    for prefix in _table()["prefixes"]:
        name = name.removeprefix(prefix)
    return name


@cache
def _names(kind: Kind) -> Mapping[str, tuple[str, ...]]:
    table = _table()
    sections = [table[kind]] if kind == "campaigns" else [table["logs"], table[kind]]
    return {field: tuple(names) for section in sections for field, names in section.items()}


@cache
def _table() -> dict[str, Any]:
    text = resources.files("store.ingest").joinpath("columns.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
