"""`auth.*` and `apps.*`: who a token is, its end, and the door to Socket Mode."""

from playground.api.ask import Ask
from playground.world.nouns import Json


def test(ask: Ask) -> Json:
    """`auth.test`."""
    team, user = ask.team, ask.team.people[ask.token.user]
    who: Json = {"url": f"{ask.world.url}/", "team": team.name, "team_id": team.id}
    who |= {"user": user.name, "user_id": user.id, "is_enterprise_install": False}
    return {**who, "bot_id": team.installation.bot_id} if user.is_bot else who


def connections_open(ask: Ask) -> Json:
    """`apps.connections.open`: the address of a socket, good for one connection."""
    ticket = ask.world.mint("ticket-")
    ask.world.passes.tickets.add(ticket)
    return {"url": f"ws{ask.world.url.removeprefix('http')}/link/?ticket={ticket}"}
