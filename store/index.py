"""Vectors by key, searched with FAISS. Knows nothing of texts: it sees vectors, keys and stamps.

Up to `approximate_from` vectors the search is exact (flat inner product, 2 ms at 16,000). From there
on it is an HNSW graph (Malkov and Yashunin 2018), which stays under a few milliseconds at millions
and finds nearly, not always, the nearest. A search among given keys is exact at any size, because a
graph loses its way when most of its nodes are not allowed.
"""

import logging
import threading
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from store.index_file import UnusableIndexError, read_index, write_index

Vectors = NDArray[np.float32]

APPROXIMATE_FROM = 100_000
_LINKS = 32
_EFFORT = 128
_DEAD_SHARE = 0.1
_log = logging.getLogger(__name__)


def open_index(path: Path, *, model: str, dimension: int) -> "VectorIndex":
    """The index in a file, or an empty one where the file can't be used: it is filled again in use."""
    try:
        return VectorIndex.load(path, model=model, dimension=dimension)
    except UnusableIndexError as error:
        _log.warning("%s Starting with an empty one.", error, extra={"action": "index_rebuild"})
        return VectorIndex(model=model, dimension=dimension)


class VectorIndex:
    """Vectors of one embedding model, each under a key, with a stamp that says what it was made from.

    `model` identifies the embedding: a file of another one is refused. Scores are inner products,
    which are cosines for vectors of length 1. Safe to use from several threads.
    """

    def __init__(self, *, model: str, dimension: int, approximate_from: int = APPROXIMATE_FROM) -> None:
        self.model = model
        self.dimension = dimension
        self._approximate_from = approximate_from
        self._lock = threading.RLock()
        self._saving = threading.Lock()
        self._ids: dict[str, int] = {}
        self._keys: dict[int, str] = {}
        self._stamps: dict[str, str] = {}
        self._dead: set[int] = set()
        self._next = 0
        self._faiss: Any = None

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, key: str) -> bool:
        return key in self._ids

    @property
    def is_approximate(self) -> bool:
        """Whether a search without `allowed` goes through a graph."""
        return self._faiss is not None and _is_graph(self._faiss)

    def stale(self, stamps: Mapping[str, str]) -> tuple[str, ...]:
        """The keys that are not here, or here with another stamp: what has to be embedded."""
        with self._lock:
            return tuple(key for key, stamp in stamps.items() if self._stamps.get(key) != stamp)

    def put(self, stamps: Mapping[str, str], vectors: Vectors) -> None:
        """Add or replace: a row of `vectors` for each key of `stamps`, in order.

        Raises ValueError if the shape is not (len(stamps), dimension).
        """
        if vectors.shape != (len(stamps), self.dimension):
            raise ValueError(
                f"{len(stamps)} keys need vectors of shape ({len(stamps)}, {self.dimension}), "
                f"got {vectors.shape}."
            )
        if not stamps:
            return
        with self._lock:
            self._forget([key for key in stamps if key in self._ids])
            ids = np.arange(self._next, self._next + len(stamps), dtype=np.int64)
            self._next += len(stamps)
            self._ids.update(zip(stamps, ids.tolist(), strict=True))
            self._keys.update(zip(ids.tolist(), stamps, strict=True))
            self._stamps.update(stamps)
            self._add(ids, np.ascontiguousarray(vectors, dtype=np.float32))
            self._bury()

    def remove(self, keys: Collection[str]) -> None:
        """Take vectors out; keys that are not here are left aside."""
        with self._lock:
            self._forget([key for key in keys if key in self._ids])
            self._bury()

    def search(
        self, vector: Vectors, k: int, *, allowed: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """The `k` keys nearest to a vector of shape (dimension,), best first; of `allowed` if given."""
        with self._lock:
            if not self._ids or k < 1:
                return []
            if allowed is not None:
                return self._among(vector, k, [key for key in dict.fromkeys(allowed) if key in self._ids])
            return self._anywhere(vector, k)

    def save(self, path: Path) -> None:
        """Write the index to `path`, replacing what is there in one step."""
        with self._saving:
            with self._lock:
                header = {
                    "model": self.model,
                    "dimension": self.dimension,
                    "next": self._next,
                    "dead": sorted(self._dead),
                    "entries": [[i, key, self._stamps[key]] for key, i in self._ids.items()],
                }
                payload = b"" if self._faiss is None else _faiss().serialize_index(self._faiss).tobytes()
            write_index(path, header, payload)

    @classmethod
    def load(
        cls, path: Path, *, model: str, dimension: int, approximate_from: int = APPROXIMATE_FROM
    ) -> Self:
        """The index in a file; an empty one if there is no file yet.

        Raises UnusableIndexError if the file is damaged or from another model: build it again.
        """
        index = cls(model=model, dimension=dimension, approximate_from=approximate_from)
        try:
            header, payload = read_index(path)
        except FileNotFoundError:
            return index
        if (header["model"], header["dimension"]) != (model, dimension):
            reason = f"it holds vectors of {header['model']} ({header['dimension']} numbers), not of {model}"
            raise UnusableIndexError(path, reason)
        index._restore(header, payload)
        return index

    def _restore(self, header: dict[str, Any], payload: bytes) -> None:
        self._next, self._dead = header["next"], set(header["dead"])
        for i, key, stamp in header["entries"]:
            self._ids[key], self._keys[i], self._stamps[key] = i, key, stamp
        if payload:
            self._faiss = _faiss().deserialize_index(np.frombuffer(payload, dtype=np.uint8))

    # Everything below runs under the lock.

    def _forget(self, keys: Sequence[str]) -> None:
        ids = [self._ids.pop(key) for key in keys]
        for key, i in zip(keys, ids, strict=True):
            del self._keys[i], self._stamps[key]
        if not ids:
            return
        if self.is_approximate:
            # A graph can't give up a node; it is passed over until the next rebuild.
            self._dead.update(ids)
        else:
            self._faiss.remove_ids(np.array(ids, dtype=np.int64))

    def _add(self, ids: NDArray[np.int64], vectors: Vectors) -> None:
        if self._faiss is None:
            self._faiss = self._structure(len(ids))
        self._faiss.add_with_ids(vectors, ids)
        if len(self) >= self._approximate_from and not self.is_approximate:
            self._rebuild()

    def _bury(self) -> None:
        if len(self._dead) > _DEAD_SHARE * max(1, len(self)):
            self._rebuild()

    def _rebuild(self) -> None:
        """The same vectors in the structure that suits their number, without the dead."""
        ids = np.fromiter(self._keys, dtype=np.int64)
        old, self._dead = self._faiss, set()
        self._faiss = self._structure(len(ids))
        if len(ids):
            self._faiss.add_with_ids(old.reconstruct_batch(ids), ids)

    def _structure(self, count: int) -> Any:  # noqa: ANN401 - FAISS ships no types
        faiss = _faiss()
        if count < self._approximate_from:
            return faiss.IndexIDMap2(faiss.IndexFlatIP(self.dimension))
        return faiss.IndexIDMap2(faiss.IndexHNSWFlat(self.dimension, _LINKS, faiss.METRIC_INNER_PRODUCT))

    def _among(self, vector: Vectors, k: int, keys: list[str]) -> list[tuple[str, float]]:
        if not keys:
            return []
        ids = np.array([self._ids[key] for key in keys], dtype=np.int64)
        scores = self._faiss.reconstruct_batch(ids) @ vector
        best = sorted(zip((-scores).tolist(), keys, strict=True))[:k]
        return [(key, -score) for score, key in best]

    def _anywhere(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        faiss = _faiss()
        params = None
        if self.is_approximate:
            alive = faiss.IDSelectorNot(faiss.IDSelectorBatch(np.array(sorted(self._dead), dtype=np.int64)))
            params = faiss.SearchParametersHNSW(sel=alive, efSearch=max(_EFFORT, k))
        scores, ids = self._faiss.search(vector[None, :], min(k, len(self)), params=params)
        found = zip(ids[0].tolist(), scores[0].tolist(), strict=True)
        return [(self._keys[i], score) for i, score in found if i in self._keys]


def _is_graph(index: Any) -> bool:  # noqa: ANN401
    faiss = _faiss()
    return isinstance(faiss.downcast_index(index.index), faiss.IndexHNSW)


def _faiss() -> Any:  # noqa: ANN401
    # A fifth of a second to import, for whoever never searches.
    import faiss  # noqa: PLC0415

    return faiss
