"""RetrievalAgent: strong templates to learn from, the merchant's own and the market's."""

import asyncio
import logging
from collections.abc import Awaitable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from agents.delexicalise import delexicalise
from agents.embedder import Embedder, EmbedderError, Vectors
from agents.kinship import Kinship, Subject, explain, is_usable, kinship
from agents.moves import moves
from agents.nearness import nearest_own
from agents.placeholders import strip_placeholders
from agents.templates import known_around, message_of, speaks, subject_of
from agents.types import SEGMENTS, Draft, Exemplar, Message, Value
from store.index import VectorIndex
from store.rows import ScoredTemplate

if TYPE_CHECKING:
    from store.database import Database

_log = logging.getLogger(__name__)

_POOL = 300
"""The strongest templates of a segment that are compared: enough to choose from, at any size of history."""
_SAME_CHANNEL = 0.05
"""What a template of the draft's own channel gains: enough to decide between equals."""


class Found(Value):
    """Exemplars from the market, and whose words they were made from, to keep out of every answer."""

    exemplars: tuple[Exemplar, ...] = ()
    foreign: tuple[str, ...] = ()


class RetrievalAgent:
    """Finds exemplars. `index` keeps vectors of category paths, saved at `index_path` if one is given.

    Without an embedder, or when it fails, the words that category paths share have to do.
    """

    def __init__(
        self,
        database: "Database",
        index: VectorIndex,
        embedder: Embedder | None,
        *,
        index_path: Path | None = None,
    ) -> None:
        self._database, self._index, self._embedder = database, index, embedder
        self._index_path = index_path

    async def own(self, draft: Draft, *, limit: int = 3) -> tuple[Exemplar, ...]:
        """The merchant's own strong templates in this segment, the ones nearest to the draft first.

        Full text without placeholders; never the draft itself. Empty without merchant or audience.
        """
        if draft.merchant is None or draft.audience is None:
            return ()
        # The tables' library takes time to import: not for those who never ask about the past.
        from store.exemplars import own_templates  # noqa: PLC0415

        async with self._database.session() as session:
            rows = await own_templates(
                session, merchant_id=draft.merchant.id, audience=draft.audience, quarter="strong", limit=_POOL
            )
        return tuple(_own_exemplar(row, why) for row, why in nearest_own(draft, rows)[:limit])

    async def find(self, draft: Draft, *, limit: int = 3) -> tuple[Exemplar, ...]:
        """Strong templates of other merchants in this segment, alike in category or voucher, as patterns.

        Empty when the draft has neither product nor voucher, or no audience, or nothing is alike.
        """
        return (await self.search(draft, limit=limit)).exemplars

    async def search(self, draft: Draft, *, limit: int = 3) -> Found:
        """As `find`, with the words that must not come out."""
        if draft.audience is None or (draft.product is None and draft.voucher is None):
            return Found()
        wanted = Subject.of(draft.product, draft.voucher)
        pool, vector = await self._compared(
            wanted, self._pool(draft.audience, draft.merchant.id if draft.merchant else None)
        )
        rows = [row for row in pool if speaks(row, draft.language)]
        cosines = {} if vector is None else await self._cosines(vector, rows)
        best = _ranked(wanted, rows, cosines, draft)[:limit]
        return Found(
            exemplars=tuple(_market_exemplar(row, why) for row, why in best),
            foreign=tuple(dict.fromkeys(text for row, _ in best for text in _words_of(row))),
        )

    @property
    def embedder(self) -> Embedder | None:
        """Whoever turns what is searched for into vectors."""
        return self._embedder

    async def sync(self) -> int:
        """Bring the index up to date with every segment's pool; tell how many texts were embedded.

        For the start and after an import, so that no merchant waits for it. Raises EmbedderError.
        """
        return sum([await self._index_missing(await self._pool(segment, None)) for segment in SEGMENTS])

    async def _index_missing(self, rows: Sequence[ScoredTemplate]) -> int:
        texts = {_key(row): text for row in rows if (text := subject_of(row).category)}
        stale = self._index.stale(texts)
        if not stale or self._embedder is None:
            return 0
        vectors = await self._embedder.embed([texts[key] for key in stale])
        await asyncio.to_thread(self._index.put, {key: texts[key] for key in stale}, vectors)
        if self._index_path is not None:
            await asyncio.to_thread(self._index.save, self._index_path)
        return len(stale)

    async def _pool(self, audience: str, merchant_id: str | None) -> tuple[ScoredTemplate, ...]:
        from store.exemplars import market_templates  # noqa: PLC0415 - as above

        async with self._database.session() as session:
            return await market_templates(
                session, audience=audience, exclude_merchant_id=merchant_id, quarter="strong", limit=_POOL
            )

    async def _compared(
        self, wanted: Subject, pool: Awaitable[tuple[ScoredTemplate, ...]]
    ) -> tuple[tuple[ScoredTemplate, ...], Vectors | None]:
        """The pool and what is wanted as a vector, beside each other.

        Where nothing was embedded yet there may be nothing to compare with: the model, which takes seconds
        to load, is for those who have a pool.
        """
        if len(self._index):
            return await asyncio.gather(pool, self._vector(wanted))
        rows = await pool
        return rows, await self._vector(wanted) if rows else None

    async def _vector(self, wanted: Subject) -> Vectors | None:
        if wanted.category is None or self._embedder is None:
            return None
        try:
            vectors = await self._embedder.embed([wanted.category])
        except EmbedderError as error:
            _log.warning("%s Categories are compared by their words.", error, extra={"action": "retrieve"})
            return None
        first: Vectors = vectors[0]
        return first

    async def _cosines(self, vector: Vectors, rows: Sequence[ScoredTemplate]) -> dict[str, float]:
        await self._index_missing(rows)
        keys = [_key(row) for row in rows]
        return dict(self._index.search(vector, len(keys), allowed=keys))


def _ranked(
    wanted: Subject, rows: Sequence[ScoredTemplate], cosines: dict[str, float], draft: Draft
) -> list[tuple[ScoredTemplate, str]]:
    """Usable templates with the reason, nearest first; of equals the stronger, as the rows come."""
    kin: list[tuple[float, ScoredTemplate, str]] = []
    for row in rows:
        other = subject_of(row)
        near = kinship(wanted, other, cosines.get(_key(row)))
        if is_usable(wanted, other, near):
            kin.append((_rank(near, row, draft), row, explain(wanted, other, near)))
    return [(row, why) for _, row, why in sorted(kin, key=lambda found: -found[0])]


def _rank(near: Kinship, row: ScoredTemplate, draft: Draft) -> float:
    return near.score + _SAME_CHANNEL * (row.channel == draft.channel)


def _key(row: ScoredTemplate) -> str:
    return f"{row.merchant_id}|{row.group_key}"


def _own_exemplar(row: ScoredTemplate, why: str) -> Exemplar:
    said = message_of(row)
    return Exemplar(
        source="own",
        campaign_id=row.campaign_id,
        score=round(row.mean_score, 2),
        sample_size=row.delivered,
        why=why,
        message=Message(
            title=strip_placeholders(said.title) if said.title else None, body=strip_placeholders(said.body)
        ),
        moves=moves(said, known_around(row)),
    )


def _market_exemplar(row: ScoredTemplate, why: str) -> Exemplar:
    """Delexicalised before it leaves its row, its figures rounded so that they identify no campaign."""
    said, known = message_of(row), known_around(row)
    return Exemplar(
        source="market",
        score=round(row.mean_score, 1),
        sample_size=_rounded(row.delivered),
        why=f"{why}, among the strongest in this segment",
        message=delexicalise(
            said,
            merchant_name=row.merchant_name,
            product=known.product,
            voucher=known.voucher,
            market=known.market,
        ),
        moves=moves(said, known),
    )


def _rounded(count: int) -> int:
    """To two figures: 5,423 messages become 5,400."""
    places = max(0, len(str(count)) - 2)
    return round(count, -places)


def _words_of(row: ScoredTemplate) -> list[str]:
    """Names, and the whole text: a title alone may be what anyone would say."""
    names = [row.merchant_name, row.product.name if row.product else None]
    return [*(name for name in names if name), message_of(row).text]
