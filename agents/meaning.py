"""What messages mean, as numbers, for whoever learns from them."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from agents.embedder import Embedder
from agents.preference import Pair


class Meaning:
    """Vectors of messages, by an embedder; without one, none."""

    def __init__(self, embedder: Embedder | None) -> None:
        self._embedder = embedder

    @property
    def space(self) -> str:
        """The name of the vectors' space, "" where there is none."""
        return self._embedder.model if self._embedder else ""

    def stamped(self, state: str) -> str:
        """A stamp that is another one where meaning is learned."""
        return f"{state} {self.space}".rstrip()

    async def of(self, pairs: Iterable[Pair]) -> dict[str, NDArray[np.float64]]:
        """The vector of every text in the pairs, and of no text; nothing without an embedder.

        Raises `EmbedderError`.
        """
        if self._embedder is None:
            return {}
        texts = sorted({text for pair in pairs for text in (pair.chosen.text, pair.rejected.text)})
        vectors = await self._embedder.embed(texts) if texts else ()
        # That of no text says how long vectors are, where there are none yet.
        none = {"": np.zeros(self._embedder.dimension)}
        return none | {text: vector.astype(np.float64) for text, vector in zip(texts, vectors, strict=True)}
