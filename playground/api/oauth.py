"""OAuth: the page that asks for consent, and the exchange of its code for a token."""

import base64
import binascii
from html import escape
from urllib.parse import urlencode

from aiohttp import web

from playground.api.errors import SlackError
from playground.world.demo import CLIENT_ID, CLIENT_SECRET, install
from playground.world.nouns import Json, Team
from playground.world.passes import CODE_LIFE, Code
from playground.world.world import World

_PAGE = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>{app} asks for access</title>
<style>body{{font:16px system-ui;max-width:32rem;margin:4rem auto;line-height:1.5}}
a{{display:inline-block;margin:.3rem .6rem .3rem 0;padding:.4rem 1rem;border:1px solid;border-radius:.4rem;
text-decoration:none}}</style>
<h1>{app} asks for access</h1><p>It wants to: <code>{scopes}</code></p><p>Allow it in</p>{teams}
<p><a href="{cancel}">Cancel</a></p></html>"""


async def authorize(world: World, request: web.Request) -> web.Response:
    """The consent page; with `team` in the address, consent is given for that workspace at once."""
    asked = request.query
    if asked.get("client_id") != CLIENT_ID:
        raise web.HTTPBadRequest(text="invalid_client_id")
    refused = set(asked.get("scope", "").split(",")) - {""} - world.manifest.bot_scopes
    if refused:
        raise web.HTTPBadRequest(text=f"invalid_scope: {', '.join(sorted(refused))}")
    team = world.teams.get(asked.get("team", ""))
    back = asked.get("redirect_uri", "")
    if team is None:
        return web.Response(text=_consent(world, request, back), content_type="text/html")
    admin = next(user.id for user in team.people.values() if user.is_admin)
    code = Code(world.mint("code-"), team.id, admin, back, world.clock.now() + CODE_LIFE)
    world.passes.codes[code.id] = code
    raise web.HTTPFound(_with(back, code=code.id, state=asked.get("state", "")))


def access(world: World, args: Json, authorization: str) -> Json:
    """`oauth.v2.access`: a code becomes the bot's token. Raises SlackError."""
    identifier, secret = _client(args, authorization)
    if identifier != CLIENT_ID:
        raise SlackError("invalid_client_id")
    if secret != CLIENT_SECRET:
        raise SlackError("bad_client_secret")
    code = world.passes.codes.get(str(args.get("code", "")))
    if code is None or world.clock.now() >= code.expires:
        raise SlackError("invalid_code")
    if code.used:
        raise SlackError("code_already_used")
    if str(args.get("redirect_uri", "")) not in {code.redirect_uri, ""}:
        raise SlackError("bad_redirect_uri")
    code.used = True
    return _granted(world, world.teams[code.team], code.user)


def _granted(world: World, team: Team, user: str) -> Json:
    token = install(world, team)
    return {
        "access_token": token.value,
        "token_type": "bot",
        "scope": ",".join(sorted(token.scopes)),
        "bot_user_id": team.installation.bot_user,
        "app_id": team.installation.app_id,
        "team": {"id": team.id, "name": team.name},
        "enterprise": None,
        "authed_user": {"id": user},
        "is_enterprise_install": False,
    }


def _client(args: Json, authorization: str) -> tuple[str, str]:
    """The app's id and secret, from the form or as Basic authorization."""
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        return str(args.get("client_id", "")), str(args.get("client_secret", ""))
    try:
        identifier, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return identifier, secret


def _consent(world: World, request: web.Request, back: str) -> str:
    links = "".join(
        f'<a href="{escape(str(request.rel_url.update_query(team=team.id)))}">{escape(team.name)}</a>'
        for team in world.teams.values()
    )
    cancel = _with(back, error="access_denied", state=request.query.get("state", ""))
    scopes = escape(request.query.get("scope", "").replace(",", ", "))
    return _PAGE.format(app=escape(world.manifest.name), scopes=scopes, teams=links, cancel=escape(cancel))


def _with(address: str, **parameters: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(parameters)}"
