"""The Slack app as `manifest.yml` describes it: the one place where its scopes and events are listed."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

SLACKBOT_SCOPE = "mcp:connect"
MANIFEST = Path(__file__).resolve().parents[1] / "manifest.yml"


def read_manifest() -> dict[str, Any]:
    """The manifest as it stands: for Socket Mode."""
    manifest: dict[str, Any] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    return manifest


@cache
def bot_scopes() -> tuple[str, ...]:
    """What the bot may do."""
    return tuple(read_manifest()["oauth_config"]["scopes"]["bot"])


def manifest_for_http(address: str) -> str:
    """The manifest as YAML for HTTP at this address (without a slash at its end).

    Over https it offers our tools to Slack's own assistant as well.
    """
    manifest, events = read_manifest(), f"{address}/slack/events"
    settings = manifest["settings"]
    settings["socket_mode_enabled"] = False
    settings["event_subscriptions"]["request_url"] = events
    settings["interactivity"]["request_url"] = events
    for command in manifest["features"]["slash_commands"]:
        command["url"] = events
    manifest["oauth_config"]["redirect_urls"] = [f"{address}/slack/oauth_redirect"]
    if address.startswith("https://"):
        manifest["mcp_servers"] = {"crmagent": {"url": f"{address}/mcp", "auth_type": "slack_identity_auth"}}
        manifest["oauth_config"]["scopes"]["bot"] = sorted([*bot_scopes(), SLACKBOT_SCOPE])
    return yaml.safe_dump(manifest, sort_keys=False, allow_unicode=True, width=110)
