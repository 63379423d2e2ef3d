"""How Slack will be served with the settings as they are, decided before anything is opened."""

from dataclasses import dataclass

from bot.credentials import MAKE_KEY
from bot.settings import Settings, SettingsError

_NOTHING = (
    "it takes a bot token (one workspace) or a client id and secret (many workspaces) to serve Slack; "
    "“make demo” needs neither"
)
_TWICE = "a bot token serves one workspace, SLACK_CLIENT_ID lets many install the app: remove one of the two"
_SIGNING = (
    "without it nobody can tell whether a request comes from Slack; for Socket Mode set SLACK_APP_TOKEN"
)
_KEYLESS = f"the tokens of the workspaces are kept encrypted with it; {MAKE_KEY}"


@dataclass(frozen=True)
class Plan:
    """What is opened, and whether `many` workspaces install the app themselves or one has.

    With a socket, Slack's events come over it, and HTTP (if any) serves the rest.
    """

    socket: bool
    http: bool
    many: bool


def plan(settings: Settings, *, socket: bool = False, http: bool = False) -> Plan:
    """What to open: as told, else a socket where there is an app token, HTTP where it is needed.

    Raises `SettingsError` for settings that are missing or contradict each other.
    """
    many = _many(settings)
    if not (socket or http):
        socket = settings.slack_app_token is not None
        # Who installs the app does so in a browser; who set an address wants to be reached there.
        http = many or not socket or settings.public_url is not None
    if socket and settings.slack_app_token is None:
        raise SettingsError("SLACK_APP_TOKEN", "Socket Mode is opened with it", missing=True)
    if not socket and settings.slack_signing_secret is None:
        raise SettingsError("SLACK_SIGNING_SECRET", _SIGNING, missing=True)
    return Plan(socket=socket, http=http, many=many)


def _many(settings: Settings) -> bool:
    """Whether workspaces install the app themselves."""
    client, secret = settings.slack_client_id, settings.slack_client_secret
    if client is None and secret is None:
        if settings.slack_bot_token is None:
            raise SettingsError("SLACK_BOT_TOKEN", _NOTHING, missing=True)
        return False
    if settings.slack_bot_token is not None:
        raise SettingsError("SLACK_BOT_TOKEN", _TWICE)
    if client is None:
        raise SettingsError("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET needs it beside it", missing=True)
    if secret is None:
        raise SettingsError("SLACK_CLIENT_SECRET", "SLACK_CLIENT_ID needs it beside it", missing=True)
    if settings.encryption_key is None:
        raise SettingsError("CRMAGENT_ENCRYPTION_KEY", _KEYLESS, missing=True)
    return True
