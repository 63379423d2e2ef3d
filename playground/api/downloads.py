"""The addresses to which the bytes of files go, and from which they come."""

from aiohttp import web

from playground.world.nouns import File
from playground.world.world import World


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
    if file is None or file.content is None or not may_see(world, token.team, token.user, file):
        raise web.HTTPNotFound(text="file not found")
    return web.Response(body=file.content, content_type=file.about["mimetype"])


async def sign_in(_: web.Request) -> web.Response:
    """The page a download without a token ends on: HTML, not the file."""
    hint = "Files need a token with files:read in the header Authorization."
    page = f"<!DOCTYPE html><title>Sign in</title><p>{hint}</p>"
    return web.Response(text=page, content_type="text/html")


def may_see(world: World, team: str, user: str, file: File) -> bool:
    """Whether somebody is where the file was shared, or brought it."""
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
