"""The least a Slack app can be: Bolt says every message back in its thread. A yardstick for `evals.load`.

    python -m evals.echo --socket | --http

Reads SLACK_API_URL, SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET and CRMAGENT_PORT.
"""

import argparse
import asyncio
import logging
import os
from typing import Any

from aiohttp import ClientSession, web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient


async def echo(event: dict[str, Any], say: AsyncSay) -> None:
    """Say a direct message or a mention back."""
    if not event.get("bot_id") and event.get("channel_type") in {None, "im"}:
        await say(text=event["text"], thread_ts=event["ts"])


async def nothing() -> None:
    """There is nothing to do when somebody opens the conversation."""


async def serve(*, http: bool) -> None:
    """Serve until killed."""
    logging.getLogger("echo").setLevel(logging.ERROR)
    async with ClientSession() as session:
        token, api = os.environ["SLACK_BOT_TOKEN"], os.environ["SLACK_API_URL"]
        client = AsyncWebClient(token=token, base_url=api, session=session)
        secret = os.environ["SLACK_SIGNING_SECRET"]
        app = AsyncApp(client=client, signing_secret=secret, logger=logging.getLogger("echo"))
        app.event("message")(echo)
        app.event("app_mention")(echo)
        app.event("app_home_opened")(nothing)
        if http:
            runner = web.AppRunner(app.web_app(path="/slack/events"))
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", int(os.environ["CRMAGENT_PORT"])).start()
            await asyncio.Event().wait()
        await AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).start_async()  # type: ignore[no-untyped-call]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--socket", action="store_true", help="listen over Socket Mode (the default)")
    parser.add_argument("--http", action="store_true", help="listen on 127.0.0.1 at CRMAGENT_PORT")
    asyncio.run(serve(http=parser.parse_args().http))


if __name__ == "__main__":
    main()
