"""What a job leaves in the database, as JSON: results of steps, and errors that ended one.

Pickle, which the durable engine would use by itself, runs whatever the database holds when it is
read back; JSON can do nothing, is read by people, and outlives a change of our classes.
"""

import json
import sys
import traceback
from collections.abc import Mapping
from typing import Any

_ERROR = "__error__"
# Errors of these packages come back as what they were: known, harmless classes.
_KNOWN = {"agents", "bot", "builtins", "handlers", "store"}


class FailedBeforeError(Exception):
    """A step ended with an error whose class is not kept. `trace` is its trace as it was."""

    def __init__(self, text: str, trace: str) -> None:
        self.trace = trace
        super().__init__(text)


class JsonRecords:
    """Writes and reads the records; the shape DBOS wants."""

    def name(self) -> str:
        """What stands beside every record. It stays as it is, or old records can't be read."""
        return "crmagent_json"

    def serialize(self, data: object) -> str:
        """Plain data or an exception as JSON. Raises `TypeError` for anything else."""
        if isinstance(data, BaseException):
            data = {_ERROR: _frozen(data)}
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

    def deserialize(self, serialized_data: str) -> Any:  # noqa: ANN401 - whatever was recorded
        """What was recorded; an exception comes back as an exception."""
        value = json.loads(serialized_data)
        if isinstance(value, dict) and value.keys() == {_ERROR}:
            return _thawed(value[_ERROR])
        return value


def _frozen(error: BaseException) -> dict[str, Any]:
    return {
        "home": type(error).__module__,
        "name": type(error).__qualname__,
        "text": str(error),
        "args": [_plain(argument) for argument in error.args],
        "facts": {name: _plain(fact) for name, fact in vars(error).items()},
        "trace": "".join(traceback.format_exception(error)),
    }


def _thawed(kept: Mapping[str, Any]) -> BaseException:
    kind = _class_of(kept["home"], kept["name"])
    if kind is None:
        return FailedBeforeError(f"{kept['name']}: {kept['text']}", kept["trace"])
    error = kind.__new__(kind)
    error.args = tuple(kept["args"])
    vars(error).update({**kept["facts"], "trace": kept["trace"]})
    return error


def _class_of(home: str, name: str) -> type[Exception] | None:
    """A loaded exception class of ours or of Python, None for any other; nothing is imported or called."""
    if home.partition(".")[0] not in _KNOWN:
        return None
    found = getattr(sys.modules.get(home), name, None)
    return found if isinstance(found, type) and issubclass(found, Exception) else None


def _plain(fact: object) -> object:
    """A fact as JSON keeps it; what JSON can't keep, in words."""
    try:
        return json.loads(json.dumps(fact))
    except (TypeError, ValueError):
        return str(fact)
