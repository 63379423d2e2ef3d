"""Arrays as text, so that a model is plain JSON of a reasonable size."""

import base64
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]


def pack(array: Array) -> str:
    """The numbers as little-endian 4-byte floats in base64, row by row."""
    return base64.b64encode(np.ascontiguousarray(array, dtype="<f4").tobytes()).decode("ascii")


def unpack(text: str, *, columns: int) -> Array:
    """What `pack` packed, as rows of `columns` numbers. Raises ValueError if it is no such text."""
    flat = np.frombuffer(base64.b64decode(text, validate=True), dtype="<f4")
    return flat.astype(np.float64).reshape(-1, columns)
