"""What an evaluated draft depends on, as a key: while it stays the same, so does the answer."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import agents
from agents.types import Draft

_CODE = (".py", ".toml", ".md")
# What turns records into tables may change without making the records old.
_MEASURING = {"assess.py", "forced.py", "recheck.py", "records.py"}


def code_version() -> str:
    """A short text that changes with everything that decides what the agents answer, prompts included."""
    return folder_version(Path(agents.__file__).parent)


def folder_version(folder: Path) -> str:
    """A short text that changes with the code, lexicons and prompts of a folder."""
    digest = hashlib.blake2b(digest_size=8)
    for path in _files(folder):
        digest.update(f"{path.relative_to(folder).as_posix()}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def key_of(draft: Draft, depends_on: Mapping[str, Any]) -> str:
    """The key of a draft and all that its record depends on."""
    known = {"draft": draft.model_dump(mode="json")} | dict(depends_on)
    text = json.dumps(known, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def _files(folder: Path) -> Iterable[Path]:
    files = (path for path in sorted(folder.rglob("*")) if path.suffix in _CODE)
    return (path for path in files if path.parent.name != "evaluation" or path.name in _MEASURING)
