"""Calls are written down, whatever becomes of the process, the database and whoever called."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import pytest_asyncio
from mcp import Client
from mcp.types import CallToolResult

from agents.types import Merchant
from bot.copilot import copilot_server, open_site
from bot.settings import Settings
from handlers.copilot.audit import Audit
from handlers.copilot.boundary import Boundary
from handlers.copilot.desk import CopilotDesk
from handlers.copilot.errors import NotKeptError
from store.calls import list_calls
from store.database import Database
from store.merchants import upsert_merchant
from store.rows.copilots import CallEnding
from tests.handlers.copilot.conftest import NOW, caller, text_of
from tests.handlers.copilot.mortal import call
from tests.house import ROOT

pytestmark = pytest.mark.asyncio(loop_scope="module")
WELL = CallEnding(outcome="ok", detail="", elapsed_ms=12.5, model_calls=2, cost=0.01)
GONE = caller(merchant=Merchant(id="gone", name="Gone", market="SG"))


@pytest_asyncio.fixture(loop_scope="module")
async def store(tmp_path: Path) -> AsyncIterator[Database]:
    """A database with a merchant in it."""
    database = Database(f"sqlite:///{tmp_path / 'store.db'}")
    await database.upgrade()
    async with database.session() as session:
        await upsert_merchant(session, merchant_id="m02", name="Kopi Lorong", market="SG", now=NOW)
    yield database
    await database.close()


async def written(database: Database) -> list[tuple[str, str]]:
    """The tools that were called and how that ended, first to last; nothing is waited for."""
    async with database.session() as session:
        rows = await list_calls(session, merchant_id=None, limit=50)
    return [(row.tool, row.outcome) for row in reversed(rows)]


@asynccontextmanager
async def locked(database: Database) -> AsyncIterator[None]:
    """While somebody else writes."""
    async with database.session() as session:
        await upsert_merchant(session, merchant_id="m03", name="Another", market="SG", now=NOW)
        yield


async def test_a_killed_process_leaves_what_it_answered_and_what_it_worked_on(store: Database) -> None:
    command = (sys.executable, "-m", "tests.handlers.copilot.mortal", f"sqlite:///{store.file}")
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stderr=asyncio.subprocess.PIPE)
    _, error = await process.communicate()
    assert process.returncode == -signal.SIGKILL, error.decode()
    assert await written(store) == [("start_trial", "begun"), ("search", "begun")]


async def test_a_call_is_there_while_it_is_worked_on_and_its_end_when_all_is_settled(store: Database) -> None:
    audit = Audit(store, lambda: NOW)
    async with audit.call(call("search")) as entry:
        await entry.kept()
        assert await written(store) == [("search", "begun")]
        entry.ending = WELL
    await audit.settled()
    async with store.session() as session:
        (row,) = await list_calls(session, merchant_id="m02", limit=9)
    assert (row.at, row.via, row.who, row.merchant_id) == (NOW, "token", "T-1", "m02")
    assert CallEnding.of(row) == WELL


async def test_nobody_waits_until_the_end_is_written(store: Database) -> None:
    audit = Audit(store, lambda: NOW)
    async with AsyncExitStack() as others:
        async with audit.call(call("search")) as entry:
            await entry.kept()
            await others.enter_async_context(locked(store))
            entry.ending = WELL
        assert await written(store) == [("search", "begun")]
    await audit.settled()
    assert await written(store) == [("search", "ok")]


async def test_a_site_that_ends_writes_everything_first(desk: CopilotDesk, store: Database) -> None:
    audit = Audit(store, lambda: NOW)
    settings = Settings(_env_file=None)  # type: ignore[call-arg] # pydantic's own
    site = open_site(settings, replace(desk, audit=audit, local=None), address="http://127.0.0.1:1")
    stop = asyncio.Event()

    async def serving() -> list[tuple[str, str]]:
        async with site.running():
            await stop.wait()
        return await written(store)

    served = asyncio.create_task(serving())
    async with AsyncExitStack() as others:
        async with audit.call(call("search")) as entry:
            await entry.kept()
            await others.enter_async_context(locked(store))
            entry.ending = WELL
        stop.set()
        await asyncio.wait({served}, timeout=0.2)  # in which one that did not wait would be through
    assert await served == [("search", "ok")]


async def test_calls_stand_in_the_order_in_which_they_began(store: Database) -> None:
    audit = Audit(store, lambda: NOW)
    async with audit.call(call("first")) as first:
        async with audit.call(call("second")) as second:
            second.ending = WELL
        await audit.settled()
        first.ending = WELL
    await audit.settled()
    assert await written(store) == [("first", "ok"), ("second", "ok")]


async def test_fifty_calls_at_once_are_all_there_each_with_its_own_end(store: Database) -> None:
    audit = Audit(store, lambda: NOW)

    async def one(number: int) -> None:
        async with audit.call(call(f"tool {number}")) as entry:
            entry.ending = replace(WELL, outcome=f"end {number}")

    await asyncio.gather(*map(one, range(50)))
    await audit.settled()
    assert sorted(await written(store)) == sorted((f"tool {n}", f"end {n}") for n in range(50))


async def test_a_call_that_is_broken_off_says_so(desk: CopilotDesk, store: Database) -> None:
    begun = asyncio.Event()

    class Thinking:
        async def take(self, *_: Any) -> Any:
            begun.set()
            await asyncio.Event().wait()

    audit = Audit(store, lambda: NOW)
    think: Any = lambda **_: Thinking()  # noqa: E731 - a protocol's
    async with Client(copilot_server(replace(desk, audit=audit, converse=think))) as client:
        asking = asyncio.create_task(client.call_tool("rewrite_message", {"body": "Hi there"}))
        await begun.wait()
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
    await audit.settled()
    assert await written(store) == [("rewrite_message", "cancelled")]


async def test_what_cannot_be_written_down_is_not_answered(store: Database) -> None:
    audit = Audit(store, lambda: NOW)

    async def ask() -> None:
        async with audit.call(call("search", "gone")):
            pass

    with pytest.raises(NotKeptError):
        await ask()
    await audit.settled()
    assert await written(store) == []


@pytest.mark.parametrize(("scope", "is_done"), [("read", True), ("write", False)])
async def test_nothing_is_changed_by_a_call_that_cannot_be_written_down(
    desk: CopilotDesk, store: Database, scope: Any, *, is_done: bool
) -> None:
    done = []

    async def do() -> CallToolResult:
        done.append(scope)
        return CallToolResult(content=[])

    stands_before: Any = Boundary(replace(desk, audit=Audit(store, lambda: NOW), local=GONE))
    result = await stands_before.call(SimpleNamespace(request=None), "a tool", scope, do)
    assert result.is_error
    assert text_of(result).startswith("I could not get at my records.")
    assert bool(done) == is_done


async def test_an_end_that_cannot_be_written_is_told_to_the_operator(
    store: Database, caplog: pytest.LogCaptureFixture
) -> None:
    audit = Audit(store, lambda: NOW)
    async with audit.call(call("search")) as entry:
        await entry.kept()
        entry.ending = replace(WELL, outcome=None)  # type: ignore[arg-type] # what no row may have
    await audit.settled()
    assert "how a call ended could not be written down" in caplog.text
    assert await written(store) == [("search", "begun")]
