"""Small histories, an embedder that needs no model, and databases to put them in."""

import hashlib
import re
import shutil
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from agents.embedder import EmbedderError, Vectors
from agents.types import Draft
from evals.past import remember
from store.database import Database
from tests.databases import upgraded_file

__all__ = ["BrokenEmbedder", "WordEmbedder", "database", "draft", "remember", "sent", "upgraded_file"]

OFF = {
    "title": "$5 OFF",
    "type": "fixed",
    "value": 5.0,
    "currency": "USD",
    "min_spend": 30.0,
    "expires_at": "2026-11-30",
}
SERUM = {"name": "Silk Serum 30ml", "category": "Beauty > Skincare > Serums"}


class WordEmbedder:
    """Texts by their words: a vector of each word's own random direction, added up."""

    model, dimension = "words", 64

    def __init__(self) -> None:
        self.embedded: list[str] = []

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """A row a text."""
        self.embedded += texts
        return np.stack([self._one(text) for text in texts])

    def _one(self, text: str) -> Vectors:
        seeds = [hashlib.sha256(w.encode()).digest() for w in re.findall(r"\w+", text.casefold())]
        total = sum(np.random.default_rng(list(seed)).normal(size=self.dimension) for seed in seeds)
        return np.asarray(total / np.linalg.norm(total), dtype=np.float32)


class BrokenEmbedder(WordEmbedder):
    """A model that isn't there."""

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """Never."""
        raise EmbedderError(f"no model for {len(texts)} texts")


@pytest.fixture
async def database(tmp_path: Path, upgraded_file: Path) -> AsyncIterator[Database]:
    """An empty SQLite database."""
    made = Database(f"sqlite:///{shutil.copy(upgraded_file, tmp_path / 'store.db')}")
    yield made
    await made.close()


def sent(
    shop: str, campaign: str, body: str = "Take $5 off the Silk Serum. Tap to use it.", **other: Any
) -> dict[str, Any]:
    """A campaign row of `shop` as the demo corpus has them: strong, to new buyers, a serum at $5 off."""
    row = {
        "id": campaign,
        "merchant": {"id": shop, "name": f"Shop {shop.title()}", "market": "US"},
        "audience": "new_buyers",
        "channel": "push",
        "title": None,
        "body": body,
        "product": SERUM,
        "voucher": OFF,
        "language": "en",
    }
    return row | other


def draft(**other: Any) -> Draft:
    """A draft of another shop, to new buyers, of a cream at $4 off."""
    fields = {
        "merchant": {"id": "me", "name": "My Shop", "market": "US"},
        "audience": "new_buyers",
        "channel": "push",
        "body": "A treat for you",
        "product": {"name": "Rich Cream", "category": "Beauty > Skincare > Creams"},
        "voucher": OFF | {"value": 4.0},
        "language": "en",
    }
    return Draft.model_validate(fields | other)
