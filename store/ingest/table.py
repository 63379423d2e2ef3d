"""The outside of a text table: which character separates its values and what its columns are called."""

import csv
from dataclasses import dataclass
from pathlib import Path

from store.ingest.fields import is_recognised

_DELIMITERS = ",;\t|"
_LONGEST_HEADER = 1 << 20
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV's separator and column names, each name once: a repeated one gets a number."""

    delimiter: str
    columns: tuple[str, ...]


def read_header(path: Path) -> Table:
    """The header of a UTF-8 CSV: the separator under which most names make sense, else most columns."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        header = file.readline(_LONGEST_HEADER).rstrip("\r\n")
    splits = [(mark, _split(header, mark)) for mark in _DELIMITERS]
    delimiter, names = max(splits, key=lambda split: (sum(map(is_recognised, split[1])), len(split[1])))
    return Table(delimiter, _unique(names))


def _split(header: str, delimiter: str) -> list[str]:
    return [name.strip() for name in next(csv.reader([header], delimiter=delimiter), [""])]


def _unique(names: list[str]) -> tuple[str, ...]:
    """Databases tell columns apart without looking at case."""
    seen: set[str] = set()
    unique = []
    for name in names:
        candidate, number = name[:_SHOWN], 1
        while candidate.lower() in seen:
            number += 1
            candidate = f"{name[:_SHOWN]}_{number}"
        seen.add(candidate.lower())
        unique.append(candidate)
    return tuple(unique)
