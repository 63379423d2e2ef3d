"""Fixtures for tests that need a real database: SQLite in a file, and a Postgres of their own.

The server is started once for the whole run, in a temporary folder on a free port, and stopped at
its end. A folder of tests takes them all up in its conftest, as tests/store does.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from sqlalchemy import create_engine

from store.database import Database
from store.migrations import upgrade
from store.models import Table

# initdb and postgres refuse root: in a container, run them as whoever of these there is.
_UNPRIVILEGED = ("postgres", "nobody")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a throw-away server, without a database name; skips where there is no Postgres."""
    binaries = _binaries()
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    user = _user()
    if user:
        shutil.chown(folder, user)
    data, port = folder / "data", _free_port()
    run: dict[str, Any] = {"user": user, "extra_groups": []} if user else {}
    subprocess.run(
        [binaries / "initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync"],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=folder,
        **run,
    )
    server = subprocess.Popen(
        [binaries / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", folder, "-F"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        **run,
    )
    try:
        _wait(binaries, port, server)
        yield f"postgresql://tests@127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGINT)  # at once, whoever is still connected
        server.wait(timeout=20)
        shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgres"])
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database: each test runs on SQLite and on Postgres."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    server: str = request.getfixturevalue("postgres_server")
    name = f"t{uuid.uuid4().hex}"
    connection = await asyncpg.connect(f"{server}/postgres")
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
    return f"{server}/{name}"


@pytest.fixture(scope="session")
def upgraded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the newest schema and nothing in it, for copying."""
    file = tmp_path_factory.mktemp("upgraded") / "store.db"
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        upgrade(connection)
    engine.dispose()
    return file


@pytest.fixture(params=["sqlite", "postgres"])
async def database(
    request: pytest.FixtureRequest, tmp_path: Path, upgraded_file: Path
) -> AsyncIterator[Database]:
    """A database with the newest schema and nothing in it, on SQLite and on Postgres.

    Making one takes a tenth of a second: on SQLite it is a copy, on Postgres one for all tests,
    emptied before each.
    """
    if request.param == "sqlite":
        database = Database(f"sqlite:///{shutil.copy(upgraded_file, tmp_path / 'store.db')}")
    else:
        database = Database(f"{request.getfixturevalue('postgres_server')}/postgres")
        await database.upgrade()
        await _empty(database)
    yield database
    await database.close()


async def _empty(database: Database) -> None:
    async with database.session() as session:
        connection = await session.connection()
        for table in reversed(Table.metadata.sorted_tables):
            await connection.execute(table.delete())


def _binaries() -> Path:
    on_path = shutil.which("initdb")
    places = [Path(on_path).resolve().parent] if on_path else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for place in places:
        if (place / "initdb").exists() and (place / "postgres").exists():
            return place
    pytest.skip("no Postgres server on this machine (initdb is not on the PATH)")


def _user() -> str | None:
    """Whom to run the server as: None is ourselves."""
    if os.name != "posix" or os.geteuid() != 0:
        return None
    # Not there on Windows, where nobody is root either.
    import pwd  # noqa: PLC0415

    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in _UNPRIVILEGED:
        if name in known:
            return name
    pytest.skip("Postgres refuses to run as root and there is no other user to run it as")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(binaries: Path, port: int, server: subprocess.Popen[Any]) -> None:
    ask = [str(binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    for _ in range(200):
        if server.poll() is not None:
            pytest.fail(f"Postgres stopped at once with exit code {server.returncode}")
        if subprocess.run(ask, check=False).returncode == 0:
            return
        time.sleep(0.05)
    pytest.fail("Postgres was not ready after ten seconds")
