"""Prompts: one file a task, its stable part first, filled in strictly."""

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path

from agents.types import Value

_CUT = "\n---\n"
_VARIABLE = re.compile(r"\$\{([a-z_]+)\}")


class PromptError(Exception):
    """A prompt and what should fill it don't fit together. `task` names the prompt."""

    def __init__(self, task: str, reason: str) -> None:
        self.task, self.reason = task, reason
        super().__init__(f"prompts/{task}.md: {reason}.")


class Prompt(Value):
    """A task's prompt. `version` changes with every change of its text.

    `instructions` are the same for all requests; `request` holds `${variables}`.
    """

    task: str
    version: str
    instructions: str
    request: str

    def filled(self, variables: Mapping[str, str]) -> str:
        """The request with every variable in place; raises `PromptError` if one is missing or unused.

        What is put in is not looked at again: a variable's name in a value stays what it is.
        """
        wanted = set(_VARIABLE.findall(self.request))
        if missing := wanted - variables.keys():
            raise PromptError(self.task, f"nothing is given for {', '.join(sorted(missing))}")
        if unused := variables.keys() - wanted:
            raise PromptError(self.task, f"there is no place for {', '.join(sorted(unused))}")
        return _VARIABLE.sub(lambda found: variables[found[1]], self.request)


@cache
def prompt(task: str, folder: Path | None = None) -> Prompt:
    """The prompt of a task: what holds for all tasks (`house.md`), then `<task>.md`.

    Each is taken from `folder` if it is there, else from `agents/prompts`. Raises `PromptError` if it is
    not in order.
    """
    house, text = _text("house", folder), _text(task, folder)
    instructions, cut, request = text.partition(_CUT)
    if not cut:
        raise PromptError(task, "no line “---” parts what is stable from what is asked")
    if _VARIABLE.search(instructions):
        raise PromptError(task, "what is stable must not hold variables: servers cache it")
    return Prompt(
        task=task,
        version=hashlib.blake2b(f"{house}\0{text}".encode(), digest_size=4).hexdigest(),
        instructions=f"{house.strip()}\n\n{instructions.strip()}",
        request=request.strip(),
    )


def _text(name: str, folder: Path | None) -> str:
    if folder and not folder.is_dir():
        raise PromptError(name, f"there is no folder {folder} to look for it in")
    if folder and (own := folder / f"{name}.md").is_file():
        return own.read_text(encoding="utf-8")
    file = resources.files("agents.prompts").joinpath(f"{name}.md")
    if not file.is_file():
        raise PromptError(name, "there is no such prompt")
    return file.read_text(encoding="utf-8")
