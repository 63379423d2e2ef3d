"""The plugin's packages: what each assistant's directory wants to know of the server at one address."""

import io
import json
import uuid
import zipfile
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from bot.icons import colour_icon, outline_icon
from bot.manifest import manifest_for_http
from bot.release import release
from handlers.copilot.http import MCP_PATH
from handlers.copilot.server import DESCRIPTION, NAME, TITLE

_REGISTRY = "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json"
_TEAMS = "https://developer.microsoft.com/json-schemas/teams/v1.27/MicrosoftTeams.schema.json"
_TEAMS_VERSION = "1.27"
_TOOLS = "tools.json"
_COLOUR, _OUTLINE = 192, 32  # pixels, as Microsoft wants them
_ACCENT = "#1D3B34"
_LONG = (
    "CRMAgent is a copywriter for a shop's CRM messages: push, chat, e-mail, SMS and WhatsApp. It says why a "
    "draft is weak and quotes the words, rewrites it with every fact and placeholder kept, explains what "
    "works with an audience as measured on real messages, lists what to fix first, and plans tests. "
    "It invents no offer and hurries nobody without a known reason."
)


def plugin_files(
    address: str, tools: list[dict[str, Any]], *, about: str, key_reference: str
) -> dict[str, bytes]:
    """Every package by its file name, for the server at `address` (https, no slash at its end).

    `tools` are described as the server publishes them; `about` is a page with privacy and terms,
    `key_reference` names the API key that Microsoft's developer portal keeps.
    """
    return {
        "manifest.yml": manifest_for_http(address).encode(),
        "server.json": _json(_registry_entry(address)),
        "m365.zip": _zip(
            {
                "manifest.json": _json(_m365_manifest(address, about, key_reference)),
                _TOOLS: _json({"tools": tools}),
                "color.png": colour_icon(_COLOUR),
                "outline.png": outline_icon(_OUTLINE),
            }
        ),
        "mcp.json": _json(_editor_entry(address)),
    }


def _registry_entry(address: str) -> dict[str, Any]:
    """The server for the MCP registry; its name is the address's host, read backwards."""
    host = urlsplit(address).hostname or ""
    header = {
        "name": "Authorization",
        "description": "Bearer and a token of “python -m bot token create”",
        "value": "Bearer {token}",
        "isRequired": True,
        "isSecret": True,
        "variables": {
            "token": {"description": "A token of this server", "isRequired": True, "isSecret": True}
        },
    }
    return {
        "$schema": _REGISTRY,
        "name": f"{'.'.join(reversed(host.split('.')))}/{NAME}",
        "title": TITLE,
        "description": DESCRIPTION,
        "version": release(),
        "websiteUrl": address,
        "remotes": [{"type": "streamable-http", "url": f"{address}{MCP_PATH}", "headers": [header]}],
    }


def _m365_manifest(address: str, about: str, key_reference: str) -> dict[str, Any]:
    """The Microsoft 365 app with the server as its agent connector."""
    return {
        "$schema": _TEAMS,
        "manifestVersion": _TEAMS_VERSION,
        "version": release(),
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{address}{MCP_PATH}")),
        "developer": {
            "name": TITLE,
            "websiteUrl": about,
            "privacyUrl": about,
            "termsOfUseUrl": about,
        },
        "name": {"short": TITLE, "full": "CRMAgent, a copywriter for CRM messages"},
        "description": {"short": DESCRIPTION, "full": _LONG},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": _ACCENT,
        "agentConnectors": [_connector(address, key_reference)],
    }


def _connector(address: str, key_reference: str) -> dict[str, Any]:
    return {
        "id": NAME,
        "displayName": TITLE,
        "description": _LONG,
        "toolSource": {
            "remoteMcpServer": {
                "mcpServerUrl": f"{address}{MCP_PATH}",
                "mcpToolDescription": {"file": _TOOLS},
                "authorization": {"type": "ApiKeyPluginVault", "referenceId": key_reference},
            }
        },
    }


def _editor_entry(address: str) -> dict[str, Any]:
    """The lines for an editor that asks for the token itself, as VS Code does."""
    token = {
        "type": "promptString",
        "id": "crmagent-token",
        "description": "CRMAgent token",
        "password": True,
    }
    headers = {"Authorization": "Bearer ${input:crmagent-token}"}
    server = {"type": "http", "url": f"{address}{MCP_PATH}", "headers": headers}
    return {"inputs": [token], "servers": {NAME: server}}


def _json(value: Mapping[str, Any]) -> bytes:
    return f"{json.dumps(value, indent=2, ensure_ascii=False)}\n".encode()


def _zip(files: Mapping[str, bytes]) -> bytes:
    """The files in a ZIP that is the same whenever it is made."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name), content, compress_type=zipfile.ZIP_DEFLATED)
    return packed.getvalue()
