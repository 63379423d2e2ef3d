"""`connect`: a code for a merchant, or a workspace connected at once."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from sqlmodel.ext.asyncio.session import AsyncSession

from handlers.slack.permission import digest_of
from store.codes import redeem_code
from store.database import Database
from store.merchants import upsert_merchant
from store.workspaces import get_workspace
from tests.bot.cli.conftest import Run

Result = TypeVar("Result")
CODE = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}")


@pytest.fixture
def history(run: Run, tmp_path: Path) -> Path:  # noqa: ARG001 - it moved us into the folder
    """A history with two merchants."""
    file = tmp_path / "var" / "crmagent.db"
    within(file, _merchants)
    return file


async def _merchants(session: AsyncSession) -> None:
    for merchant, name in (("m02", "Kopi Lorong"), ("m03", "Batik Ayu")):
        await upsert_merchant(session, merchant_id=merchant, name=name, market="SG", now=datetime.now(UTC))


def within(file: Path, work: Callable[[AsyncSession], Awaitable[Result]]) -> Result:
    """What a unit of work gives."""

    async def do() -> Result:
        database = Database(f"sqlite:///{file}")
        await database.upgrade()
        try:
            async with database.session() as session:
                return await work(session)
        finally:
            await database.close()

    return asyncio.run(do())


def redeemed(file: Path, code: str, *, after: timedelta = timedelta()) -> str | None:
    """Whom a code connects a workspace to, when it is entered after a while."""
    now = datetime.now(UTC) + after
    return within(file, lambda session: redeem_code(session, digest=digest_of(code), team_id="T1", now=now))


def connected(file: Path, team: str) -> str | None:
    """Whose a workspace is."""
    workspace = within(file, lambda session: get_workspace(session, team_id=team))
    return workspace.merchant.id if workspace and workspace.merchant else None


def test_the_code_connects_a_workspace_within_a_day(run: Run, history: Path) -> None:
    result = run("connect", "--merchant", "m02")
    assert result.exit_code == 0
    assert "Kopi Lorong" in result.stdout
    code = CODE.findall(result.stdout)[0]
    assert redeemed(history, code, after=timedelta(hours=23)) == "m02"


def test_after_a_day_the_code_is_worth_nothing(run: Run, history: Path) -> None:
    code = CODE.findall(run("connect", "--merchant", "m02").stdout)[0]
    assert redeemed(history, code, after=timedelta(hours=25)) is None


def test_the_code_may_be_typed_as_it_was_heard(run: Run, history: Path) -> None:
    code = CODE.findall(run("connect", "--merchant", "m02").stdout)[0]
    assert redeemed(history, f" {code.lower().replace('-', ' ')} ") == "m02"


def test_every_code_is_another_and_none_is_kept(run: Run, history: Path) -> None:
    codes = [CODE.findall(run("connect", "--merchant", "m02").stdout)[0] for _ in range(3)]
    assert len(set(codes)) == 3
    kept = b"".join(file.read_bytes() for file in history.parent.iterdir() if file.is_file())
    for code in codes:
        assert code.encode() not in kept
        assert code.replace("-", "").encode() not in kept


def test_programs_get_json(run: Run, history: Path) -> None:
    told = json.loads(run("connect", "--merchant", "kopi lorong", "--json").stdout)
    assert told["merchant"] == "m02"
    assert CODE.fullmatch(told["code"])
    left = datetime.fromisoformat(told["expires_at"]) - datetime.now(UTC)
    assert timedelta(hours=23) < left <= timedelta(hours=24)
    assert redeemed(history, told["code"]) == "m02"


def test_a_workspace_can_be_connected_at_once_and_to_another_shop_later(run: Run, history: Path) -> None:
    assert run("connect", "--merchant", "m02", "--workspace", "T0123ABCD").exit_code == 0
    assert connected(history, "T0123ABCD") == "m02"
    told = run("connect", "--merchant", "m03", "--workspace", "T0123ABCD", "--json")
    assert json.loads(told.stdout) == {"merchant": "m03", "workspace": "T0123ABCD"}
    assert connected(history, "T0123ABCD") == "m03"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--merchant", "m99"], 1, "m02 (Kopi Lorong)"),
        (["--merchant", "m02", "--workspace", "Kopi Lorong"], 2, "T0123ABCD"),
        ([], 2, "--merchant"),
    ],
)
def test_what_cannot_be_done_is_said_with_what_can(
    run: Run, history: Path, arguments: list[str], code: int, told: str
) -> None:
    result = run("connect", *arguments)
    assert (result.exit_code, told in result.stderr) == (code, True)
    assert connected(history, "T0123ABCD") is None


def test_without_a_history_it_says_how_to_get_one(run: Run) -> None:
    result = run("connect", "--merchant", "m02")
    assert (result.exit_code, "python -m bot seed" in result.stderr) == (1, True)
