"""Files on their way to Slack: the bytes first, then what they are for."""

import asyncio

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.errors import BusyError, calling_slack

_MOST_ALT = 1000  # characters
_LOOKS, _PAUSE = 15, 1.0  # times and seconds: Slack looks at a picture before it shows it


async def send_bytes(client: AsyncWebClient, data: bytes, filename: str, *, alt: str | None = None) -> str:
    """Hand bytes to Slack; the id of a file that nobody sees yet. `alt` says what a picture shows."""
    with calling_slack():
        place = await client.files_getUploadURLExternal(filename=filename, length=len(data), alt_txt=alt)
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(client.timeout)) as session,
            session.post(place["upload_url"], data=data, proxy=client.proxy) as response,
        ):
            response.raise_for_status()
    return str(place["file_id"])


async def send_picture(client: AsyncWebClient, data: bytes, filename: str, *, alt: str) -> str:
    """Hand a PNG to Slack for an image block; the id of its file, once Slack can show it.

    It is shared nowhere: only the block shows it, so that doing this twice posts nothing twice. Raises
    `SlackError`.
    """
    file = await send_bytes(client, data, filename, alt=alt[:_MOST_ALT])
    with calling_slack():
        await client.files_completeUploadExternal(files=[{"id": file, "title": filename}])
    for _ in range(_LOOKS):
        with calling_slack():
            about = (await client.files_info(file=file))["file"]
        if about.get("mimetype"):
            return file
        await asyncio.sleep(_PAUSE)
    raise BusyError("picture_not_ready", unclear=False)
