"""The packages for assistants' directories: written for one address, and what each directory would take."""

import io
import json
import re
import struct
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from typer.testing import CliRunner

from bot.cli.main import command_line
from bot.manifest import bot_scopes
from bot.settings import Settings
from tests.house import ROOT

URL = "https://crm.example.com"
_TEXT = {"type": "string", "minLength": 1}
_HTTPS = {"type": "string", "pattern": "^https://", "maxLength": 2048}

# The parts of the official schemas (registry 2025-12-11, Microsoft 365 app 1.27) that concern us.
REGISTRY = {
    "type": "object",
    "required": ["$schema", "name", "description", "version", "remotes"],
    "properties": {
        "name": {"type": "string", "pattern": r"^[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+$", "maxLength": 200},
        "title": {"type": "string", "minLength": 1, "maxLength": 100},
        "description": {"type": "string", "minLength": 1, "maxLength": 100},
        "version": {"type": "string", "pattern": r"^\d+\.\d+\.\d+$", "maxLength": 255},
        "websiteUrl": _HTTPS,
        "remotes": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["type", "url"],
                "properties": {
                    "type": {"enum": ["streamable-http"]},
                    "url": _HTTPS,
                    "headers": {"type": "array", "items": {"type": "object", "required": ["name"]}},
                },
            },
        },
    },
}
CONNECTOR = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "displayName", "description", "toolSource"],
    "properties": {
        "id": {"type": "string", "maxLength": 64},
        "displayName": {"type": "string", "maxLength": 128},
        "description": {"type": "string", "maxLength": 4000},
        "toolSource": {
            "type": "object",
            "additionalProperties": False,
            "required": ["remoteMcpServer"],
            "properties": {
                "remoteMcpServer": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["mcpServerUrl"],
                    "properties": {
                        "mcpServerUrl": _HTTPS,
                        "mcpToolDescription": {
                            "type": "object",
                            "additionalProperties": False,
                            "properties": {"file": {"type": "string", "pattern": r"^[\w-]+\.json$"}},
                        },
                        "authorization": {
                            "type": "object",
                            "additionalProperties": False,
                            "required": ["type", "referenceId"],
                            "properties": {"type": {"enum": ["ApiKeyPluginVault"]}, "referenceId": _TEXT},
                        },
                    },
                }
            },
        },
    },
}
M365 = {
    "type": "object",
    "additionalProperties": False,
    "required": [
        "manifestVersion",
        "version",
        "id",
        "developer",
        "name",
        "description",
        "icons",
        "accentColor",
    ],
    "properties": {
        "$schema": {
            "const": "https://developer.microsoft.com/json-schemas/teams/v1.27/MicrosoftTeams.schema.json"
        },
        "manifestVersion": {"const": "1.27"},
        "version": {"type": "string", "pattern": r"^\d+\.\d+\.\d+$"},
        "id": {"type": "string", "pattern": r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"},
        "developer": {
            "type": "object",
            "required": ["name", "websiteUrl", "privacyUrl", "termsOfUseUrl"],
            "properties": {"name": {"type": "string", "maxLength": 32}},
            "additionalProperties": _HTTPS,
        },
        "name": {
            "properties": {"short": {"maxLength": 30}, "full": {"maxLength": 100}},
            "required": ["short"],
        },
        "description": {"properties": {"short": {"maxLength": 80}, "full": {"maxLength": 4000}}},
        "icons": {"required": ["color", "outline"]},
        "accentColor": {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"},
        "agentConnectors": {"type": "array", "minItems": 1, "items": CONNECTOR},
    },
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages, written twice: the second time replaces the first."""
    folder = tmp_path_factory.mktemp("plugin") / "new"
    for _ in range(2):
        result = CliRunner().invoke(
            command_line(), ["plugin", "build", "--url", f"{URL}/", "--out", str(folder)]
        )
        assert result.exit_code == 0, result.output
    return folder


def package(built: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO((built / "m365.zip").read_bytes())) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def test_every_package_is_there(built: Path) -> None:
    assert {file.name for file in built.iterdir()} == {"manifest.yml", "server.json", "m365.zip", "mcp.json"}


def test_slack_is_told_of_the_server_and_asked_for_its_scope(built: Path, shared: Path) -> None:
    manifest = yaml.safe_load((built / "manifest.yml").read_text(encoding="utf-8"))
    (server,) = manifest["mcp_servers"].values()
    assert server == {"url": f"{URL}/mcp", "auth_type": "slack_identity_auth"}
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == {*bot_scopes(), "mcp:connect"}
    schema = shared / "reference" / "slack-manifest.schema.json"
    jsonschema.validate(manifest, json.loads(schema.read_text(encoding="utf-8")))


def test_the_registry_would_take_the_entry(built: Path) -> None:
    entry = json.loads((built / "server.json").read_text(encoding="utf-8"))
    jsonschema.validate(entry, REGISTRY)
    assert entry["$schema"].endswith("/2025-12-11/server.schema.json")
    assert entry["name"] == "com.example.crm/crmagent"
    assert entry["remotes"][0]["url"] == f"{URL}/mcp"


def test_microsoft_would_take_the_package(built: Path) -> None:
    files = package(built)
    manifest = json.loads(files["manifest.json"])
    jsonschema.validate(manifest, M365)
    (connector,) = manifest["agentConnectors"]
    remote = connector["toolSource"]["remoteMcpServer"]
    assert remote["mcpServerUrl"] == f"{URL}/mcp"
    assert {
        *manifest["icons"].values(),
        remote["mcpToolDescription"]["file"],
        "manifest.json",
    } == files.keys()


def test_the_tools_in_the_package_are_those_of_the_server(built: Path) -> None:
    tools: list[dict[str, Any]] = json.loads(package(built)["tools.json"])["tools"]
    assert "rewrite_message" in {tool["name"] for tool in tools}
    for tool in tools:
        assert {"name", "title", "description", "inputSchema", "outputSchema", "annotations"} <= tool.keys()
        jsonschema.Draft202012Validator.check_schema(tool["inputSchema"])
        jsonschema.Draft202012Validator.check_schema(tool["outputSchema"])


@pytest.mark.parametrize(("name", "size"), [("color.png", 192), ("outline.png", 32)])
def test_icons_have_the_size_that_microsoft_wants(built: Path, name: str, size: int) -> None:
    icon = package(built)[name]
    assert icon.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, depth, colours = struct.unpack(">IIBB", icon[16:26])
    assert (width, height, depth, colours) == (size, size, 8, 6)


def test_an_editor_asks_for_the_token_and_keeps_none(built: Path) -> None:
    entry = json.loads((built / "mcp.json").read_text(encoding="utf-8"))
    (server,) = entry["servers"].values()
    assert (server["type"], server["url"]) == ("http", f"{URL}/mcp")
    asked = re.search(r"\$\{input:([\w-]+)\}", server["headers"]["Authorization"])
    assert asked
    assert asked[1] == entry["inputs"][0]["id"]


@pytest.mark.parametrize("url", ["crm.example.com", "http://crm.example.com", "https://", "ftp://x"])
def test_an_address_that_assistants_do_not_reach_is_refused(url: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(
        command_line(), ["plugin", "build", "--url", url, "--out", str(tmp_path / "x")]
    )
    assert result.exit_code == 2
    assert "--url" in result.output
    assert not (tmp_path / "x").exists()


def test_the_instructions_name_every_tool_and_their_json_can_be_pasted(built: Path) -> None:
    told = (ROOT / "docs" / "plugin.md").read_text(encoding="utf-8")
    for tool in json.loads(package(built)["tools.json"])["tools"]:
        assert f"`{tool['name']}`" in told
    pasted = [json.loads(text) for text in re.findall(r"```json\n(.*?)```", told, re.DOTALL)]
    assert len(pasted) == 3
    for name in set(re.findall(r"CRMAGENT_[A-Z_]+", told)) - {"CRMAGENT_TOKEN"}:
        assert name in Settings.variables().values()
