"""Which of a file's columns are which of our fields: the table in columns.toml, applied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal, get_args

from store.ingest.vocabulary import canonical, table

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
        by_name.setdefault(bare(column), column)
    by_name.pop("", None)
    fields = {}
    for field, names in _names(kind).items():
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


def is_recognised(column: str) -> bool:
    """Whether any kind of file has a field of this name."""
    return any(bare(column) in names for kind in KINDS for names in _names(kind).values())


@lru_cache(maxsize=1024)
def _fields_of(found: tuple[str, ...], kind: Kind) -> Mapping[str, tuple[str, ...]]:
    """Records of one file name the same few sets of columns."""
    return recognise(found, kind).fields


def bare(column: str) -> str:
    """A column name as it is compared: in its canonical form, without the prefixes of platforms."""
    name = canonical(column)
    for prefix in table()["prefixes"]:
        name = name.removeprefix(prefix)
    return name


@cache
def _names(kind: Kind) -> Mapping[str, tuple[str, ...]]:
    words = table()
    sections = [words[kind]] if kind == "campaigns" else [words["logs"], words[kind]]
    return {field: tuple(names) for section in sections for field, names in section.items()}
