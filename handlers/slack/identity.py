"""Who we are in Slack, asked once at the start: a refused token is told before anybody is kept waiting."""

from collections.abc import Collection
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.clients import Access
from handlers.slack.errors import BusyError, SlackError, in_our_words


class SlackAwayError(SlackError):
    """Slack does not answer where it should be."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(f"Slack does not answer at {address}: check the network and SLACK_API_URL.")


@dataclass(frozen=True)
class Identity:
    """The bot in its workspace; `lacking` names scopes it was installed without, as far as Slack tells."""

    access: Access
    name: str
    team: str
    team_name: str
    lacking: tuple[str, ...]

    def __str__(self) -> str:
        return f"@{self.name} in “{self.team_name}”"


async def identify(client: AsyncWebClient, *, wanted: Collection[str]) -> Identity:
    """Who the client's token makes us. Raises `SlackAwayError`, and `AccessLostError` for a bad token."""
    try:
        with in_our_words():
            found = await client.auth_test()
    except BusyError as error:
        raise SlackAwayError(client.base_url) from error
    told = found.headers.get("x-oauth-scopes")
    has = {scope.strip() for scope in told.split(",")} if told else set(wanted)
    return Identity(
        access=Access(
            token=client.token or "",
            bot_id=found.get("bot_id", ""),
            bot_user=found["user_id"],
            enterprise=found.get("enterprise_id"),
        ),
        name=found.get("user", "crmagent"),
        team=found["team_id"],
        team_name=found.get("team", found["team_id"]),
        lacking=tuple(sorted(set(wanted) - has)),
    )


async def socket_address(client: AsyncWebClient, app_token: str) -> str:
    """Where Socket Mode is opened. Raises `SlackAwayError`, and what refuses the token."""
    try:
        with in_our_words():
            opened = await client.apps_connections_open(app_token=app_token)
    except BusyError as error:
        raise SlackAwayError(client.base_url) from error
    return str(opened["url"])
