"""Histories that show only a part of the past, for measuring what each part is worth."""

from agents.content import ContentAgent
from agents.history import Past
from agents.retrieval import RetrievalAgent
from agents.types import Draft, Path


class ForcedPath:
    """A history in which one path alone is open: own exemplars, the market's, or none.

    Where that path leads nowhere, the draft is left to the rules, as the suggestion's path tells. The
    contrast of the segment is there on all of them.
    """

    def __init__(self, path: Path, retrieval: RetrievalAgent, content: ContentAgent) -> None:
        self._path, self._retrieval, self._content = path, retrieval, content

    async def recall(self, draft: Draft) -> Past:
        """The contrast, and the exemplars of the open path."""
        if draft.audience is None:
            return Past()
        merchant_id = draft.merchant.id if draft.merchant else None
        contrast = await self._content.contrast(draft.audience, merchant_id=merchant_id)
        if self._path == "in_group":
            return Past(own=await self._retrieval.own(draft), contrast=contrast)
        if self._path == "retrieval":
            found = await self._retrieval.search(draft)
            return Past(market=found.exemplars, contrast=contrast, foreign=found.foreign)
        return Past(contrast=contrast)
