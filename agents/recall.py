"""What the store remembers about a draft, for the pipeline."""

import asyncio

from agents.content import ContentAgent
from agents.history import Past
from agents.retrieval import Found, RetrievalAgent
from agents.types import Draft


class StoreHistory:
    """The past of a draft from the store: own exemplars, the market's if there are none, the contrast."""

    def __init__(self, retrieval: RetrievalAgent, content: ContentAgent) -> None:
        self._retrieval, self._content = retrieval, content

    async def recall(self, draft: Draft) -> Past:
        """All that the history says of a draft; nothing without an audience."""
        if draft.audience is None:
            return Past()
        merchant_id = draft.merchant.id if draft.merchant else None
        own, contrast = await asyncio.gather(
            self._retrieval.own(draft), self._content.contrast(draft.audience, merchant_id=merchant_id)
        )
        found = Found() if own else await self._retrieval.search(draft)
        return Past(own=own, market=found.exemplars, contrast=contrast, foreign=found.foreign)

    async def refresh(self) -> None:
        """Bring the search for exemplars up to date, after an import. Raises `EmbedderError`."""
        await self._retrieval.sync()
