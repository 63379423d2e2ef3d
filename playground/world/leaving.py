"""The app loses a token, or is taken out of a workspace."""

from playground.world.nouns import Team, Token
from playground.world.world import World


def revoke(world: World, token: Token) -> None:
    """End a token and tell the app."""
    token.state = "revoked"
    team = world.teams[token.team]
    if team.installation.token == token.value:
        team.installation.token = None
    is_bot = token.kind == "bot"
    ended = {"oauth": [] if is_bot else [token.user], "bot": [token.user] if is_bot else []}
    world.happened(team, {"type": "tokens_revoked", "tokens": ended})


def uninstall(world: World, team: Team) -> None:
    """Take the app out of a workspace: its tokens end, and it is told."""
    for token in world.tokens.values():
        if token.team == team.id and token.state == "active":
            token.state = "uninstalled"
    team.installation.token = None
    ended = {"oauth": [], "bot": [team.installation.bot_user]}
    world.happened(team, {"type": "tokens_revoked", "tokens": ended})
    world.happened(team, {"type": "app_uninstalled"})
