"""Who is in which channel."""

from playground.world import messages
from playground.world.nouns import Channel, Team
from playground.world.snapshot import conversation
from playground.world.world import World


def join(world: World, team: Team, channel: Channel, user: str, inviter: str | None = None) -> bool:
    """Let somebody into a channel; False if they are in it already."""
    if user in channel.members:
        return False
    channel.members.add(user)
    text = f"<@{user}> has joined the channel"
    by = {"inviter": inviter} if inviter else {}
    messages.post(world, channel, {"user": user, "subtype": "channel_join", "text": text, **by})
    event = {"type": "member_joined_channel", "user": user, "channel": channel.id, "channel_type": "C", **by}
    if team.installation.bot_user in channel.members:
        world.happened(team, {**event, "team": team.id})
    for member in team.people:
        world.tell_user(member, "channel", channel=conversation(team, channel, member))
    return True


def leave(world: World, team: Team, channel: Channel, user: str) -> bool:
    """Let somebody out of a channel; False if they are not in it."""
    if user not in channel.members:
        return False
    messages.post(world, channel, {"user": user, "subtype": "channel_leave", "text": f"<@{user}> has left"})
    channel.members.remove(user)
    if user == team.installation.bot_user:
        world.happened(team, {"type": "channel_left", "channel": channel.id})
    for member in team.people:
        world.tell_user(member, "channel", channel=conversation(team, channel, member))
    return True
