"""The pictures of a digest: drawn beside the loop, handed to Slack once, shown by the message."""

import asyncio
import logging
from collections.abc import Callable
from functools import partial

from slack_sdk.web.async_client import AsyncWebClient

from handlers.digest.content import DigestContent, Picture
from handlers.pictures.spread import spread_picture, spread_words
from handlers.pictures.trend import has_trend, trend_picture, trend_words
from handlers.slack.desk import Desk
from handlers.slack.errors import RefusedError, SlackError, is_transient
from handlers.slack.jobs import Steps
from handlers.slack.uploads import send_picture

Draw = Callable[[], bytes]
log = logging.getLogger(__name__)


async def send_pictures(
    desk: Desk, client: AsyncWebClient, steps: Steps, content: DigestContent
) -> tuple[Picture, ...]:
    """What can be drawn of a digest, sent to Slack. A picture that Slack does not take is left out."""
    sent = []
    for name, draw, words in _drawings(content):
        try:
            send = partial(_send, desk, client, draw, f"{name}-{content.week}.png", words)
            file = await steps.run(f"picture {name}", send, retry=is_transient)
        except (RefusedError, SlackError) as error:
            log.warning("no picture of the %s: %s", name, error)
            continue
        sent.append(Picture(file=file, alt=words))
    return tuple(sent)


def _drawings(content: DigestContent) -> list[tuple[str, Draw, str]]:
    found: list[tuple[str, Draw, str]] = []
    market = content.market
    if content.spreads:
        draw = partial(spread_picture, content.spreads, market)
        found.append(("segments", draw, spread_words(content.spreads, market)))
    if has_trend(content.trend):
        draw = partial(trend_picture, content.trend, market)
        found.append(("weeks", draw, trend_words(content.trend, market)))
    return found


async def _send(desk: Desk, client: AsyncWebClient, draw: Draw, filename: str, alt: str) -> str:
    async with desk.digests.drawing:
        data = await asyncio.to_thread(draw)
    return await send_picture(client, data, filename, alt=alt)
