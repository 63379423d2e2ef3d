"""Phrase lists and rules as data: commented TOML files that a copywriter can read and change."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The lexicon `name` (file name without `.toml`), parsed once a process.

    Raises `FileNotFoundError` if there is no such file, `tomllib.TOMLDecodeError` if it is not TOML.
    """
    return tomllib.loads(resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
