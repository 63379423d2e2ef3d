"""What the app says it is doing in a thread, and what it offers to begin with."""

from playground.world.nouns import Channel, Json, Status, Team
from playground.world.snapshot import status_of
from playground.world.world import World

STATUSES = ("active", "processing", "suspended", "closed")
PROCESSING = "processing"
# Slack wipes a status away when no message follows.
LIFE = 2 * 60.0
_UNNAMED = "is working on it…"


def say_status(
    world: World, team: Team, channel: Channel, thread: str, text: str, loading_messages: list[str]
) -> None:
    """Show a line under a thread ("is reading your draft…"); an empty one takes it away."""
    session = PROCESSING if text else "active"
    until = world.clock.now() + LIFE
    team.statuses[channel.id, thread] = Status(text, loading_messages, session, until)
    _tell(world, team, channel, thread)


def set_session(world: World, team: Team, channel: Channel, thread: str, session: str) -> None:
    """Set where a session stands; while it is processing, the thread shows so."""
    old = team.statuses.get((channel.id, thread))
    text = (old.text if old and old.text else _UNNAMED) if session == PROCESSING else ""
    messages = old.loading_messages if old and text else []
    team.statuses[channel.id, thread] = Status(text, messages, session, world.clock.now() + LIFE)
    _tell(world, team, channel, thread)


def offer_prompts(world: World, team: Team, channel: Channel, title: str, prompts: list[Json]) -> None:
    """Offer things to say in a conversation; none takes the offer back."""
    if prompts:
        team.prompts[channel.id] = {"title": title, "prompts": prompts}
    else:
        team.prompts.pop(channel.id, None)
    world.tell_channel(channel, "prompts", prompts=team.prompts.get(channel.id))


def stop_session(world: World, team: Team, channel: Channel, thread: str, user: str) -> None:
    """Somebody presses Stop: streams in the thread stop, the app is told and has to do the rest."""
    running = [m["ts"] for m in channel.thread(thread) if m["ts"] in world.streams]
    for ts in running:
        del world.streams[ts]
        channel.messages[ts]["streaming_state"] = "stopped"
        world.tell_channel(channel, "stream", message=channel.messages[ts])
    event = {"type": "agent_session_stopped", "channel": channel.id, "thread_ts": thread, "user": user}
    world.happened(team, {**event, "streaming_message_ts": running})


def fade(world: World) -> None:
    """Take away every status that has stood too long."""
    for team in world.teams.values():
        for (channel, thread), status in team.statuses.items():
            if status.text and world.clock.now() >= status.until:
                status.text = ""
                _tell(world, team, team.channels[channel], thread)


def _tell(world: World, team: Team, channel: Channel, thread: str) -> None:
    status = status_of(team.statuses[channel.id, thread], world.clock.now())
    world.tell_channel(channel, "status", thread=thread, status=status)
