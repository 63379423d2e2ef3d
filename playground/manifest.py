"""The app's manifest: the one source of its name, commands, shortcuts, steps, scopes and events."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from playground.errors import ManifestError


@dataclass(frozen=True)
class Command:
    """A slash command as people see it while they type."""

    command: str
    description: str
    usage_hint: str = ""
    should_escape: bool = False


@dataclass(frozen=True)
class Shortcut:
    """A shortcut; `type` is "global" or "message"."""

    name: str
    type: str
    callback_id: str
    description: str


@dataclass(frozen=True)
class Step:
    """A step for Workflow Builder; parameters as the manifest writes them."""

    callback_id: str
    title: str
    description: str
    input_parameters: Mapping[str, Any]
    output_parameters: Mapping[str, Any]


@dataclass(frozen=True)
class Manifest:
    """What of a manifest the workspace needs."""

    name: str
    description: str = ""
    bot_name: str = ""
    commands: tuple[Command, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    steps: tuple[Step, ...] = ()
    bot_scopes: frozenset[str] = frozenset()
    bot_events: frozenset[str] = frozenset()
    prompts: tuple[Mapping[str, str], ...] = field(default=())

    def command(self, name: str) -> Command | None:
        """The command called so ("/rewrite"), if there is one."""
        return next((command for command in self.commands if command.command == name), None)

    def shortcut(self, callback_id: str, kind: str) -> Shortcut | None:
        """The "global" or "message" shortcut with this callback id."""
        found = (s for s in self.shortcuts if (s.callback_id, s.type) == (callback_id, kind))
        return next(found, None)

    def step(self, callback_id: str) -> Step | None:
        """The workflow step with this callback id."""
        return next((step for step in self.steps if step.callback_id == callback_id), None)


def read_manifest(path: Path) -> Manifest:
    """Read a manifest file (YAML or JSON). Raises ManifestError."""
    try:
        raw = _loaded(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ManifestError(f"The manifest “{path}” can't be read: {error.strerror}.") from error
    except yaml.YAMLError as error:
        raise ManifestError(f"The manifest “{path}” is no valid YAML: {error}") from error
    name = _at(raw, "display_information").get("name")
    if not name:
        raise ManifestError(f"The manifest “{path}” has no display_information.name.")
    return _manifest(raw, str(name))


@cache
def _loaded(text: str) -> Any:  # noqa: ANN401 - whatever YAML holds
    """What a text says; the same one is read for every workspace that is opened."""
    return yaml.safe_load(text)


def _manifest(raw: Mapping[str, Any], name: str) -> Manifest:
    features = _at(raw, "features")
    return Manifest(
        name=name,
        description=str(_at(raw, "display_information").get("description", "")),
        bot_name=str(_at(features, "bot_user").get("display_name", name)),
        commands=tuple(_command(entry) for entry in features.get("slash_commands") or ()),
        shortcuts=tuple(_shortcut(entry) for entry in features.get("shortcuts") or ()),
        steps=tuple(_step(key, entry) for key, entry in _at(raw, "functions").items()),
        bot_scopes=frozenset(_at(raw, "oauth_config", "scopes").get("bot") or ()),
        bot_events=frozenset(_at(raw, "settings", "event_subscriptions").get("bot_events") or ()),
        prompts=tuple(_at(features, "agent_view").get("suggested_prompts") or ()),
    )


def _command(entry: Mapping[str, Any]) -> Command:
    return Command(
        command=entry["command"],
        description=entry.get("description", ""),
        usage_hint=entry.get("usage_hint", ""),
        should_escape=bool(entry.get("should_escape", False)),
    )


def _shortcut(entry: Mapping[str, Any]) -> Shortcut:
    return Shortcut(entry["name"], entry["type"], entry["callback_id"], entry.get("description", ""))


def _step(callback_id: str, entry: Mapping[str, Any]) -> Step:
    return Step(
        callback_id=callback_id,
        title=entry.get("title", callback_id),
        description=entry.get("description", ""),
        input_parameters=entry.get("input_parameters") or {},
        output_parameters=entry.get("output_parameters") or {},
    )


def _at(raw: Any, *keys: str) -> Mapping[str, Any]:  # noqa: ANN401 - whatever YAML holds
    """The mapping under nested keys, an empty one where there is none."""
    for key in keys:
        raw = raw.get(key) if isinstance(raw, Mapping) else None
    return raw if isinstance(raw, Mapping) else {}
