"""What the tests of the local Slack stand on: a real Bolt app, reached both ways."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from playground import Playground

MANIFEST = Path(__file__).with_name("manifest.yml")
CHANNEL, FOREIGN = "C_MARKETING", "C_GENERAL"
Json = dict[str, Any]


def client_of(slack: Playground, token: str | None = None) -> AsyncWebClient:
    """A real client of the workspace."""
    return AsyncWebClient(token=token or slack.bot_token, base_url=slack.api_url)


def bolt_app(slack: Playground, **more: Any) -> AsyncApp:
    """A real Bolt app that acknowledges once its listener has returned."""
    return AsyncApp(
        client=client_of(slack),
        signing_secret=slack.signing_secret,
        process_before_response=True,
        **more,
    )


@asynccontextmanager
async def over_socket(slack: Playground, app: AsyncApp) -> AsyncIterator[None]:
    """The app connected by Socket Mode."""
    handler = AsyncSocketModeHandler(app, slack.app_token, ping_interval=0.2)
    connections = slack.sockets.connections
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await slack.until(lambda: slack.sockets.connections > connections)
    yield
    await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def over_http(slack: Playground, app: AsyncApp) -> AsyncIterator[None]:
    """The app behind an address of its own, to which the workspace posts."""
    async with serving(app.web_app(path="/slack/events")) as url:
        slack.events_url = f"{url}/slack/events"
        yield
        slack.events_url = None


@asynccontextmanager
async def serving(app: web.Application) -> AsyncIterator[str]:
    """A web server on a free port; gives its address."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def refusal(call: Any) -> Json:
    """The answer of a call that must be refused."""
    try:
        answer = await call
    except SlackApiError as error:
        data = error.response.data
        assert isinstance(data, dict)
        return data
    raise AssertionError(f"Slack would have refused this: {answer.data}")


def section(text: str, **more: Any) -> Json:
    """A section of plain text."""
    return {"type": "section", "text": {"type": "plain_text", "text": text}, **more}


def button(action_id: str, value: str = "v") -> Json:
    """A button."""
    text = {"type": "plain_text", "text": action_id.title()}
    return {"type": "button", "action_id": action_id, "text": text, "value": value}


def actions(*elements: Json) -> Json:
    """A row of elements."""
    return {"type": "actions", "block_id": "row", "elements": list(elements)}


def options(*values: str) -> list[Json]:
    """Options whose texts are their values."""
    return [{"text": {"type": "plain_text", "text": value}, "value": value} for value in values]


def kinds(slack: Playground) -> list[str]:
    """What the app was told, in order."""
    return [delivery.kind for delivery in slack.deliveries]


Connect = Callable[[AsyncApp], Any]
