"""`files.*`: uploading in three steps, looking at files; and the addresses the bytes go to and come from."""

import copy
from typing import Any

from aiohttp import web

from playground.api.ask import Ask
from playground.api.chat import author
from playground.api.content import checked_blocks
from playground.api.errors import SlackError, invalid_arguments
from playground.world import files, messages
from playground.world.nouns import Channel, File, Json
from playground.world.world import World


def get_upload_url(ask: Ask) -> Json:
    """`files.getUploadURLExternal`: where to send the bytes, and the id they will have."""
    name, length = ask.need("filename"), ask.number("length", 0)
    if length < 1:
        raise invalid_arguments("missing required field: length")
    file = files.new_file(ask.world, ask.team, ask.token.user, name, length)
    return {"upload_url": f"{ask.world.url}/upload/{file.about['id']}", "file_id": file.about["id"]}


def complete_upload(ask: Ask) -> Json:
    """`files.completeUploadExternal`: share what was sent, in a channel if one is named."""
    named: Any = ask.value("files")
    if not isinstance(named, list) or not named or not all(isinstance(n, dict) for n in named):
        raise invalid_arguments("missing required field: files")
    channel = _place(ask)
    found = [_arrived(ask, one) for one in named]
    if channel is not None:
        about = [files.share(ask.world, ask.team, file, channel) for file in found]
        messages.post(ask.world, channel, _message(ask, channel, about))
    for file in found:
        file.shared = True
    return {"files": [copy.deepcopy(file.about) for file in found]}


def info(ask: Ask) -> Json:
    """`files.info`."""
    file = ask.team.files.get(ask.need("file"))
    if file is None or not file.shared or not _may_see(ask.world, ask.team.id, ask.token.user, file):
        raise SlackError("file_not_found")
    return {"file": copy.deepcopy(file.about), "comments": []}


async def receive(world: World, request: web.Request) -> web.Response:
    """Take the bytes of an upload, raw or as a form; their number must be the one announced."""
    file = next(
        (t.files[f] for t in world.teams.values() if (f := request.match_info["file"]) in t.files), None
    )
    if file is None:
        raise web.HTTPNotFound(text="no such upload")
    content = await _bytes(request)
    if len(content) != file.length:
        raise web.HTTPBadRequest(text="invalid_upload_size")
    file.content = content
    return web.Response(text=f"OK - {len(content)}")


async def give(world: World, request: web.Request) -> web.Response:
    """Give the bytes to a token that may have them; anybody else is sent to a sign-in page, as in Slack."""
    team_id, _, file_id = request.match_info["file"].partition("-")
    scheme, _, said = request.headers.get("Authorization", "").partition(" ")
    token = world.tokens.get(said.strip())
    allowed = token is not None and token.state == "active" and "files:read" in token.scopes
    if scheme.lower() != "bearer" or token is None or not allowed or token.team != team_id:
        raise web.HTTPFound(f"/signin?redir=/files-pri/{request.match_info['file']}")
    file = world.teams[team_id].files.get(file_id)
    if file is None or file.content is None or not _may_see(world, token.team, token.user, file):
        raise web.HTTPNotFound(text="file not found")
    return web.Response(body=file.content, content_type=file.about["mimetype"])


async def sign_in(_: web.Request) -> web.Response:
    """The page a download without a token ends on: HTML, not the file."""
    hint = "Files need a token with files:read in the header Authorization."
    page = f"<!DOCTYPE html><title>Sign in</title><p>{hint}</p>"
    return web.Response(text=page, content_type="text/html")


def _place(ask: Ask) -> Channel | None:
    return ask.channel("channel_id") if ask.has("channel_id") else None


def _arrived(ask: Ask, named: Json) -> File:
    file = ask.team.files.get(str(named.get("id")))
    if file is None or file.content is None or file.shared or file.about["user"] != ask.token.user:
        raise SlackError("file_not_found")
    file.about["title"] = named.get("title") or file.about["name"]
    return file


def _message(ask: Ask, channel: Channel, about: list[Json]) -> Json:
    thread, blocks = ask.root(channel), checked_blocks(ask)
    message = {**author(ask), "text": ask.text("initial_comment"), "files": about, "upload": True}
    message |= {"subtype": "file_share"} | ({"thread_ts": thread} if thread else {})
    return message | ({"blocks": blocks} if blocks else {})


def _may_see(world: World, team: str, user: str, file: File) -> bool:
    places = [*file.about["channels"], *file.about["groups"], *file.about["ims"]]
    seen = (world.teams[team].channels[place].sees(user) for place in places)
    return file.about["user"] == user or any(seen)


async def _bytes(request: web.Request) -> bytes:
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    for field in (await request.post()).values():
        if isinstance(field, web.FileField):
            return field.file.read()
    raise web.HTTPBadRequest(text="no file in the form")
