"""Serving Slack, whole: against a local Slack, over both transports, to the orderly end."""

import asyncio
import json
import os
import signal
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from cryptography.fernet import Fernet
from pydantic import SecretStr

from bot.plan import plan
from bot.serving import Served, open_served
from bot.settings import Settings, SettingsError
from handlers.slack.identity import SlackAwayError
from playground import Playground
from playground.world.leaving import uninstall
from store.workspaces import get_workspace
from tests.databases import postgres_server
from tests.house import ROOT

__all__ = ["postgres_server"]

pytestmark = [
    # How the SDK sends the client secret along.
    pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning"),
]

Json = dict[str, Any]
KEPT = (
    "SELECT team_id FROM slack_bots UNION SELECT team_id FROM slack_installations "
    "UNION SELECT team_id FROM workspaces"
)


@pytest.fixture
async def slack() -> AsyncIterator[Playground]:
    """The local Slack."""
    async with Playground(retry_after=(0, 0.2, 0.4)) as slack:
        yield slack


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder of the bot, not there yet."""
    return tmp_path / "var"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def of_one(slack: Playground, folder: Path, **more: Any) -> Settings:
    """One workspace, by its token."""
    given: Json = {
        "data_dir": folder,
        "port": 0,
        "slack_api_url": slack.api_url,
        "slack_bot_token": SecretStr(slack.bot_token),
        "slack_app_token": SecretStr(slack.app_token),
        "slack_signing_secret": SecretStr(slack.signing_secret),
    }
    return Settings(_env_file=None, database_url="", **given | more)  # type: ignore[call-arg] # pydantic's own


def of_many(slack: Playground, folder: Path, key: str, **more: Any) -> Settings:
    """Many workspaces, each of which installs the app."""
    port = free_port()
    given = {
        "slack_bot_token": None,
        "slack_app_token": None,
        "slack_client_id": slack.client_id,
        "slack_client_secret": SecretStr(slack.client_secret),
        "encryption_key": SecretStr(key),
        "public_url": f"http://127.0.0.1:{port}",
        "port": port,
    }
    return of_one(slack, folder, **given | more)


@asynccontextmanager
async def serving(slack: Playground, settings: Settings, **told: bool) -> AsyncIterator[Served]:
    chosen = plan(settings, **told)
    async with open_served(settings, chosen) as served:
        slack.events_url = None if chosen.socket else f"{served.address}/slack/events"
        yield served
    slack.events_url = None


async def page(url: str, **headers: str) -> tuple[int, str]:
    async with ClientSession() as session, session.get(url, headers=headers, allow_redirects=False) as answer:
        return answer.status, await answer.text()


async def is_answered(slack: Playground, user: str = "U_ANA") -> bool:
    """Whether a draft sent by this person gets an answer in its thread."""
    person = slack.person(user)
    dm = await person.opens_dm()
    ts = await person.says(dm, "push to new buyers: Come back for a special treat!")
    await slack.until(lambda: len(slack.messages(dm, ts)) > 1, seconds=20)
    return bool(slack.messages(dm, ts)[1]["bot_id"])


@pytest.mark.parametrize("told", [{"socket": True}, {"http": True}, {"socket": True, "http": True}])
async def test_one_workspace_is_served_over_either_transport(
    slack: Playground, folder: Path, told: dict[str, bool]
) -> None:
    async with serving(slack, of_one(slack, folder), **told) as served:
        assert "as @CRMAgent in “Kopi Lorong”" in served.greeting
        assert ("over Socket Mode" in served.greeting) == ("socket" in told)
        assert await is_answered(slack)


async def test_history_and_jobs_may_be_on_a_server(
    slack: Playground, folder: Path, postgres_server: str
) -> None:
    settings = of_one(slack, folder).model_copy(update={"database_url": f"{postgres_server}/postgres"})
    async with serving(slack, settings, socket=True):
        assert await is_answered(slack)
    assert databases(folder) == []


def databases(folder: Path) -> list[Path]:
    return list(folder.glob("*.db"))


async def test_the_workspace_is_known_from_the_start(slack: Playground, folder: Path) -> None:
    settings = of_one(slack, folder)
    async with serving(slack, settings, socket=True) as served, served.slack.database.session() as session:
        workspace = await get_workspace(session, team_id="T_DEMO")
    assert workspace is not None
    assert (workspace.name, workspace.merchant) == ("Kopi Lorong", None)


async def test_health_tells_of_every_part_and_of_no_secret(slack: Playground, folder: Path) -> None:
    async with serving(slack, of_one(slack, folder), socket=True, http=True) as served:
        status, text = await page(f"{served.address}/healthz")
        well = {"ok": True, "database": True, "jobs": True, "socket": True, "unfinished": 0}
        assert (status, json.loads(text)) == (200, well)
        slack.faults.fail("apps.connections.open", status=500, times=100)
        slack.faults.drop_socket()
        await slack.until(lambda: slack.sockets.connections == 0)
        status, text = await page(f"{served.address}/healthz")
        assert (status, json.loads(text)) == (503, well | {"ok": False, "socket": False})


async def test_over_socket_alone_no_port_is_opened(slack: Playground, folder: Path) -> None:
    async with serving(slack, of_one(slack, folder, port=1), socket=True) as served:
        assert served.address == ""


async def installs(slack: Playground, served: Served, team: str) -> tuple[int, str]:
    """Somebody installs the app in a browser: our page, Slack's consent, and back."""
    async with ClientSession() as browser:
        async with browser.get(f"{served.address}/slack/install?team={team}") as answer:
            text, cookie = await answer.text(), answer.headers["Set-Cookie"].partition(";")[0]
        consent = text.partition('class="button" href="')[2].partition('"')[0].replace("&amp;", "&")
        assert consent.startswith(f"{slack.url}/oauth/v2/authorize")
        async with browser.get(consent, allow_redirects=False) as answer:
            back = answer.headers["Location"]
        # The cookie is for https alone; in front of us there is a proxy that speaks it.
        async with browser.get(back, headers={"Cookie": cookie}) as answer:
            return answer.status, await answer.text()


async def test_a_workspace_installs_the_app_is_served_and_takes_it_away(
    slack: Playground, folder: Path
) -> None:
    settings = of_many(slack, folder, Fernet.generate_key().decode())
    async with serving(slack, settings) as served:
        assert f"{served.address}/slack/install" in served.greeting
        status, text = await installs(slack, served, "T_DEMO")
        assert (status, "/crm connect" in text, "slack://app?team=T_DEMO" in text) == (200, True, True)
        assert await is_answered(slack)
        assert [row[0] for row in rows(folder, "SELECT team_id FROM workspaces")] == ["T_DEMO"]
        assert rows(folder, "SELECT team_id FROM slack_bots WHERE bot_token LIKE 'xox%'") == []

        uninstall(slack.world, slack.team("T_DEMO"))
        await slack.until(lambda: rows(folder, KEPT) == [])


def rows(folder: Path, query: str) -> list[Any]:
    """What another program would read in the database."""
    database = sqlite3.connect(folder / "crmagent.db")
    try:
        return database.execute(query).fetchall()
    finally:
        database.close()


async def test_even_the_most_talkative_log_holds_no_token(
    slack: Playground, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    settings = of_many(slack, folder, Fernet.generate_key().decode())
    async with serving(slack, settings) as served:
        await installs(slack, served, "T_DEMO")
        assert await is_answered(slack)
    async with serving(slack, of_one(slack, folder), socket=True):
        assert await is_answered(slack, "U_BEN")
    secrets = (slack.bot_token, slack.app_token, slack.client_secret, slack.signing_secret)
    assert "is not a valid argument" not in caplog.text, "Bolt calls every listener as it is written"
    assert [secret for secret in secrets if secret in caplog.text] == []


async def test_each_workspace_that_installed_the_app_is_spoken_to_with_its_own_token(
    slack: Playground, folder: Path
) -> None:
    settings = of_many(slack, folder, Fernet.generate_key().decode())
    async with serving(slack, settings) as served:
        for team in ("T_DEMO", "T_OTHER"):
            await installs(slack, served, team)
        assert await is_answered(slack, "U_ANA")
        assert await is_answered(slack, "U_ZOE")
    tokens = {call.token for call in slack.calls("chat.postMessage")}
    assert tokens == {slack.team(team).installation.token for team in ("T_DEMO", "T_OTHER")}


async def test_in_a_workspace_that_did_not_install_the_app_nothing_happens(
    slack: Playground, folder: Path
) -> None:
    settings = of_many(slack, folder, Fernet.generate_key().decode())
    async with serving(slack, settings):
        zoe = slack.person("U_ZOE")
        await zoe.says(await zoe.opens_dm(), "help")
        await slack.until(lambda: slack.deliveries and all(d.acked_at for d in slack.deliveries))
        assert slack.calls("chat.postMessage") == []


async def test_a_way_back_that_nobody_was_sent_is_refused(slack: Playground, folder: Path) -> None:
    settings = of_many(slack, folder, Fernet.generate_key().decode())
    async with serving(slack, settings) as served:
        back = f"{served.address}/slack/oauth_redirect"
        assert (await page(f"{back}?code=x&state=y"))[0] == 400
        assert (await page(f"{back}?code=x&state=y", Cookie="slack-app-oauth-state=y"))[0] == 401
        assert "did not allow it" in (await page(f"{back}?error=access_denied"))[1]
        assert "<script>" not in (await page(f"{back}?error=<script>"))[1]
    assert slack.calls("oauth.v2.access") == []


async def test_with_another_key_nothing_is_served(slack: Playground, folder: Path) -> None:
    settings = of_many(slack, folder, Fernet.generate_key().decode())
    async with serving(slack, settings) as served:
        await installs(slack, served, "T_DEMO")
    other = of_many(slack, folder, Fernet.generate_key().decode())
    with pytest.raises(SettingsError) as refused:
        async with serving(slack, other):
            pass
    assert refused.value.variable == "CRMAGENT_ENCRYPTION_KEY"


@pytest.mark.parametrize(
    ("changed", "variable"),
    [
        ({"slack_bot_token": SecretStr("xoxb-unknown")}, "SLACK_BOT_TOKEN"),
        ({"slack_app_token": SecretStr("xapp-unknown")}, "SLACK_APP_TOKEN"),
        ({"host": "192.0.2.1"}, "CRMAGENT_HOST"),
        ({"host": "no such host"}, "CRMAGENT_HOST"),
    ],
)
async def test_what_slack_or_the_machine_refuses_is_named_at_the_start(
    slack: Playground, folder: Path, changed: Json, variable: str
) -> None:
    with pytest.raises(SettingsError) as refused:
        async with serving(slack, of_one(slack, folder, **changed), socket=True, http=True):
            pass
    assert refused.value.variable == variable
    assert "unknown" not in str(refused.value)


async def test_a_port_that_is_taken_is_named_at_the_start(slack: Playground, folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(SettingsError) as refused:
        async with serving(slack, of_one(slack, folder, port=other.getsockname()[1]), http=True):
            pass
    assert refused.value.variable == "CRMAGENT_PORT"


async def test_where_there_is_no_slack_the_address_is_named(slack: Playground, folder: Path) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}/api"
    with pytest.raises(SlackAwayError, match=nowhere):
        async with serving(slack, of_one(slack, folder, slack_api_url=nowhere), socket=True):
            pass


async def test_a_permission_that_is_missing_is_told_in_the_log(
    slack: Playground, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await with_scopes(slack, folder, "chat:write")
    assert "users:read" in caplog.text


async def with_scopes(slack: Playground, folder: Path, scopes: str) -> None:
    """Serve a Slack that tells which permissions the token has, as the real one does."""
    from aiohttp import web  # noqa: PLC0415

    async def auth_test(_request: web.Request) -> web.Response:
        who = {"ok": True, "team": "A", "team_id": "T1", "user": "crm", "user_id": "U", "bot_id": "B"}
        return web.json_response(who, headers={"X-OAuth-Scopes": scopes})

    app = web.Application()
    app.router.add_route("*", "/api/auth.test", auth_test)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port := free_port()).start()
    async with serving(slack, of_one(slack, folder, slack_api_url=f"http://127.0.0.1:{port}/api"), http=True):
        pass
    await runner.cleanup()


class Bot:
    """`python -m bot serve` in a process of its own, for the local Slack."""

    def __init__(self, process: asyncio.subprocess.Process, greeting: str) -> None:
        self.process, self.greeting = process, greeting

    async def end(self, *signals: signal.Signals) -> tuple[int, str]:
        """Send these signals, one after the other; the exit code and what was said at the end."""
        for kind in signals:
            self.process.send_signal(kind)
            await asyncio.sleep(0.3)
        out, _ = await asyncio.wait_for(self.process.communicate(), 20)
        assert self.process.returncode is not None
        return self.process.returncode, out.decode()


@pytest.fixture
async def start(slack: Playground, folder: Path) -> AsyncIterator[Callable[[], Awaitable[Bot]]]:
    """Starts the bot; what still runs at the end of the test is killed."""
    processes: list[asyncio.subprocess.Process] = []

    async def begin() -> Bot:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "serve"),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            cwd=folder.parent,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(ROOT),
                "CRMAGENT_DATA_DIR": str(folder),
                "CRMAGENT_LOG_LEVEL": "ERROR",
                "SLACK_API_URL": slack.api_url,
                "SLACK_BOT_TOKEN": slack.bot_token,
                "SLACK_APP_TOKEN": slack.app_token,
            },
        )
        processes.append(process)
        assert process.stdout is not None
        return Bot(process, (await asyncio.wait_for(process.stdout.readline(), 20)).decode())

    yield begin
    for process in processes:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_told_to_stop_in_the_middle_it_finishes_and_ends_well(
    slack: Playground, start: Callable[[], Awaitable[Bot]]
) -> None:
    bot = await start()
    assert bot.greeting.startswith("CRMAgent serves Slack over Socket Mode")
    assert bot.greeting.endswith("Ctrl-C ends it.\n")
    ana = slack.person("U_ANA")
    dm = await ana.opens_dm()
    slack.faults.delay("chat.postMessage", seconds=1)
    ts = await ana.says(dm, "help")
    await slack.until(lambda: slack.calls("chat.postMessage"))
    assert await bot.end(signal.SIGTERM) == (0, "Stopping: finishing what is under way.\n")
    assert len(slack.messages(dm, ts)) == 2


async def test_told_twice_it_ends_at_once_and_the_next_start_goes_on(
    slack: Playground, start: Callable[[], Awaitable[Bot]]
) -> None:
    bot = await start()
    ana = slack.person("U_ANA")
    dm = await ana.opens_dm()
    slack.faults.delay("chat.postMessage", seconds=8)
    ts = await ana.says(dm, "help")
    await slack.until(lambda: slack.calls("chat.postMessage"))
    began = asyncio.get_running_loop().time()
    code, _ = await bot.end(signal.SIGINT, signal.SIGINT)
    assert (code, asyncio.get_running_loop().time() - began < 3) == (-signal.SIGINT, True)
    await start()
    await slack.until(lambda: len(slack.messages(dm, ts)) == 2, seconds=15)


async def test_a_database_that_does_not_answer_ends_before_anything_is_served(
    slack: Playground, folder: Path
) -> None:
    settings = of_one(slack, folder)
    nowhere = settings.model_copy(update={"database_url": f"postgresql://bot@127.0.0.1:{free_port()}/none"})
    with pytest.raises(ConnectionError):
        async with serving(slack, nowhere, socket=True):
            pass
    assert slack.calls() == []
