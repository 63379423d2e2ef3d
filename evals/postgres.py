"""A throw-away Postgres, for what several replicas share."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_UNPRIVILEGED = ("postgres", "nobody")  # it refuses to run as root
_START_WITHIN = 30.0  # seconds
_NONE = "This needs a Postgres server on this machine; on Debian: apt install postgresql"


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a server of our own, gone at the end. Ends the program where there is no Postgres."""
    binaries, port = _binaries(), _free_port()
    folder = Path(tempfile.mkdtemp(prefix="crmagent-pg-"))
    run = _as_somebody(folder)
    data = folder / "data"
    subprocess.run(  # noqa: S603 - ours
        [binaries / "initdb", "-D", data, "-U", "evals", "-A", "trust", "-E", "UTF8", "--no-sync"],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=folder,
        **run,
    )
    server = subprocess.Popen(  # noqa: S603 - ours
        [binaries / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", folder, "-F"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        **run,
    )
    try:
        _wait(binaries, port)
        yield f"postgresql://evals@127.0.0.1:{port}/postgres"
    finally:
        server.send_signal(signal.SIGINT)  # at once, whoever is still connected
        server.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def _binaries() -> Path:
    on_path = shutil.which("initdb")
    places = [Path(on_path).resolve().parent] if on_path else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = next((place for place in places if (place / "postgres").exists()), None)
    return found or sys.exit(_NONE)


def _as_somebody(folder: Path) -> dict[str, Any]:
    """Whom to run it as: ourselves, unless we are root."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name for entry in pwd.getpwall()}
    user = next((name for name in _UNPRIVILEGED if name in known), None)
    if user is None:
        sys.exit("Postgres refuses to run as root, and there is nobody else to run it as.")
    shutil.chown(folder, user)
    return {"user": user, "extra_groups": []}


def _wait(binaries: Path, port: int) -> None:
    end = time.monotonic() + _START_WITHIN
    ready = [str(binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    while subprocess.run(ready, check=False).returncode:  # noqa: S603 - ours
        if time.monotonic() > end:
            sys.exit("Postgres did not start.")
        time.sleep(0.1)


def _free_port() -> int:
    import socket  # noqa: PLC0415

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
