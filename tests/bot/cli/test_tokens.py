"""Tokens are made, listed and revoked, and calls listed, as the operator does it."""

import asyncio
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.main import command_line
from handlers.copilot.identities import digest_of
from store.calls import add_call
from store.database import Database
from store.rows.copilots import CallRow, TokenRow
from store.tokens import find_token

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)


@pytest.fixture
def folder(demo_history: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(demo_history, tmp_path / "data"))
    monkeypatch.setenv("CRMAGENT_DATA_DIR", str(folder))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return folder


def say(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(command_line(), words)
    assert result.exit_code == code, result.output
    return result.stdout if code == 0 else result.output


def found(folder: Path, token: str, now: datetime) -> TokenRow | None:
    async def find() -> TokenRow | None:
        database = Database(f"sqlite:///{folder / 'crmagent.db'}")
        async with database.session() as session:
            row = await find_token(session, digest=digest_of(token), now=now)
        await database.close()
        return row

    return asyncio.run(find())


def test_a_token_is_printed_once_and_may_read_unless_told(folder: Path) -> None:
    token = say("token", "create", "--merchant", "Kopi Lorong").strip()
    row = found(folder, token, datetime.now(UTC))
    assert row is not None
    assert (row.merchant.id, row.scopes) == ("m02", ("read",))
    assert row.expires_at is not None
    assert token not in say("token", "list")
    assert token.encode() not in (folder / "crmagent.db").read_bytes()


def test_what_a_token_may_is_said_when_it_is_made(folder: Path) -> None:
    words = ("--scopes", "read, write,personal", "--expires", "0", "--time-zone", "Asia/Singapore")
    told = json.loads(say("token", "create", "--merchant", "m02", *words, "--name", "Ana's", "--json"))
    row = found(folder, told["token"], NOW)
    assert row is not None
    assert (row.scopes, row.expires_at) == (("read", "write", "personal"), None)
    assert (row.time_zone, row.name) == ("Asia/Singapore", "Ana's")
    (listed,) = (
        json.loads(line) for line in say("token", "list", "--merchant", "m02", "--json").splitlines()
    )
    assert (listed["id"], listed["scopes"]) == (told["id"], ["read", "write", "personal"])
    assert say("token", "list", "--merchant", "m03", "--json") == ""


def test_a_revoked_token_works_no_more(folder: Path) -> None:
    told = json.loads(say("token", "create", "--merchant", "m02", "--json"))
    assert "is revoked" in say("token", "revoke", told["id"])
    assert found(folder, told["token"], NOW) is None
    assert "revoked" in say("token", "list")
    assert "There is no token" in say("token", "revoke", told["id"], code=2)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--scopes", "admin"), "“admin” is no permission"),
        (("--scopes", ","), "may do nothing"),
        (("--time-zone", "Mars/Olympus"), "is no time zone"),
        (("--time-zone", "../etc"), "is no time zone"),
    ],
)
def test_what_cannot_be_given_is_said(folder: Path, words: tuple[str, ...], problem: str) -> None:
    assert folder.exists()
    assert problem in say("token", "create", "--merchant", "m02", *words, code=2)


def test_a_token_for_nobody_is_not_made(folder: Path) -> None:
    assert folder.exists()
    assert "I know no merchant" in say("token", "create", "--merchant", "nobody", code=1)


def test_calls_are_told_with_who_what_and_cost(folder: Path) -> None:
    assert "No assistant has called" in say("audit")
    fields = {"at": NOW, "detail": "", "elapsed_ms": 61.6, "merchant_id": "m02", "outcome": "ok"}
    calls = [
        CallRow(via="token", team_id="", who="T-1", tool="search", model_calls=0, cost=0.0, **fields),
        CallRow(via="slack", team_id="T0", who="U1", tool="fetch", model_calls=2, cost=0.01, **fields),
        CallRow(via="slack", team_id="", who="", tool="fetch", model_calls=2, cost=None, **fields),
    ]

    async def keep() -> None:
        database = Database(f"sqlite:///{folder / 'crmagent.db'}")
        async with database.session() as session:
            for call in calls:
                await add_call(session, call=call, merchant_id="m02")
        await database.close()

    asyncio.run(keep())
    told = say("audit", "--merchant", "m02").splitlines()
    assert "slack somebody forgotten  m02  fetch  ok  62 ms  2 requests, price unknown" in told[0]
    assert "slack T0/U1  m02  fetch  ok  62 ms  2 requests, USD 0.0100" in told[1]
    assert "token T-1  m02  search  ok  62 ms" in told[2]
    assert json.loads(say("audit", "--json", "--limit", "1"))["tool"] == "fetch"
    assert say("audit", "--merchant", "m03", "--json") == ""
