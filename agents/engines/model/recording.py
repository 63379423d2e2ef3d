"""A model's answers on file: each request with its answer, to be looked at, shared and used again."""

import asyncio
import json
import os
import threading
from pathlib import Path
from typing import Any

from agents.engines.model.errors import (
    ModelBusyError,
    ModelError,
    ModelInvalidError,
    ModelRefusedError,
    ModelRejectedError,
    ModelTimeoutError,
    ModelUnreachableError,
    NoRecordingError,
)
from agents.engines.model.types import ModelAnswer, ModelCall, ModelServer

_ERRORS: dict[str, type[ModelError]] = {
    error.trouble: error
    for error in (
        ModelBusyError,
        ModelInvalidError,
        ModelRefusedError,
        ModelRejectedError,
        ModelTimeoutError,
        ModelUnreachableError,
    )
}


class Recorder:
    """Asks a server and keeps what was asked and answered in a folder, a file of JSON each.

    The name of a file is made of the task and of everything that the answer depends on. Failures are
    kept too. Texts are lists of lines, so that a person can read them.
    """

    def __init__(self, server: ModelServer, folder: Path) -> None:
        self._server, self._folder = server, folder

    async def ask(self, call: ModelCall, *, within: float | None = None) -> ModelAnswer:
        """The server's answer, and a file of it. Raises what the server raises."""
        try:
            answer = await self._server.ask(call, within=within)
        except ModelError as error:
            await asyncio.to_thread(self._keep, call, {"trouble": error.trouble, "detail": error.detail})
            raise
        said = answer.model_dump(mode="json")
        await asyncio.to_thread(self._keep, call, {"answer": said | {"text": _lines(answer.text)}})
        return answer

    def _keep(self, call: ModelCall, outcome: dict[str, Any]) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        asked = call.model_dump(mode="json", exclude_none=True)
        asked |= {name: _lines(asked[name]) for name in ("instructions", "request")}
        text = json.dumps({"asked": asked} | outcome, ensure_ascii=False, indent=1)
        file = _file(self._folder, call)
        # The same question may be asked twice at once: each has a file of its own until it is whole.
        written = file.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
        written.write_text(text + "\n", encoding="utf-8")
        written.replace(file)


class Replayer:
    """Answers from a folder that a `Recorder` filled, without any server."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def ask(self, call: ModelCall, *, within: float | None = None) -> ModelAnswer:  # noqa: ARG002 - the protocol's
        """The recorded answer, or the recorded failure raised again. Raises `NoRecordingError` too."""
        file = _file(self._folder, call)
        try:
            found = json.loads(await asyncio.to_thread(file.read_text, encoding="utf-8"))
        except FileNotFoundError:
            raise NoRecordingError(call.model, f"there is no {file.name} among the recordings") from None
        except ValueError:
            raise NoRecordingError(call.model, f"{file.name} is no recording") from None
        if "trouble" in found:
            raise _ERRORS[found["trouble"]](call.model, found["detail"])
        said = found["answer"]
        return ModelAnswer.model_validate(said | {"text": "\n".join(said["text"])})


def _file(folder: Path, call: ModelCall) -> Path:
    return folder / f"{call.task}-{call.key}.json"


def _lines(text: str) -> list[str]:
    # `splitlines` knows more ends of lines than a join puts back.
    return text.split("\n")
