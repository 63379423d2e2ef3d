"""Which encoding a text is in, judged block by block; other encodings are turned into UTF-8."""

import codecs
import re
from pathlib import Path

from store.ingest.errors import UnusableFileError

_BLOCK = 1 << 22
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_NOT_UTF8 = re.compile("[\udc80-\udcff]")
# What Windows-1252 leaves undefined: a text that has them is Latin-1.
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_NAMES = {"cp1252": "Windows-1252", "latin-1": "Latin-1"}
_MANY_ZEROS = 0.8  # of every second byte of Western text in UTF-16
_MANY_CONTROLS = 0.05


class EncodingJudge:
    """Looks at a file's first bytes, then at every block, and says what they are.

    ASCII costs next to nothing; anything else is decoded once.
    """

    def __init__(self, head: bytes) -> None:
        self._encoding = _by_head(head)
        self._binary = self._wide is False and len(_CONTROLS.findall(head)) > _MANY_CONTROLS * len(head)
        self._old_mac = b"\r" in head and b"\n" not in head
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._good = 0
        self._undefined = False
        #: Bytes that are not UTF-8.
        self.bad = 0

    @property
    def _wide(self) -> bool:
        return self._encoding.startswith("utf-16")

    def look(self, block: bytes) -> None:
        """Take one more block into account."""
        pending = self._decoder.getstate()[0]
        if self._wide or (block.isascii() and not pending):
            return
        try:
            self._good += len(pending + block) - len(self._decoder.decode(block))
        except UnicodeDecodeError:
            self._decoder.reset()
            text = (pending + block).decode("utf-8", "surrogateescape")
            self.bad += len(_NOT_UTF8.findall(text))
            self._good += len(pending + block) - len(text)
            self._undefined = self._undefined or bool(_UNDEFINED.search(block))

    def conclude(self, filename: str) -> tuple[str, str | None]:
        """The encoding; and a sentence for the report where the text has to be turned into UTF-8.

        A text that is mostly UTF-8 stays so: its few broken lines are rejected one by one. Raises
        UnusableFileError for bytes that are no text.
        """
        if self._binary:
            raise UnusableFileError(filename, "is not text: export it as CSV (UTF-8), JSON Lines or Parquet.")
        if self._wide:
            return self._encoding, "The file is in UTF-16; it was turned into UTF-8."
        if self.bad > self._good:
            encoding = "latin-1" if self._undefined else "cp1252"
            note = (
                f"The file is not in UTF-8; it was read as {_NAMES[encoding]}. Check a word with an accent."
            )
            return encoding, note
        return (
            self._encoding,
            "The line breaks are those of old Macs; they were changed." if self._old_mac else None,
        )


def transcode(path: Path, copy: Path, encoding: str) -> int:
    """Write the text as UTF-8 with plain line feeds, block by block; return how many lines it has.

    A byte that the encoding does not know becomes U+FFFD.
    """
    lines, last = 0, "\n"
    with path.open(encoding=encoding, errors="replace", newline=None) as text, copy.open("wb") as file:
        while block := text.read(_BLOCK):
            lines += block.count("\n")
            last = block[-1]
            file.write(block.encode())
    return lines + (last != "\n")


def _by_head(head: bytes) -> str:
    for mark, encoding in _BOMS.items():
        if head.startswith(mark):
            return encoding
    half = len(head) / 2
    if head[1::2].count(0) > _MANY_ZEROS * half:
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) > _MANY_ZEROS * half else "utf-8"
