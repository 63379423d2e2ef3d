"""The icons of the plugin, drawn here: a speech bubble with two lines in it, of which one is better."""

import struct
import zlib
from collections.abc import Callable
from typing import NamedTuple

_FINE = 4  # samples of a pixel along each side, for smooth edges


class Colour(NamedTuple):
    """Red, green, blue and how opaque, 0–255 each."""

    red: int
    green: int
    blue: int
    alpha: int = 255


GREEN, WHITE, CLEAR = Colour(29, 59, 52), Colour(255, 255, 255), Colour(255, 255, 255, 0)
_FAINT = Colour(111, 208, 179)
_BUBBLE = (0.14, 0.20, 0.86, 0.72)  # left, top, right, bottom, from 0 to 1
_TAIL = (0.28, 0.68, 0.84)  # left, top, bottom


def colour_icon(size: int) -> bytes:
    """A PNG of `size` pixels a side: the bubble in white on the brand's green."""

    def look(x: float, y: float) -> Colour:
        if _is_in_bar(x, y, 0.40, 0.62):
            return _FAINT
        if _is_in_bar(x, y, 0.56, 0.74):
            return GREEN
        return WHITE if _is_in_bubble(x, y) else GREEN

    return _png(size, look)


def outline_icon(size: int) -> bytes:
    """A PNG of `size` pixels a side: the bubble in white on nothing."""

    def look(x: float, y: float) -> Colour:
        in_bar = _is_in_bar(x, y, 0.40, 0.62) or _is_in_bar(x, y, 0.56, 0.74)
        return WHITE if _is_in_bubble(x, y) and not in_bar else CLEAR

    return _png(size, look)


def _is_in_bubble(x: float, y: float) -> bool:
    left, top, bottom = _TAIL
    in_tail = top <= y <= bottom and left <= x <= left + (bottom - y) * 1.2
    return in_tail or _is_in_box(x, y, _BUBBLE, radius=0.12)


def _is_in_bar(x: float, y: float, middle: float, right: float) -> bool:
    return _is_in_box(x, y, (0.26, middle - 0.035, right, middle + 0.035), radius=0.035)


def _is_in_box(x: float, y: float, box: tuple[float, float, float, float], *, radius: float) -> bool:
    left, top, right, bottom = box
    dx = max(left + radius - x, 0, x - (right - radius))
    dy = max(top + radius - y, 0, y - (bottom - radius))
    return dx * dx + dy * dy <= radius * radius


def _png(size: int, look: Callable[[float, float], Colour]) -> bytes:
    """A PNG (8 bits, RGBA) of what `look` says of points between 0 and 1."""
    rows = (
        b"\0" + b"".join(bytes(_pixel(column, row, size, look)) for column in range(size))
        for row in range(size)
    )
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _pixel(column: int, row: int, size: int, look: Callable[[float, float], Colour]) -> Colour:
    """The mean of its samples."""
    steps = [(step + 0.5) / _FINE for step in range(_FINE)]
    seen = [look((column + dx) / size, (row + dy) / size) for dx in steps for dy in steps]
    return Colour(*(round(sum(values) / len(seen)) for values in zip(*seen, strict=True)))
