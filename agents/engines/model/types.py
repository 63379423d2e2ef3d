"""What is asked of a model and what comes back."""

import hashlib
import json
from typing import Any, Literal, Protocol

from pydantic import Field

from agents.types import Value

Effort = Literal["none", "minimal", "low", "medium", "high"]
Finish = Literal["stop", "length", "refusal"]


class Repair(Value):
    """An answer that cannot be used, as it came, and what is wrong with it in words for the model."""

    answer: str
    problem: str


class ModelCall(Value):
    """One thing to ask a model.

    `instructions` are the same for every request of a task and come first, so that servers can cache
    them; `request` is what differs. The answer is JSON of `form`, a JSON schema that keeps the rules
    of strict structured output. `temperature` and `effort` are left to the server when None.
    `repetition` tells repeated askings apart, for recordings and for measuring a judge's steadiness.
    """

    task: str
    model: str
    instructions: str
    request: str
    form: dict[str, Any]
    max_tokens: int = 2_000
    temperature: float | None = None
    effort: Effort | None = None
    repair: Repair | None = None
    repetition: int = 0

    @property
    def key(self) -> str:
        """A name made of everything that the answer depends on."""
        known = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return hashlib.blake2b(known.encode(), digest_size=10).hexdigest()


class TokenUsage(Value):
    """Tokens of one answer. `cached` are those of `taken_in` that were read from a cache."""

    taken_in: int = Field(default=0, ge=0)
    cached: int = Field(default=0, ge=0)
    put_out: int = Field(default=0, ge=0)

    def plus(self, other: "TokenUsage") -> "TokenUsage":
        """Both together."""
        return TokenUsage(
            taken_in=self.taken_in + other.taken_in,
            cached=self.cached + other.cached,
            put_out=self.put_out + other.put_out,
        )


class ModelAnswer(Value):
    """What a model said. `text` may be anything; `refusal` is what it said instead of answering."""

    text: str
    finish: Finish = "stop"
    refusal: str = ""
    usage: TokenUsage = TokenUsage()


class ModelServer(Protocol):
    """Whoever answers for a model: a server, or a recording of one."""

    async def ask(self, call: ModelCall, *, within: float | None = None) -> ModelAnswer:
        """The answer, `within` so many seconds. Raises `ModelError` when there is none."""
