"""What every interaction payload says: who, where, for which app."""

from playground.delivery.events import VERIFICATION
from playground.world.nouns import Channel, Json, Team, User
from playground.world.passes import ResponseUrl
from playground.world.world import World


def who(team: Team, user: User) -> Json:
    """The parts about person, workspace and app."""
    return {
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": team.id},
        "team": {"id": team.id, "domain": team.domain},
        "api_app_id": team.installation.app_id,
        "token": VERIFICATION,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def where(channel: Channel) -> Json:
    """A channel as payloads name it."""
    names = {"im": "directmessage", "private": "privategroup"}
    return {"id": channel.id, "name": names.get(channel.kind, channel.name)}


def trigger(world: World, user: User, view: str | None = None) -> str:
    """A new trigger id."""
    return world.passes.trigger(world.mint("trigger-"), user.id, view).id


def response_url(world: World, user: User, channel: Channel, message: Json | None = None) -> str:
    """A new address for answers to what somebody did in a channel, or with a message in it."""
    about = message or {}
    response = ResponseUrl(
        id=world.mint("response-"),
        user=user.id,
        channel=channel.id,
        expires=0.0,
        ts=about.get("ts"),
        is_ephemeral=bool(about.get("is_ephemeral")),
        thread=about.get("thread_ts"),
    )
    world.passes.keep_response(response)
    return f"{world.url}/response/{response.id}"
