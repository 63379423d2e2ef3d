"""The model server as a process of its own, for measurements that it must not share a core's time with."""

import subprocess
import sys
from types import TracebackType
from typing import Self
from urllib.request import Request, urlopen

_ENOUGH = 10.0


class ServerProcess:
    """`with ServerProcess() as server:` answers like a good model at `server.url` until the block ends."""

    def __init__(self, *options: str) -> None:
        self._options = options
        self.url = ""

    def set_latency(self, seconds: float) -> None:
        """From now on, so many seconds pass until an answer."""
        address = self.url.removesuffix("/v1") + "/latency"
        with urlopen(Request(address, data=str(seconds).encode()), timeout=_ENOUGH) as answer:  # noqa: S310 - our own
            answer.read()

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "evals.model_server", "--port", "0", *self._options]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
        assert self._process.stdout is not None  # noqa: S101 - it was asked for
        said = self._process.stdout.readline()
        if "http" not in said:
            raise OSError(f"The model server did not start: {said or 'it said nothing'}")
        self.url = said.split()[4].rstrip(";")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait(_ENOUGH)
        if self._process.stdout:
            self._process.stdout.close()
