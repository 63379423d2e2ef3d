"""Two workspaces to begin with: the demo's, and one of strangers that must never see the first."""

from playground.world.nouns import CHANNEL, IM, Channel, Installation, Team, Token, User
from playground.world.world import World

APP_ID = "A_CRMAGENT"
CLIENT_ID = "1000.2000"
CLIENT_SECRET = "playground-client-secret"  # noqa: S105 - a made-up secret of a made-up Slack
APP_TOKEN = "xapp-playground-crmagent"  # noqa: S105 - a made-up token of a made-up Slack
FIRST_TEAM = "T_DEMO"


def build_demo(world: World) -> None:
    """Fill an empty world with both workspaces, the app installed in each."""
    world.tokens[APP_TOKEN] = Token(APP_TOKEN, "app", "", "", frozenset({"connections:write"}))
    demo = _team(world, FIRST_TEAM, "Kopi Lorong", "U_CRMAGENT")
    ana = User("U_ANA", "ana", "Ana Tan", demo.id, is_admin=True, colour="2b6cb0")
    ben = User("U_BEN", "ben", "Ben Lim", demo.id, colour="b7791f")
    chi = User("U_CHI", "chi", "Chi Nguyen", demo.id, colour="2f855a")
    _populate(world, demo, (ana, ben, chi), {"C_MARKETING": "marketing", "C_GENERAL": "general"})
    other = _team(world, "T_OTHER", "Pasar Pagi", "U_CRMAGENT_OTHER")
    zoe = User("U_ZOE", "zoe", "Zoe Ong", other.id, is_admin=True, colour="97266d")
    _populate(world, other, (zoe,), {"C_PROMOTIONS": "promotions", "C_LOBBY": "lobby"})


def install(world: World, team: Team) -> Token:
    """Install the app in a workspace, or find it installed; gives the bot's token.

    After an uninstallation the token is a new one, as in Slack.
    """
    if team.installation.token:
        return world.tokens[team.installation.token]
    stem = f"xoxb-playground-{team.id.removeprefix('T_').lower()}"
    used = sum(value.startswith(stem) for value in world.tokens)
    value = stem if not used else f"{stem}-{used + 1}"
    token = Token(value, "bot", team.id, team.installation.bot_user, world.manifest.bot_scopes)
    world.tokens[value] = token
    team.installation.token = value
    return token


def open_dm(world: World, team: Team, user: str) -> Channel:
    """The direct messages between the app and somebody, begun if there are none yet."""
    bot = team.installation.bot_user
    for channel in team.channels.values():
        if channel.kind == IM and channel.members == {bot, user}:
            return channel
    channel = Channel(f"D_{user.removeprefix('U_')}", "directmessage", IM, team.id, {bot, user})
    channel.created = int(world.clock.now())
    team.channels[channel.id] = channel
    return channel


def _team(world: World, team_id: str, name: str, bot_user: str) -> Team:
    domain = name.lower().replace(" ", "-")
    team = Team(team_id, name, domain, Installation(APP_ID, bot_user, f"B{bot_user.removeprefix('U')}"))
    bot_name = world.manifest.bot_name or world.manifest.name
    team.people[bot_user] = User(bot_user, bot_name, bot_name, team_id, is_bot=True)
    world.teams[team_id] = team
    install(world, team)
    return team


def _populate(world: World, team: Team, people: tuple[User, ...], channels: dict[str, str]) -> None:
    """The app is a member of the first channel only."""
    team.people |= {person.id: person for person in people}
    everybody = {person.id for person in people}
    for number, (channel, name) in enumerate(channels.items()):
        members = everybody | ({team.installation.bot_user} if number == 0 else set())
        team.channels[channel] = Channel(
            channel, name, CHANNEL, team.id, members, created=int(world.clock.now())
        )
