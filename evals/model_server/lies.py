"""Rewrites that must not go out: the worst that a model might plausibly hand in, each by its name."""

import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from evals.model_server.scene import Scene

_DIGIT = re.compile(r"\d")
_TAG = re.compile(r"⟦P(\d+)⟧")
_WORD = re.compile(r"\w+")


class Version(NamedTuple):
    """A rewrite as a model hands it in."""

    title: str | None
    body: str


Lie = Callable[[Scene], Version]


@cache
def lies() -> dict[str, Lie]:
    """Every lie by its name. "parrot" is no lie: the draft as it stands."""
    said = _said()
    added = {name: _adding(sentence) for name, sentence in said["added"].items()}
    translated = {f"in_{name}": _translating(text) for name, text in said["languages"].items()}
    return added | translated | _CHANGES


@cache
def told_lies() -> dict[str, str]:
    """Sentences for a merchant that no merchant may be told, by their names."""
    return dict(_said()["told"])


@cache
def _said() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("lies.toml").read_text(encoding="utf-8"))


def _adding(sentence: str) -> Lie:
    return lambda scene: Version(scene.title, f"{scene.body} {sentence}")


def _translating(text: str) -> Lie:
    return lambda scene: Version(None, " ".join([*scene.tags, text]))


def _without_tags(scene: Scene) -> Version:
    return _each(scene, lambda text: _TAG.sub("", text))


def _tags_twice(scene: Scene) -> Version:
    return _each(scene, lambda text: _TAG.sub(r"\g<0> \g<0>", text))


def _tags_turned_round(scene: Scene) -> Version:
    left = list(scene.tags)
    return _each(scene, lambda text: _TAG.sub(lambda _: left.pop() if left else "", text))


def _tags_changed(scene: Scene) -> Version:
    return _each(scene, lambda text: _TAG.sub(lambda found: f"⟦P{int(found[1]) + 1}⟧", text))


def _tags_guessed(scene: Scene) -> Version:
    return _each(scene, lambda text: _TAG.sub("{{customer.name}}", text))


def _tags_broken(scene: Scene) -> Version:
    return _each(scene, lambda text: text.replace("⟧", "").replace("{{", "{"))


def _tags_filled_in(scene: Scene) -> Version:
    return _each(scene, lambda text: _TAG.sub("Maria", text))


def _higher_figures(scene: Scene) -> Version:
    return _each(scene, lambda text: _DIGIT.sub(lambda found: str((int(found[0]) + 3) % 10), text))


def _no_figures(scene: Scene) -> Version:
    return _each(scene, lambda text: re.sub(r"\S*\d\S*", "", text))


def _leaked(scene: Scene) -> Version:
    return Version(
        scene.title, f"{scene.body} {scene.examples or 'Made by hand in our studio in Dumaguete.'}"
    )


def _endless(scene: Scene) -> Version:
    return Version(f"{scene.title or 'Hello'} {'and more ' * 40}", f"{scene.body} " * 60)


def _swapped(scene: Scene) -> Version:
    return Version(scene.body, scene.title or "")


def _bold(scene: Scene) -> Version:
    words = _WORD.sub(r"**\g<0>**", scene.body, count=1)
    return Version(f"# {scene.title or 'News'}", f"{words}\n\n- one\n- two\n\n```\ncode\n```")


def _html(scene: Scene) -> Version:
    return Version(scene.title, f"<p>{scene.body}</p><br/><b>Order now</b>")


def _as_json(scene: Scene) -> Version:
    return Version(scene.title, '{"title": null, "body": "' + scene.body + '"}')


def _shouted(scene: Scene) -> Version:
    return _each(scene, str.upper)


def _backwards(scene: Scene) -> Version:
    return _each(scene, lambda text: text[::-1])


def _first_half(scene: Scene) -> Version:
    return Version(scene.title, scene.body[: len(scene.body) // 2])


def _flooded(scene: Scene) -> Version:
    return Version(scene.title, f"{scene.body} {'🎁🔥😍' * 40}")


def _each(scene: Scene, change: Callable[[str], str]) -> Version:
    title = None if scene.title is None else change(scene.title)
    return Version(title, change(scene.body))


_CHANGES: dict[str, Lie] = {
    "tags_dropped": _without_tags,
    "tags_twice": _tags_twice,
    "tags_turned_round": _tags_turned_round,
    "tags_changed": _tags_changed,
    "tags_guessed": _tags_guessed,
    "tags_broken": _tags_broken,
    "tags_filled_in": _tags_filled_in,
    "higher_figures": _higher_figures,
    "no_figures": _no_figures,
    "leaked": _leaked,
    "endless": _endless,
    "swapped": _swapped,
    "bold": _bold,
    "html": _html,
    "as_json": _as_json,
    "shouted": _shouted,
    "backwards": _backwards,
    "first_half": _first_half,
    "flooded": _flooded,
    "empty": lambda _: Version(None, ""),
    "blank": lambda _: Version("\u200b", " \u200b\n"),
    "only_tags": lambda scene: Version(None, " ".join(scene.tags)),
    "parrot": lambda scene: Version(scene.title, scene.body),
}
