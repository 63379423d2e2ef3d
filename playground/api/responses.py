"""Answers to an interaction: what an acknowledgement carries, and what is posted to a `response_url`."""

from aiohttp import web

from playground.api.ask import Ask
from playground.api.body import arguments
from playground.api.chat import author
from playground.api.content import content
from playground.api.errors import SlackError
from playground.world import ephemerals, messages
from playground.world.nouns import Channel, Json, Team
from playground.world.passes import RESPONSE_USES, ResponseUrl
from playground.world.world import World

_GONE = 404


async def handle(world: World, request: web.Request) -> web.Response:
    """Serve a `response_url`."""
    try:
        response = _usable(world, request.match_info["response"])
        body = await arguments(request)
        answer(world, world.team_of(response.user), response, body)
    except SlackError as error:
        return web.json_response(error.body, status=error.status)
    response.uses += 1
    return web.json_response({"ok": True})


def answer(world: World, team: Team, response: ResponseUrl, body: Json) -> None:
    """Show, replace or delete, as the body says. Raises SlackError for content Slack refuses."""
    if team.installation.token is None:
        raise SlackError("account_inactive", status=_GONE)
    ask = Ask(world, world.tokens[team.installation.token], body)
    if ask.flag("delete_original"):
        _delete_original(world, response)
        return
    shown = content(ask)
    if response.ts and ask.flag("replace_original"):
        _replace_original(world, response, shown)
    else:
        _show(ask, response, {**author(ask), **shown})


def _usable(world: World, response_id: str) -> ResponseUrl:
    response = world.passes.responses.get(response_id)
    if response is None or world.clock.now() >= response.expires:
        raise SlackError("expired_url", status=_GONE)
    if response.uses >= RESPONSE_USES:
        raise SlackError("used_url", status=_GONE)
    return response


def _delete_original(world: World, response: ResponseUrl) -> None:
    if response.ts is None:
        raise SlackError("message_not_found", status=_GONE)
    if response.is_ephemeral:
        ephemerals.remove(world, response.user, response.ts)
        return
    messages.delete(world, _channel_with(world, response), response.ts)


def _replace_original(world: World, response: ResponseUrl, shown: Json) -> None:
    if response.is_ephemeral:
        ephemerals.change(world, response.user, str(response.ts), shown)
        return
    messages.change(world, _channel_with(world, response), str(response.ts), {"blocks": None, **shown})


def _channel_with(world: World, response: ResponseUrl) -> Channel:
    """The channel of the message that was clicked, as long as it is still there."""
    channel = world.channel(response.channel)
    if response.ts not in channel.messages:
        raise SlackError("message_not_found", status=_GONE)
    return channel


def _show(ask: Ask, response: ResponseUrl, message: Json) -> None:
    channel = ask.world.channel(response.channel)
    thread = ask.root(channel)
    if ask.text("response_type", "ephemeral") == "in_channel":
        messages.post(ask.world, channel, message | ({"thread_ts": thread} if thread else {}))
    else:
        ephemerals.show(ask.world, channel, response.user, message, thread)
