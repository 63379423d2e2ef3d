"""What stands in a prompt of ours, as a model reads it: the task, and the material between its marks."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from agents.engines.model.prompting import prompt
from agents.engines.tasks import TASKS
from evals.model_server.asked import Call

_BLOCK = re.compile(
    r"^<(?P<name>[\w-]+) (?P<mark>[0-9a-f]{8,})>\n(?P<text>.*?)\n</(?P=name) (?P=mark)>$",
    re.MULTILINE | re.DOTALL,
)
_IN_WORDS = "of this JSON schema:"
_SENTINEL = re.compile(r"⟦P\d+⟧")
_VARIABLE = re.compile(r"\\\$\\\{(\w+)\\\}")


@dataclass(frozen=True)
class Scene:
    """A call as a model of ours understands it."""

    call: Call

    @cached_property
    def task(self) -> str:
        """The task that is set; "" for a prompt that is none of ours."""
        names = [task.name for task in TASKS]
        if self.call.schema_name in names:
            return self.call.schema_name
        said = self.call.instructions
        return next((name for name in names if prompt(name).instructions in said), "")

    @cached_property
    def form(self) -> Mapping[str, Any]:
        """The JSON schema of the answer, wherever it was told; empty if it was not."""
        if self.call.schema is not None:
            return self.call.schema
        told = self.call.instructions.rpartition(_IN_WORDS)[2]
        return json.loads(told) if told.strip().startswith("{") else {}

    @cached_property
    def parts(self) -> Mapping[str, str]:
        """What stands in place of each variable of the task's prompt."""
        template = re.escape(prompt(self.task).request)
        pattern = _VARIABLE.sub(lambda found: f"(?P<{found[1]}>.*?)", template)
        found = re.match(pattern + r"(?:\Z|\n)", self.call.input, re.DOTALL)
        return found.groupdict() if found else {}

    def block(self, name: str, *, within: str | None = None) -> str | None:
        """The material of that name, the first if there are several; None if there is none."""
        text = self.call.input if within is None else self.parts.get(within, "")
        return next((found["text"] for found in _BLOCK.finditer(text) if found["name"] == name), None)

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The sentinels of the draft or message, in order."""
        return tuple(_SENTINEL.findall(f"{self.title or ''}\n{self.body}"))

    @cached_property
    def title(self) -> str | None:
        """The title of the message that the task is about."""
        return self._first("title")

    @cached_property
    def body(self) -> str:
        """The body of the message that the task is about; all that was typed, for `understand`."""
        return self._first("body") or self._first("text") or ""

    @cached_property
    def examples(self) -> str:
        """The exemplars, as they are shown."""
        return "\n".join(found["text"] for found in _BLOCK.finditer(self.parts.get("exemplars", "")))

    def _first(self, ending: str) -> str | None:
        blocks = ((found["name"], found["text"]) for found in _BLOCK.finditer(self.call.input))
        return next((text for name, text in blocks if name.endswith(ending)), None)
