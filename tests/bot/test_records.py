"""Records of what a job did: plain data as it was, errors as what they were, and nothing that could run."""

import json
from typing import Any

import pytest

from bot.records import FailedBeforeError, JsonRecords
from handlers.slack.errors import BusyError, MessageGoneError

RECORDS = JsonRecords()


def read_back(value: object) -> Any:
    return RECORDS.deserialize(RECORDS.serialize(value))


@pytest.mark.parametrize("value", [None, 0, "", "“Kopi” ☕", [1, {"a": None}], {"__error__": 1, "b": 2}])
def test_plain_data_comes_back_as_it_was(value: object) -> None:
    assert read_back(value) == value


def test_what_is_no_plain_data_is_refused() -> None:
    with pytest.raises(TypeError):
        RECORDS.serialize({"a": object()})


def test_our_errors_come_back_with_their_facts_and_sentence() -> None:
    error = read_back(BusyError("ratelimited", retry_after=3, unclear=False))
    assert isinstance(error, BusyError)
    assert (error.code, error.retry_after, error.unclear) == ("ratelimited", 3, False)
    assert str(read_back(MessageGoneError("thread_not_found"))) == str(MessageGoneError("thread_not_found"))


def test_facts_that_are_no_plain_data_come_back_in_words() -> None:
    error = KeyError(3)
    error.place = object  # type: ignore[attr-defined]
    assert read_back(error).place == str(object)


@pytest.mark.parametrize(
    ("home", "name"),
    [
        ("subprocess", "Popen"),
        ("builtins", "eval"),
        ("builtins", "KeyboardInterrupt"),
        ("handlers.errors", "Sequence"),
        ("handlers.nowhere", "RequestError"),
        ("bot.records", "JsonRecords"),
    ],
)
def test_a_record_names_known_errors_or_nothing(home: str, name: str) -> None:
    """Whoever writes into the database must not be able to have us make anything but an exception."""
    kept = {"home": home, "name": name, "text": "x", "args": ["ls"], "facts": {}, "trace": "here"}
    error = RECORDS.deserialize(json.dumps({"__error__": kept}))
    assert type(error) is FailedBeforeError
    assert (str(error), error.trace) == (f"{name}: x", "here")
