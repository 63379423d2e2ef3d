"""One file for a vector index: checked when read, replaced whole when written."""

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from store.errors import StoreError

_MAGIC = b"crmagent vectors 1\n"
_DIGEST = hashlib.sha256().digest_size
_LENGTH = 8


class UnusableIndexError(StoreError):
    """A stored index is damaged or belongs to another embedding model; build it again, nothing is lost."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"The vector index {path.name} can't be used: {reason}. Build it again.")


def write_index(path: Path, header: dict[str, Any], payload: bytes) -> None:
    """Replace the file in one step: a reader or a crash sees the old one or the new one, never a part."""
    told = json.dumps(header, ensure_ascii=False).encode()
    content = len(told).to_bytes(_LENGTH, "big") + told + payload
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - it is a descriptor
            file.write(_MAGIC + hashlib.sha256(content).digest() + content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()


def read_index(path: Path) -> tuple[dict[str, Any], bytes]:
    """Header and payload. Raises UnusableIndexError if a byte is wrong, FileNotFoundError without a file."""
    blob = path.read_bytes()
    if not blob.startswith(_MAGIC):
        raise UnusableIndexError(path, "it is not an index of this version")
    start = len(_MAGIC) + _DIGEST
    content = memoryview(blob)[start:]
    if hashlib.sha256(content).digest() != blob[len(_MAGIC) : start]:
        raise UnusableIndexError(path, "it is damaged")
    end = _LENGTH + int.from_bytes(content[:_LENGTH], "big")
    header: dict[str, Any] = json.loads(bytes(content[_LENGTH:end]))
    return header, bytes(content[end:])
