"""The arguments of a call, out of JSON, a form or the query; and the token, out of wherever it is."""

import json

from aiohttp import web

from playground.api.errors import SlackError
from playground.world.nouns import Json


async def arguments(request: web.Request) -> Json:
    """All arguments of a call. Raises SlackError for what is no JSON object."""
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        args |= _object(await request.text())
    elif request.can_read_body:
        args |= {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
    return args


def token_of(request: web.Request, args: Json) -> str:
    """The bearer token, or the argument `token`; "" if there is neither."""
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    said = args.pop("token", "")
    return bearer.strip() if scheme.lower() == "bearer" else str(said or "")


def _object(text: str) -> Json:
    if not text.strip():  # as the SDK calls auth.test
        return {}
    try:
        found = json.loads(text)
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(found, dict):
        raise SlackError("json_not_object")
    return found
