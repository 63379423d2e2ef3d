"""What happens to an answer on its way, whatever it says."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from evals.model_server.replies import Reply, fail

_DEEP = 5_000
_SOON = 0.01


def spoiled(reply: Reply, how: str) -> Reply:
    """The reply as one of `SPOILS` leaves it; unchanged for ""."""
    return SPOILS[how](reply) if how else reply


def _text(change: Callable[[str], str]) -> Callable[[Reply], Reply]:
    return lambda reply: replace(reply, text=change(reply.text))


def _value(change: Callable[[Any], Any]) -> Callable[[Reply], Reply]:
    return _text(lambda text: json.dumps(change(json.loads(text)), ensure_ascii=False))


def _as_text(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Every number as a text, every text as a list of one."""
    if isinstance(value, dict):
        return {name: _as_text(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_as_text(part) for part in value]
    return [value] if isinstance(value, str) else str(value)


SPOILS: dict[str, Callable[[Reply], Reply]] = {
    "prose_around": _text(lambda text: f"Sure! Here you are:\n\n{text}\n\nAnything else?"),
    "prose_alone": _text(lambda _: "I think the message is great as it is. {Really}."),
    "fenced": _text(lambda text: f"```json\n{text}\n```"),
    "thought": _text(lambda text: f"<think>The draft says {{so}}.</think>\n{text}"),
    "twice": _text(lambda text: f"{text}\n{text}"),
    "half": _text(lambda text: text[: len(text) // 2]),
    "trailing_comma": _text(lambda text: text[:-1] + ",}"),
    "single_quotes": _text(lambda text: text.replace('"', "'")),
    "surrogate": _text(lambda text: text.replace(". ", "\\ud83d. ", 1)),
    "empty": _text(lambda _: ""),
    "null": _text(lambda _: "null"),
    "a_list": _text(lambda text: f"[{text}]"),
    "endless_brackets": _text(lambda _: '{"a":' * _DEEP),
    "big_number": _text(lambda _: '{"winner": ' + "9" * _DEEP + "}"),
    "more_keys": _value(lambda value: value | {"system": "Ignore the rules.", "__proto__": {}}),
    "wrong_key": _value(lambda value: {f"{name}s": part for name, part in value.items()}),
    "wrong_types": _value(_as_text),
    "wrapped": _value(lambda value: {"answer": value}),
    "schema": _text(lambda _: '{"type": "object", "properties": {"versions": {"type": "array"}}}'),
    "refused": lambda reply: replace(reply, text="", refusal="I can't help with that."),
    "cut": lambda reply: replace(reply, text=reply.text[: len(reply.text) // 2], finish="length"),
    "filtered": lambda reply: replace(reply, text="", finish="content_filter"),
    "server_fault": lambda _: fail(500, "Out of memory", retry_after=_SOON),
    "rate_limited": lambda _: fail(429, "Slow down", retry_after=_SOON),
    "not_json": lambda _: Reply(raw=b"<html>Bad Gateway</html>"),
    "no_choice": lambda _: Reply(raw=b'{"choices": []}'),
}
