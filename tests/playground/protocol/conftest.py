"""Fixtures of the protocol tests: a workspace, a client, and an app over either transport."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground import Playground
from tests.playground.protocol.rig import MANIFEST, Connect, bolt_app, client_of, over_http, over_socket


@pytest.fixture
async def slack() -> AsyncIterator[Playground]:
    async with Playground(MANIFEST, retry_after=(0, 0.1, 0.2)) as playground:
        yield playground


@pytest.fixture
def client(slack: Playground) -> AsyncWebClient:
    return client_of(slack)


@pytest.fixture
def app(slack: Playground) -> AsyncApp:
    return bolt_app(slack)


@pytest.fixture(params=["socket", "http"])
async def connect(request: pytest.FixtureRequest, slack: Playground) -> AsyncIterator[Connect]:
    """Connect an app; the test runs once for each transport."""
    over = {"socket": over_socket, "http": over_http}[request.param]
    async with AsyncExitStack() as stack:

        async def connect_app(app: AsyncApp) -> None:
            await stack.enter_async_context(over(slack, app))

        yield connect_app
