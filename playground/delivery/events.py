"""The Events API: which events the app subscribed to, and the envelope body they travel in."""

import copy

from playground.delivery.transport import EVENTS, Parcel
from playground.manifest import Manifest
from playground.world.nouns import Json, Team
from playground.world.world import World

VERIFICATION = "playground-verification-token"
# These come when the app is on its way out.
FAREWELLS = {"app_uninstalled", "tokens_revoked"}
_MESSAGES = {"im": "message.im", "channel": "message.channels", "group": "message.groups"}


def is_wanted(manifest: Manifest, team: Team, event: Json) -> bool:
    """Whether the app subscribed to an event and is there to hear it."""
    kind = event["type"]
    name = _MESSAGES[event["channel_type"]] if kind == "message" else kind
    here = team.installation.token is not None or kind in FAREWELLS
    return here and name in manifest.bot_events


def event_body(world: World, team: Team, event: Json) -> Json:
    """What is sent for one event; its `event_id` is new."""
    installed = team.installation
    authorization = {
        "enterprise_id": None,
        "team_id": team.id,
        "user_id": installed.bot_user,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": VERIFICATION,
        "team_id": team.id,
        "api_app_id": installed.app_id,
        "event": copy.deepcopy(event),
        "type": "event_callback",
        "event_id": world.mint("Ev"),
        "event_time": int(float(event["event_ts"])),
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
        "event_context": world.mint("EC"),
    }


def verification(challenge: str) -> Parcel:
    """The question with which Slack makes sure that an events address is the app's."""
    return Parcel(EVENTS, {"type": "url_verification", "token": VERIFICATION, "challenge": challenge})
