"""manifest.yml says what the code does: no event, command or permission is missing, none is idle."""

import ast
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import jsonschema
import pytest
import yaml
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.manifest import bot_scopes, manifest_for_http, read_manifest
from handlers.slack import lifecycle, listeners
from handlers.slack.desk import Desk
from handlers.slack.jobs import Inbox
from handlers.slack.prompts import suggested_prompts
from store.database import Database
from tests.house import ROOT, sources

MANIFEST = read_manifest()
FEATURES, SETTINGS = MANIFEST["features"], MANIFEST["settings"]
ADDRESS = "https://crm.example.com"

# What each listener asks of the manifest beside itself.
EVENTS_OF = {"message": {"message.channels", "message.groups", "message.im"}}
SCOPES_OF_EVENTS = {
    "app_mention": {"app_mentions:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "reaction_added": {"reactions:read"},
    "reaction_removed": {"reactions:read"},
}
CONVERSATIONS = {"channels:history", "groups:history", "im:history"}
# From the page of each method at docs.slack.dev/reference/methods.
SCOPES_OF_METHODS: dict[str, set[str]] = {
    "apps_connections_open": set(),  # of the app token
    "assistant_threads_setStatus": {"chat:write"},
    "assistant_threads_setSuggestedPrompts": {"assistant:write"},
    "auth_test": set(),
    "chat_delete": {"chat:write"},
    "chat_postEphemeral": {"chat:write"},
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "conversations_history": CONVERSATIONS,
    "conversations_open": {"im:write"},
    "conversations_replies": CONVERSATIONS,
    "files_completeUploadExternal": {"files:write"},
    "files_getUploadURLExternal": {"files:write"},
    "files_info": {"files:read"},
    "functions_completeError": set(),
    "functions_completeSuccess": set(),
    "users_info": {"users:read"},
    "views_open": set(),
    "views_publish": set(),
    "views_update": set(),
}


@pytest.fixture(scope="module")
def bound() -> dict[str, list[str]]:
    """What our listeners bind to a real app, by kind."""
    app, nothing = AsyncApp(token="xoxb-1", signing_secret="s"), object()  # noqa: S106 - of nobody
    found: dict[str, list[str]] = {}
    for kind in ("event", "command", "shortcut", "function"):
        setattr(app, kind, noting(found.setdefault(kind, []), getattr(app, kind)))
    listeners.register(app, cast("Desk", nothing), cast("Inbox", nothing))
    lifecycle.register(app, cast("Database", nothing), None)
    return found


def noting(names: list[str], bind: Callable[..., Any]) -> Callable[..., Any]:
    def noted(name: str, *args: Any, **kwargs: Any) -> Any:
        names.append(name)
        return bind(name, *args, **kwargs)

    return noted


@pytest.fixture(scope="module")
def methods() -> dict[str, str]:
    """Every method of the Web API that the source names, and where."""
    known = {name for name in dir(AsyncWebClient) if "_" in name.strip("_") and name != "api_call"}
    return {
        node.attr: source.where(node.lineno)
        for source in sources("handlers", "bot")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr in known
    }


def test_every_event_that_is_listened_to_is_subscribed_and_no_other(bound: dict[str, list[str]]) -> None:
    wanted = {name for event in bound["event"] for name in EVENTS_OF.get(event, {event})}
    if bound["function"]:
        wanted.add("function_executed")
    assert set(SETTINGS["event_subscriptions"]["bot_events"]) == wanted


def test_every_command_is_declared_and_no_other(bound: dict[str, list[str]]) -> None:
    assert [entry["command"] for entry in FEATURES["slash_commands"]] == bound["command"]


def test_every_shortcut_is_declared_and_no_other(bound: dict[str, list[str]]) -> None:
    assert sorted(entry["callback_id"] for entry in FEATURES["shortcuts"]) == sorted(bound["shortcut"])


def test_every_step_is_declared_and_no_other(bound: dict[str, list[str]]) -> None:
    assert list(MANIFEST["functions"]) == bound["function"]


def test_the_steps_inputs_and_outputs_are_those_the_worker_reads_and_gives() -> None:
    source = next(s for s in sources("handlers") if s.name == "handlers/slack/work/stepping.py")
    step = MANIFEST["functions"]["rewrite_crm_message"]
    read = set(re.findall(r"""inputs(?:\.get\(|\[)"(\w+)\"""", source.text))
    assert set(step["input_parameters"]["properties"]) == read
    given = next(f for f in source.functions if f.name == "_outputs")
    keys = {
        key.value
        for node in ast.walk(given)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    }
    assert set(step["output_parameters"]["properties"]) == keys


def test_a_method_is_called_by_its_name_so_that_its_scopes_are_known(methods: dict[str, str]) -> None:
    by_hand = [
        source.where(node.lineno)
        for source in sources("handlers", "bot")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr == "api_call"
    ]
    assert by_hand == []
    assert {name: place for name, place in methods.items() if name not in SCOPES_OF_METHODS} == {}


def test_every_permission_is_needed_and_no_needed_one_is_missing(
    bound: dict[str, list[str]], methods: dict[str, str]
) -> None:
    needed = {scope for name in methods for scope in SCOPES_OF_METHODS[name]}
    for event in SETTINGS["event_subscriptions"]["bot_events"]:
        needed |= SCOPES_OF_EVENTS.get(event, set())
    if bound["command"] or bound["shortcut"]:
        needed.add("commands")
    assert set(bot_scopes()) == needed


def test_the_table_of_methods_names_none_that_is_not_called(methods: dict[str, str]) -> None:
    assert SCOPES_OF_METHODS.keys() - methods.keys() == set()


def test_the_prompts_are_those_of_a_workspace_that_is_not_connected_yet() -> None:
    assert FEATURES["agent_view"]["suggested_prompts"] == suggested_prompts(connected=False)


def test_lists_are_in_order_and_name_nothing_twice() -> None:
    for names in (bot_scopes(), tuple(SETTINGS["event_subscriptions"]["bot_events"])):
        assert names == tuple(sorted(set(names)))


# The part of the official schema that concerns us, for where the schema itself is not at hand.
TEXT_LIMITS = {
    "display_information.name": (1, 35),
    "display_information.description": (1, 140),
    "display_information.long_description": (175, 4000),
    "features.bot_user.display_name": (1, 80),
    "features.agent_view.agent_description": (1, 300),
}
KNOWN_KEYS = {
    "": {
        *("_metadata", "display_information", "features", "oauth_config", "settings", "functions"),
        "mcp_servers",
    },
    "display_information": {"name", "description", "long_description", "background_color"},
    "features": {"app_home", "bot_user", "agent_view", "slash_commands", "shortcuts"},
    "features.agent_view": {"agent_description", "suggested_prompts", "actions"},
    "oauth_config": {"scopes", "redirect_urls"},
    "settings": {
        *("event_subscriptions", "interactivity", "org_deploy_enabled", "function_runtime"),
        *("socket_mode_enabled", "token_rotation_enabled"),
    },
}


def at(manifest: dict[str, Any], path: str) -> Any:
    for key in path.split(".") if path else ():
        manifest = manifest[key]
    return manifest


@pytest.fixture(params=["socket", "http"])
def manifest(request: pytest.FixtureRequest) -> dict[str, Any]:
    read: dict[str, Any] = (
        read_manifest() if request.param == "socket" else yaml.safe_load(manifest_for_http(ADDRESS))
    )
    return read


def test_slack_would_take_it(manifest: dict[str, Any]) -> None:
    for path, known in KNOWN_KEYS.items():
        assert at(manifest, path).keys() <= known, path
    for path, (least, most) in TEXT_LIMITS.items():
        assert least <= len(at(manifest, path)) <= most, path
    features = manifest["features"]
    assert len(features["agent_view"]["suggested_prompts"]) <= 4
    for command in features["slash_commands"]:
        assert re.fullmatch(r"/[a-z-]{1,31}", command["command"])
        assert {"command", "description"} <= command.keys()
    for shortcut in features["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
        assert shortcut["type"] in {"global", "message"}
    for step in manifest["functions"].values():
        for side in ("input_parameters", "output_parameters"):
            assert set(step[side]["required"]) <= step[side]["properties"].keys()
            assert all(field["type"] == "string" for field in step[side]["properties"].values())
    # Slack refuses a manifest with functions but without these.
    assert manifest["settings"]["org_deploy_enabled"] is True
    assert manifest["settings"]["function_runtime"] == "remote"
    assert manifest["settings"]["interactivity"]["is_enabled"] is True


def test_the_official_schema_takes_it(manifest: dict[str, Any], shared: Path) -> None:
    schema = shared / "reference" / "slack-manifest.schema.json"
    if not schema.is_file():
        pytest.skip("the official schema is not at hand")
    jsonschema.validate(manifest, json.loads(schema.read_text(encoding="utf-8")))


def test_for_http_every_address_is_ours() -> None:
    manifest = yaml.safe_load(manifest_for_http(ADDRESS))
    settings = manifest["settings"]
    assert settings["socket_mode_enabled"] is False
    assert settings["event_subscriptions"]["request_url"] == f"{ADDRESS}/slack/events"
    assert settings["interactivity"]["request_url"] == f"{ADDRESS}/slack/events"
    assert {c["url"] for c in manifest["features"]["slash_commands"]} == {f"{ADDRESS}/slack/events"}
    assert manifest["oauth_config"]["redirect_urls"] == [f"{ADDRESS}/slack/oauth_redirect"]


def test_over_https_slacks_assistant_is_offered_the_tools_and_nowhere_else() -> None:
    assert "mcp_servers" not in MANIFEST
    over_https, over_http = (
        yaml.safe_load(manifest_for_http(f"{scheme}://crm.test")) for scheme in ("https", "http")
    )
    assert over_https["mcp_servers"] == {
        "crmagent": {"url": "https://crm.test/mcp", "auth_type": "slack_identity_auth"}
    }
    assert set(over_https["oauth_config"]["scopes"]["bot"]) == {*bot_scopes(), "mcp:connect"}
    assert "mcp_servers" not in over_http
    assert set(over_http["oauth_config"]["scopes"]["bot"]) == set(bot_scopes())


def test_what_the_file_says_about_http_is_what_is_changed() -> None:
    """The comments at its top tell those who edit by hand the same as the command does."""
    text = (ROOT / "manifest.yml").read_text(encoding="utf-8")
    for told in ("socket_mode_enabled: false", "request_url", "redirect_urls", "url: https"):
        assert told in text.partition("_metadata")[0]
