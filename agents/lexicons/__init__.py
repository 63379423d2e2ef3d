"""Phrase lists and rules as data: commented TOML files that a copywriter can read and change."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

ENGLISH_ALONE: frozenset[str] = frozenset()
"""No language beside English: what `load_in` is asked for when a text is in English."""


@cache
def load(name: str) -> dict[str, Any]:
    """The lexicon `name` (file name without `.toml`), parsed once a process.

    Raises `FileNotFoundError` if there is no such file, `tomllib.TOMLDecodeError` if it is not TOML.
    """
    return tomllib.loads(resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def load_in(name: str, languages: frozenset[str]) -> dict[str, Any]:
    """The lexicon `name` with what `ledger/<language>.toml` adds to it for each of `languages`.

    A list of such a file goes behind the list of the same place, a table is filled in, and so on down.
    """
    lexicon = load(name)
    for language in sorted(languages):
        lexicon = _joined(lexicon, load(f"ledger/{language}").get(name, {}))
    return lexicon


def _joined(own: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    joined = dict(own)
    for key, value in more.items():
        known = joined.get(key)
        if isinstance(known, dict):
            joined[key] = _joined(known, value)
        else:
            joined[key] = [*known, *value] if isinstance(known, list) else value
    return joined
