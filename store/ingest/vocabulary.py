"""The words of columns.toml: what columns, events, states and channels may be called."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any


def canonical(text: str) -> str:
    """The form in which names are compared: lower case, runs of other characters become "_"."""
    return re.sub(r"[^a-z0-9✓✔]+", "_", text.strip().lower()).strip("_")


@cache
def vocabulary(section: str) -> Mapping[str, str]:
    """The words of a section of columns.toml, each with what it stands for: "open" → "read"."""
    return MappingProxyType(
        {
            word: meaning
            for meaning, words in table()[section].items()
            for word in words
            if meaning != "default"
        }
    )


def default_target() -> str:
    """The behaviour that a click counts as when the export does not tell what was clicked."""
    return str(table()["targets"]["default"][0])


@cache
def table() -> dict[str, Any]:
    """The whole of columns.toml, parsed once a process."""
    text = resources.files("store.ingest").joinpath("columns.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
