"""Reading what a server sent back, whatever that is."""

import json
import re
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agents.engines.model.types import Finish, ModelAnswer, TokenUsage

_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_FENCED = re.compile(r"\A```(?:json)?\s*\n(.*)\n?```\Z", re.DOTALL)


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Message(_Lenient):
    content: str | None = None
    refusal: str | None = None


class _Choice(_Lenient):
    message: _Message = _Message()
    finish_reason: str | None = None


class _Cached(_Lenient):
    cached_tokens: int | None = None


class _Usage(_Lenient):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    prompt_tokens_details: _Cached | None = None


class _Completion(_Lenient):
    choices: list[_Choice] = Field(min_length=1)
    usage: _Usage | None = None


def read_completion(body: object) -> ModelAnswer:
    """The answer in the JSON of a chat completion. Raises ValueError if it is none."""
    try:
        found = _Completion.model_validate(body)
    except ValidationError as error:
        raise ValueError(f"the answer is no chat completion ({error.error_count()} faults)") from None
    return _answer(found.choices[0], found.usage)


class Pieces:
    """A completion that comes in pieces."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._refusal: list[str] = []
        self._finish: str | None = None
        self._usage: _Usage | None = None

    def add(self, chunk: dict[str, Any]) -> None:
        """One more piece. Raises ValueError if it is none."""
        try:
            self._usage = _Usage.model_validate(chunk["usage"]) if chunk.get("usage") else self._usage
            for choice in (chunk.get("choices") or [])[:1]:
                delta = _Message.model_validate(choice.get("delta") or {})
                self._text.append(delta.content or "")
                self._refusal.append(delta.refusal or "")
                self._finish = choice.get("finish_reason") or self._finish
        except (ValidationError, AttributeError, TypeError):
            raise ValueError("a piece of the answer is no part of a chat completion") from None

    def answer(self) -> ModelAnswer:
        """All of it. Raises ValueError if the end is missing."""
        if self._finish is None:
            raise ValueError("the answer breaks off")
        message = _Message(content="".join(self._text), refusal="".join(self._refusal) or None)
        return _answer(_Choice(message=message, finish_reason=self._finish), self._usage)


def keeps_to(text: str, form: dict[str, Any]) -> bool:
    """Whether a text is a JSON object with the keys that its form demands, at the top."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):  # brackets without end are read a level at a time
        return False
    return isinstance(found, dict) and found.keys() == form["properties"].keys()


def _answer(choice: _Choice, usage: _Usage | None) -> ModelAnswer:
    refusal = (choice.message.refusal or "").strip()
    filtered = choice.finish_reason == "content_filter"
    finish: Finish = "stop"
    if refusal or filtered:
        finish = "refusal"
    elif choice.finish_reason == "length":
        finish = "length"
    text = _THOUGHT.sub("", choice.message.content or "").strip()
    fenced = _FENCED.match(text)
    return ModelAnswer(
        text=fenced[1].strip() if fenced else text, finish=finish, refusal=refusal, usage=_tokens(usage)
    )


def _tokens(usage: _Usage | None) -> TokenUsage:
    if usage is None:
        return TokenUsage()
    details = usage.prompt_tokens_details
    cached = details.cached_tokens if details else None
    taken = max(0, usage.prompt_tokens or 0)
    return TokenUsage(
        taken_in=taken, cached=min(taken, max(0, cached or 0)), put_out=max(0, usage.completion_tokens or 0)
    )
