"""What an evaluation has done so far, on file: safe against being killed at any moment."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from agents.evaluation.records import Record


class Notebook:
    """Records of finished drafts, a line each, only ever added to; the last of a key counts.

    Beside them stands each fresh start, with the keys whose records no longer count: `beginnings` says
    how many there were. A line that was cut short by a kill is as if it were not there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.beginnings = 0
        self._records: dict[str, Any] = {}
        for line in _lines(path):
            self._take(line)

    def found(self, keys: Iterable[str]) -> dict[str, Record]:
        """The records of those keys that have one that can be read."""
        records = {key: _record(self._records[key]) for key in keys if key in self._records}
        return {key: record for key, record in records.items() if record is not None}

    def finish(self, record: Record) -> None:
        """A draft is done."""
        self._note({"done": record.model_dump(mode="json")})

    def start_afresh(self, keys: Iterable[str]) -> None:
        """What was found about these drafts no longer counts, nor what a model said of them."""
        # One line, so that a kill leaves all of it or nothing.
        line = {"fresh": self.beginnings + 1, "forgotten": [key for key in keys if key in self._records]}
        self._note(line)

    def _take(self, line: Any) -> None:  # noqa: ANN401 - JSON
        match line:
            case {"done": {"key": str(key)} as record}:
                self._records[key] = record
            case {"fresh": int(count), "forgotten": list(keys)}:
                self.beginnings = count
                self._records = {key: known for key, known in self._records.items() if key not in keys}

    def _note(self, line: dict[str, Any]) -> None:
        """One line in one write, so that a kill cuts one line at most."""
        self._take(line)
        with self._path.open("ab") as file:
            # What a kill left without its end would swallow the next line.
            torn = file.tell() and not _ends(self._path)
            file.write(b"\n" * bool(torn) + json.dumps(line, ensure_ascii=False).encode() + b"\n")


def _lines(path: Path) -> Iterator[Any]:
    if not path.exists():
        return
    with path.open("rb") as file:
        for raw in file:
            try:
                yield json.loads(raw)
            except ValueError:
                continue


def _ends(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) == b"\n"


def _record(known: Any) -> Record | None:  # noqa: ANN401 - as above
    """None for one that another version of the program wrote."""
    try:
        return Record.model_validate(known)
    except ValidationError:
        return None
