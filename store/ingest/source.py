"""A file from outside made ready to be read: unpacked, in UTF-8, and known by its hash."""

import gzip
import hashlib
import shutil
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from store.ingest.encoding import EncodingJudge, transcode
from store.ingest.errors import CutFileError, EmptyFileError, UnusableFileError

Format = Literal["csv", "jsonl", "parquet"]

_BLOCK = 1 << 22
_PARQUET = b"PAR1"
_SMALLEST_PARQUET = 12  # magic, length of the footer, magic

#: How a file of the wrong sort begins, and what to tell whoever sent it.
_WRONG = {
    b"PK\x03\x04": "is an Excel workbook or a zip archive: save the sheet as CSV (UTF-8) or unpack it.",
    b"\xd0\xcf\x11\xe0": "is an old Excel workbook: save the sheet as CSV (UTF-8).",
    b"%PDF": "is a PDF: export the rows as CSV or Parquet.",
    b"ORC": "is an ORC file: export it as Parquet or CSV.",
    b"Obj\x01": "is an Avro file: export it as Parquet or CSV.",
    b"SQLite format 3": "is a SQLite database: export the tables as CSV.",
    b"\x28\xb5\x2f\xfd": "is packed with zstd: unpack it first.",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A readable file. `path` may be a copy; `name` is what the sender called it.

    `lines` counts the lines of a text, `clean` is False when some of them are not valid UTF-8;
    `notes` are sentences for the report.
    """

    path: Path
    name: str
    format: Format
    sha256: str
    lines: int = 0
    clean: bool = True
    notes: tuple[str, ...] = ()


def settle(path: Path, folder: Path, tell: Callable[[float], None]) -> Source:
    """Look at the bytes once, front to back, and put a readable copy into `folder` if need be.

    `tell` hears the share done, 0–1. Raises EmptyFileError, CutFileError, UnusableFileError, and
    FileNotFoundError where there is no file.
    """
    name = path.name
    if path.is_dir():
        raise UnusableFileError(name, "is a folder: name the files in it.")
    with path.open("rb") as file:
        head = file.read(16)
    if head.startswith(b"\x1f\x8b"):
        path, name = _unpack(path, folder), name.removesuffix(".gz")
        with path.open("rb") as file:
            head = file.read(16)
    _refuse_wrong(name, head)
    path = _literal(path, folder)
    if head.startswith(_PARQUET) or name.lower().endswith((".parquet", ".pq")):
        return _parquet(path, name, tell)
    return _text(path, name, folder, tell)


def _literal(path: Path, folder: Path) -> Path:
    """A path that DuckDB does not take for a pattern, as it would "sends [1].csv"."""
    if not any(mark in str(path) for mark in "*?["):
        return path
    plain = folder / f"source{path.suffix}"
    try:
        plain.symlink_to(path.resolve())
    except OSError:  # Windows lets few make links
        shutil.copyfile(path, plain)
    return plain


def _refuse_wrong(name: str, head: bytes) -> None:
    if not head:
        raise EmptyFileError(name)
    for magic, why in _WRONG.items():
        if head.startswith(magic):
            raise UnusableFileError(name, why)


def _parquet(path: Path, name: str, tell: Callable[[float], None]) -> Source:
    size = path.stat().st_size
    with path.open("rb") as file:
        starts = file.read(4) == _PARQUET
        file.seek(max(0, size - 4))
        ends = file.read(4) == _PARQUET
    if not starts:
        raise UnusableFileError(name, "is called Parquet but is none: nothing was taken in. Export it again.")
    if not ends or size < _SMALLEST_PARQUET:
        raise CutFileError(name, "Parquet")
    return Source(path, name, "parquet", _digest(path, tell, lambda _block: None))


def _text(path: Path, name: str, folder: Path, tell: Callable[[float], None]) -> Source:
    with path.open("rb") as file:
        judge = EncodingJudge(file.read(1 << 16))
    lines, last = 0, b""

    def look(block: bytes) -> None:
        nonlocal lines, last
        lines += block.count(b"\n")
        last = block[-1:]
        judge.look(block)

    sha256 = _digest(path, tell, look)
    encoding, note = judge.conclude(name)
    if note is None:
        return Source(path, name, _text_format(path), sha256, lines + (last != b"\n"), judge.bad == 0)
    copy = folder / "utf8.txt"
    lines = transcode(path, copy, encoding)
    return Source(copy, name, _text_format(copy), sha256, lines, notes=(note,))


def _text_format(path: Path) -> Format:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        start = file.read(4096).lstrip()
    return "jsonl" if start.startswith(("{", "[")) else "csv"


def _digest(path: Path, tell: Callable[[float], None], look: Callable[[bytes], None]) -> str:
    """The SHA-256 of a file, every block of it shown to `look`."""
    size, done = max(1, path.stat().st_size), 0
    digest = hashlib.sha256()
    tell(0.0)
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            look(block)
            done += len(block)
            tell(done / size)
    return digest.hexdigest()


def _unpack(path: Path, folder: Path) -> Path:
    """Unpack gzip to disk, block by block."""
    unpacked = folder / "unpacked"
    try:
        with gzip.open(path, "rb") as packed, unpacked.open("wb") as file:
            _copy(packed, file)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise CutFileError(path.name, "gzip") from error
    return unpacked


def _copy(source: gzip.GzipFile, target: BinaryIO) -> None:
    while block := source.read(_BLOCK):
        target.write(block)
