"""Workspaces that installed the app: kept sealed, found again, exchanged in time, forgotten at the end."""

import uuid
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from cryptography.fernet import Fernet
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.sqlalchemy import AsyncSQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import AsyncSQLAlchemyOAuthStateStore
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator

from handlers.slack.clients import Clients, web_client
from handlers.slack.enterprises import Enterprises
from handlers.slack.errors import AccessLostError
from handlers.slack.installations import Installations
from handlers.slack.installed import InstalledWorkspaces
from handlers.slack.lifecycle import on_tokens_revoked, on_uninstalled
from handlers.slack.oauth_states import OneTimeStates
from handlers.slack.sealing import Seal, WrongKeyError
from store.database import Database
from store.workspaces import get_workspace, note_workspace
from tests.databases import database, postgres_server, upgraded_file

__all__ = ["database", "postgres_server", "upgraded_file"]

# How the SDK sends the client secret along.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")

TOKEN, REFRESH = "xoxb-secret-of-acme", "xoxe-1-secret-of-acme"
FRESH, NEXT = "xoxe.xoxb-new", "xoxe-1-new"
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def key() -> str:
    return Fernet.generate_key().decode()


def later() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def tables(database: Database) -> AsyncSQLAlchemyInstallationStore:
    """Slack's tables, for a client of this test's own."""
    return AsyncSQLAlchemyInstallationStore(uuid.uuid4().hex, database.engine)


@pytest.fixture
async def kept(tables: AsyncSQLAlchemyInstallationStore) -> Installations:
    installations = Installations(tables, Seal(key()))
    await empty(tables)
    await installations.prepare()
    return installations


async def empty(tables: AsyncSQLAlchemyInstallationStore) -> None:
    """On Postgres the tables are there from the test before."""
    async with tables.engine.begin() as connection:
        await connection.run_sync(tables.metadata.drop_all)


def granted(team: str | None = "T1", *, enterprise: str | None = None, **more: Any) -> Installation:
    fields = {"app_id": "A1", "team_name": "Acme", "bot_token": TOKEN, "bot_refresh_token": REFRESH}
    fields |= {"bot_id": "B1", "bot_user_id": "UB", "bot_scopes": "chat:write", "user_id": "U1"}
    fields |= {"user_token": "xoxp-secret", "user_refresh_token": "xoxe-1-secret"}
    whole = team is None
    return Installation(**fields | more, team_id=team, enterprise_id=enterprise, is_enterprise_install=whole)


async def raw(tables: AsyncSQLAlchemyInstallationStore) -> list[str]:
    """Every value of every row, as a copy of the database would show it."""
    async with tables.engine.connect() as connection:
        rows = [
            row
            for name in (tables.bots.name, tables.installations.name)
            for row in (await connection.exec_driver_sql(f"SELECT * FROM {name}")).all()  # noqa: S608
        ]
    return [str(value) for row in rows for value in row]


async def test_no_token_can_be_read_off_the_tables(
    kept: Installations, tables: AsyncSQLAlchemyInstallationStore
) -> None:
    await kept.async_save(granted())
    values = await raw(tables)
    assert "T1" in values
    assert [value for value in values if "xox" in value or "secret" in value] == []


async def test_whoever_has_the_key_finds_every_token_again(kept: Installations) -> None:
    await kept.async_save(granted())
    bot = await kept.async_find_bot(enterprise_id=None, team_id="T1")
    assert bot is not None
    assert (bot.bot_token, bot.bot_refresh_token) == (TOKEN, REFRESH)
    whole = await kept.async_find_installation(enterprise_id=None, team_id="T1", user_id="U1")
    assert whole is not None
    assert (whole.bot_token, whole.user_token, whole.user_refresh_token) == (
        *(TOKEN, "xoxp-secret"),
        "xoxe-1-secret",
    )


async def test_a_rotated_token_is_as_long_as_slack_likes(kept: Installations) -> None:
    long = "xoxe.xoxb-1-" + "M" * 600
    await kept.async_save(granted(bot_token=long))
    bot = await kept.async_find_bot(enterprise_id=None, team_id="T1")
    assert bot is not None
    assert bot.bot_token == long


async def test_with_another_key_the_start_is_refused_with_what_to_do(
    kept: Installations, tables: AsyncSQLAlchemyInstallationStore
) -> None:
    await kept.async_save(granted())
    with pytest.raises(WrongKeyError) as refused:
        await Installations(tables, Seal(key())).prepare()
    assert "CRMAGENT_ENCRYPTION_KEY" in str(refused.value)


async def test_after_a_start_with_a_new_key_before_the_old_one_the_old_one_can_go(
    tables: AsyncSQLAlchemyInstallationStore,
) -> None:
    old, new = key(), key()
    await empty(tables)
    first = Installations(tables, Seal(old))
    await first.prepare()
    await first.async_save(granted())
    await Installations(tables, Seal(f"{new},{old}")).prepare()
    only_new = Installations(tables, Seal(new))
    await only_new.prepare()
    bot = await only_new.async_find_bot(enterprise_id=None, team_id="T1")
    assert bot is not None
    assert bot.bot_token == TOKEN


async def test_a_state_is_good_once_and_for_a_while(database: Database) -> None:
    tables = AsyncSQLAlchemyOAuthStateStore(600, database.engine)
    states = OneTimeStates(tables, later)
    await states.prepare()
    state = await states.async_issue()
    assert await states.async_consume("another") is False
    assert await states.async_consume(state) is True
    assert await states.async_consume(state) is False
    late = await states.async_issue()
    assert await OneTimeStates(tables, lambda: datetime(2100, 1, 1, tzinfo=UTC)).async_consume(late) is False


async def test_states_that_nobody_came_back_with_are_forgotten(database: Database) -> None:
    tables = AsyncSQLAlchemyOAuthStateStore(600, database.engine)
    states = OneTimeStates(tables, lambda: datetime(2100, 1, 1, tzinfo=UTC))
    await states.prepare()
    await tables.async_issue()
    kept = await states.async_issue()
    async with database.engine.connect() as connection:
        rows = (await connection.exec_driver_sql("SELECT state FROM slack_oauth_states")).all()
    assert [row[0] for row in rows] == [kept]


class Slack:
    """The part of Slack that exchanges tokens."""

    def __init__(self) -> None:
        self.answers: list[dict[str, Any]] = []
        self.asked: list[dict[str, Any]] = []
        self.url = ""

    async def handle(self, request: web.Request) -> web.Response:
        self.asked.append(dict(await request.post()))
        return web.json_response(self.answers.pop(0) if self.answers else {"ok": False, "error": "bad"})


@pytest.fixture
async def slack(unused_tcp_port_factory: Callable[[], int]) -> AsyncIterator[Slack]:
    slack = Slack()
    app = web.Application()
    app.router.add_post("/api/oauth.v2.access", slack.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port := unused_tcp_port_factory())
    await site.start()
    slack.url = f"http://127.0.0.1:{port}/api/"
    yield slack
    await runner.cleanup()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def workspaces(
    kept: Installations, database: Database, slack: Slack, session: aiohttp.ClientSession
) -> InstalledWorkspaces:
    client = web_client(base_url=slack.url, session=session)
    rotator = AsyncTokenRotator(client_id="1.2", client_secret="s", client=client)  # noqa: S106 - of nobody
    return InstalledWorkspaces(kept, rotator, Enterprises(database, later), later)


async def test_a_workspace_gets_a_client_with_its_own_token(
    kept: Installations, workspaces: InstalledWorkspaces, session: aiohttp.ClientSession
) -> None:
    await kept.async_save(granted("T1"))
    await kept.async_save(granted("T2", bot_token="xoxb-of-two"))  # noqa: S106 - of nobody
    clients = Clients(workspaces, base_url="http://slack.test/api/", session=session)
    assert (await clients.of("T1")).token == TOKEN
    two = await clients.of("T2")
    assert (two.token, two.base_url) == ("xoxb-of-two", "http://slack.test/api/")


async def test_where_the_app_is_not_installed_there_is_no_client(workspaces: InstalledWorkspaces) -> None:
    with pytest.raises(AccessLostError):
        await workspaces.of("T1")


async def test_a_workspace_of_an_enterprise_is_found_by_its_own_id(
    kept: Installations, workspaces: InstalledWorkspaces, database: Database
) -> None:
    """A job knows its workspace alone; that it belongs to an enterprise was noted at the installation."""
    await kept.async_save(granted("T1", enterprise="E1"))
    async with database.session() as db:
        await note_workspace(db, team_id="T1", name="Acme", now=NOW, enterprise_id="E1")
    assert (await workspaces.of("T1")).token == TOKEN


async def test_an_app_of_a_whole_enterprise_speaks_in_each_of_its_workspaces(
    kept: Installations, workspaces: InstalledWorkspaces, database: Database
) -> None:
    await kept.async_save(granted(None, enterprise="E1"))
    enterprises, went_on = Enterprises(database, later), []

    async def go_on() -> None:
        went_on.append(True)

    context = AsyncBoltContext({"is_enterprise_install": True, "enterprise_id": "E1"})
    await enterprises.notice({"team_id": "T7"}, context, go_on)
    assert went_on
    assert (await workspaces.of("T7")).token == TOKEN
    with pytest.raises(AccessLostError):
        await workspaces.of("T8")


async def test_a_token_that_ends_soon_is_exchanged_once_and_kept(
    kept: Installations, workspaces: InstalledWorkspaces, slack: Slack
) -> None:
    await kept.async_save(granted(bot_token_expires_in=60))
    slack.answers.append(
        {"ok": True, "token_type": "bot", "access_token": FRESH, "expires_in": 43200}
        | {"refresh_token": NEXT}
    )
    assert (await workspaces.of("T1")).token == FRESH
    assert (await workspaces.of("T1")).token == FRESH
    assert [asked["refresh_token"] for asked in slack.asked] == [REFRESH]
    bot = await kept.async_find_bot(enterprise_id=None, team_id="T1")
    assert bot is not None
    assert bot.bot_refresh_token == NEXT


async def test_when_the_exchange_is_refused_the_old_token_serves_to_its_end(
    kept: Installations, workspaces: InstalledWorkspaces
) -> None:
    await kept.async_save(granted("T1", bot_token_expires_in=60))
    assert (await workspaces.of("T1")).token == TOKEN
    await kept.async_save(granted("T2", bot_token_expires_in=-60))
    with pytest.raises(AccessLostError):
        await workspaces.of("T2")


def told(team: str, **event: Any) -> tuple[dict[str, Any], AsyncBoltContext]:
    """An event as Bolt hands it over."""
    body = {"team_id": team, "event_time": later().timestamp() + 1, "event": event}
    return body, AsyncBoltContext({"team_id": team})


async def known(database: Database, team: str) -> bool:
    async with database.session() as db:
        return await get_workspace(db, team_id=team) is not None


@pytest.mark.parametrize("end", ["uninstalled", "revoked"])
async def test_at_the_end_everything_of_the_workspace_goes_and_nothing_of_others(
    kept: Installations, tables: AsyncSQLAlchemyInstallationStore, database: Database, end: str
) -> None:
    for team in ("T1", "T2"):
        await kept.async_save(granted(team))
        async with database.session() as db:
            await note_workspace(db, team_id=team, name="Acme", now=NOW)
    if end == "uninstalled":
        body, context = told("T1", type="app_uninstalled")
        await on_uninstalled(body, context, database=database, installations=kept)
    else:
        body, context = told("T1", type="tokens_revoked", tokens={"bot": ["UB"], "oauth": []})
        await on_tokens_revoked(body, context, database=database, installations=kept)
    assert "T1" not in await raw(tables)
    assert "T2" in await raw(tables)
    assert (await known(database, "T1"), await known(database, "T2")) == (False, True)


async def test_a_persons_token_that_is_revoked_changes_nothing(
    kept: Installations, database: Database
) -> None:
    await kept.async_save(granted("T1"))
    body, context = told("T1", type="tokens_revoked", tokens={"oauth": ["U1"]})
    await on_tokens_revoked(body, context, database=database, installations=kept)
    assert await kept.async_find_bot(enterprise_id=None, team_id="T1") is not None


async def test_late_news_of_an_uninstallation_does_not_undo_a_new_installation(
    kept: Installations, database: Database
) -> None:
    await kept.async_save(granted("T1"))
    body, context = told("T1", type="app_uninstalled")
    body["event_time"] = later().timestamp() - 300
    await on_uninstalled(body, context, database=database, installations=kept)
    assert await kept.async_find_bot(enterprise_id=None, team_id="T1") is not None


async def test_with_a_token_from_the_settings_the_workspace_alone_is_forgotten(database: Database) -> None:
    async with database.session() as db:
        await note_workspace(db, team_id="T1", name="Acme", now=NOW)
    body, context = told("T1", type="app_uninstalled")
    await on_uninstalled(body, context, database=database, installations=None)
    assert not await known(database, "T1")
