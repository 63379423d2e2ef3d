"""`auth.*` and `apps.*`: who a token is, its end, and the door to Socket Mode."""

from playground.api.ask import Ask
from playground.api.errors import SlackError
from playground.world import leaving
from playground.world.demo import CLIENT_ID, CLIENT_SECRET
from playground.world.nouns import Json


def test(ask: Ask) -> Json:
    """`auth.test`."""
    team, user = ask.team, ask.team.people[ask.token.user]
    who: Json = {"url": f"{ask.world.url}/", "team": team.name, "team_id": team.id}
    who |= {"user": user.name, "user_id": user.id, "is_enterprise_install": False}
    return {**who, "bot_id": team.installation.bot_id} if user.is_bot else who


def revoke(ask: Ask) -> Json:
    """`auth.revoke`: the token ends itself; with `test` nothing happens."""
    is_test = ask.flag("test")
    if not is_test:
        leaving.revoke(ask.world, ask.token)
    return {"revoked": not is_test}


def uninstall(ask: Ask) -> Json:
    """`apps.uninstall`: the app leaves the workspace of its token."""
    if ask.text("client_id") != CLIENT_ID:
        raise SlackError("invalid_client_id")
    if ask.text("client_secret") != CLIENT_SECRET:
        raise SlackError("bad_client_secret")
    leaving.uninstall(ask.world, ask.team)
    return {}


def connections_open(ask: Ask) -> Json:
    """`apps.connections.open`: the address of a socket, good for one connection."""
    ticket = ask.world.mint("ticket-")
    ask.world.passes.tickets.add(ticket)
    return {"url": f"ws{ask.world.url.removeprefix('http')}/link/?ticket={ticket}"}


def api_test(ask: Ask) -> Json:
    """`api.test`: gives back what it was given."""
    if error := ask.text("error"):
        raise SlackError(error, args=ask.args)
    return {"args": ask.args}
