"""A model server made by others: `@copilotkit/aimock`, where it is installed.

`npm install --no-save @copilotkit/aimock@1.43` in the repository is enough; another folder that has
`node_modules` in it can be named in AIMOCK_HOME. Without it, or without Node, its tests are left out.
"""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.error import URLError
from urllib.request import Request, urlopen

from evals.model_server.server import Entry
from tests.house import ROOT

_STARTS_WITHIN = 20.0


def installed() -> Path | None:
    """Its command line, if it and Node are there."""
    homes = [Path(os.environ["AIMOCK_HOME"])] if "AIMOCK_HOME" in os.environ else []
    found = (home / "node_modules/@copilotkit/aimock/dist/cli.js" for home in (*homes, ROOT, *ROOT.parents))
    return next((file for file in found if file.is_file()), None) if shutil.which("node") else None


def fixtures_of(entries: Iterable[Entry], **match: Any) -> list[dict[str, Any]]:
    """A fixture for every question and answer of a run; `match` are further conditions."""
    return [
        {"match": {"userMessage": entry.call.input} | match, "response": {"content": entry.reply.text}}
        for entry in entries
    ]


class Aimock:
    """`with Aimock(cli) as server:` answers at `server.url` as its fixtures say, with 503 where none does."""

    def __init__(self, cli: Path, folder: Path) -> None:
        self._cli, self._folder = cli, folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]

    @property
    def url(self) -> str:
        """The base URL that a client needs."""
        return f"http://127.0.0.1:{self._port}/v1"

    def answer(self, fixtures: list[dict[str, Any]], **chaos: float) -> None:
        """From now on answer by these fixtures alone, with this much chaos, such as `rateLimitRate`."""
        self._control("DELETE", "fixtures")
        self._control("POST", "reset")
        self._control("POST", "fixtures", {"fixtures": fixtures})
        self._control("POST", "chaos", chaos)

    def asked(self) -> list[dict[str, Any]]:
        """What was asked since, as its journal has it."""
        found = self._control("GET", "journal")
        return found if isinstance(found, list) else list(found["entries"])

    def __enter__(self) -> Self:
        command = ["node", str(self._cli), "-p", str(self._port), "-f", str(self._folder), "--strict"]
        self._process = subprocess.Popen([*command, "--log-level", "silent"])
        until = time.monotonic() + _STARTS_WITHIN
        while not self._is_up():
            if self._process.poll() is not None or time.monotonic() > until:
                raise OSError("aimock did not start")
            time.sleep(0.05)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait(_STARTS_WITHIN)

    def _is_up(self) -> bool:
        try:
            self._control("GET", "health")
        except URLError:
            return False
        return True

    def _control(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        address = f"http://127.0.0.1:{self._port}/__aimock/{path}"
        asked = Request(address, data=data, method=method, headers={"Content-Type": "application/json"})
        with urlopen(asked, timeout=5) as answer:  # noqa: S310 - on this machine
            return json.loads(answer.read() or b"null")
