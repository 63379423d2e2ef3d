"""What a server understands for a model: learned from what it turns down, then remembered."""

import json
import re
from typing import Any

from agents.engines.model.completion import keeps_to
from agents.engines.model.ladder import Forms, Ladder
from agents.engines.model.types import ModelAnswer, ModelCall

_OF_THE_FORM = re.compile(
    r"response.?format|json.?schema|json.?object|structured|schema|grammar", re.IGNORECASE
)
# What is too long for a model is told with the schemas that it counts, and is no fault of theirs.
_OF_THE_LENGTH = re.compile(r"context.?length|context.?window|maximum.{0,40}tokens", re.IGNORECASE)
_LENGTHS = ("max_completion_tokens", "max_tokens")
_IN_WORDS = "Answer with one JSON object and nothing else, of this JSON schema:"
_NOTHING = "(nothing)"
_ROOM_TO_THINK = 8  # times what an answer needs


class Dialect:
    """How to ask one model of one server. Begins with what is newest and gives up what is turned down."""

    def __init__(self, *, stream: bool = False, forms: Forms = "strict") -> None:
        self._ladder = Ladder(forms)
        self._stream, self._room = stream, 1
        self._turned_down: set[str] = set()

    def say(self, call: ModelCall) -> dict[str, Any]:
        """The call as the server takes it."""
        forms = self._ladder.choose()
        said: dict[str, Any] = {"model": call.model, "messages": _messages(call, forms)}
        if forms == "strict":
            form = {"name": call.task, "strict": True, "schema": call.form}
            said["response_format"] = {"type": "json_schema", "json_schema": form}
        elif forms == "object":
            said["response_format"] = {"type": "json_object"}
        length = next((name for name in _LENGTHS if name not in self._turned_down), "")
        wished: dict[str, Any] = {
            length: call.max_tokens * self._room,
            "temperature": call.temperature,
            "reasoning_effort": call.effort,
        }
        if self._stream:
            wished |= {"stream": True, "stream_options": {"include_usage": True}}
        return said | {n: v for n, v in wished.items() if n and v is not None and n not in self._turned_down}

    def adapt(self, said: dict[str, Any], complaint: str) -> bool:
        """Learn from a request that was turned down with `complaint`; whether to try once more."""
        for name in (*_LENGTHS, "temperature", "reasoning_effort", "stream_options"):
            if name in said and re.search(rf"\b{name}\b", complaint):
                self._turned_down.add(name)
                return True
        if not _OF_THE_FORM.search(complaint) or _OF_THE_LENGTH.search(complaint):
            return False
        return self._ladder.turned_down(_used(said))

    def heed(self, call: ModelCall, said: dict[str, Any], answer: ModelAnswer) -> bool:
        """Learn from an answer; whether to ask once more.

        A model that had no room left to speak has been thinking: it gets more.
        """
        if answer.finish == "length" and not answer.text:
            return self._widen(call, next((said[name] for name in _LENGTHS if name in said), None))
        if answer.finish == "stop" and answer.text and not call.repair:  # a repair tells the form in words
            self._ladder.answered(_used(said), kept=keeps_to(answer.text, call.form))
        return False

    def _widen(self, call: ModelCall, given: int | None) -> bool:
        if given is None or (self._room > 1 and given == call.max_tokens * self._room):
            return False
        self._room = _ROOM_TO_THINK
        return True


def _messages(call: ModelCall, forms: Forms) -> list[dict[str, str]]:
    # Who had it wrong once is told the form in words as well: the server may not hold it to it.
    in_words = forms != "strict" or call.repair is not None
    told = f"\n\n{_IN_WORDS}\n{json.dumps(call.form, ensure_ascii=False)}" if in_words else ""
    messages = [
        {"role": "system", "content": call.instructions + told},
        {"role": "user", "content": call.request},
    ]
    if call.repair:
        messages.append({"role": "assistant", "content": call.repair.answer or _NOTHING})
        messages.append({"role": "user", "content": call.repair.problem})
    return messages


def _used(said: dict[str, Any]) -> Forms:
    kind = said.get("response_format", {}).get("type")
    return "strict" if kind == "json_schema" else "object" if kind == "json_object" else "words"
