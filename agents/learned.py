"""What was learned of each shop, as it is kept in the store and asked for while an answer is made."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pydantic import ValidationError

from agents.embedder import Embedder
from agents.preference import Habit, PreferenceModel, Taste
from agents.tastes import NoTastes, Tastes
from agents.types import Draft, Message, Value, Variant

if TYPE_CHECKING:  # the tables' library takes time to import
    from store.database import Database
    from store.rows import TasteRow

ALL = ""
"""Whose taste is that of all shops that lend their votes."""
_REMEMBERED = 512  # shops


class Learned(Value):
    """One version: the model, what its team's choices have in common, and what it was learned from.

    `state` and `prior` are stamps: while they are equal there is nothing to learn.
    """

    model: PreferenceModel
    habits: tuple[Habit, ...] = ()
    state: str = ""
    prior: str = ""


class StoredTastes:
    """The taste of each draft's shop: its own, or what all that lend have in common where it has none.

    A new version is seen by the next answer, in every process: its stamp is asked for each time (a
    fraction of a millisecond), the model only if that changed. `embedder` gives the one to use, None
    while it is not warm. Whoever is of no shop has no taste.
    """

    def __init__(self, database: "Database", embedder: Callable[[], Embedder | None] = lambda: None) -> None:
        self._database, self._embedder = database, embedder
        self._known: OrderedDict[str, tuple[str, Learned | None]] = OrderedDict()

    async def order(self, candidates: Sequence[tuple[Variant, int]], draft: Draft) -> Sequence[int]:
        """The places of the candidates, best first, each once: see `agents.tastes.Tastes`."""
        return await (await self._of(draft)).order(candidates, draft)

    async def told(self, message: Message, draft: Draft, others: Sequence[Message]) -> str | None:
        """In what the message, other than some of the others, is as the shop's team likes it."""
        return await (await self._of(draft)).told(message, draft, others)

    async def _of(self, draft: Draft) -> Tastes:
        found = await self._newest(draft.merchant.id) if draft.merchant else None
        if found is None:
            return NoTastes()
        return Taste(found.model, self._embedder() if found.model.full else None, found.habits)

    async def _newest(self, merchant_id: str) -> Learned | None:
        from store.tastes import get_taste, taste_stamps  # noqa: PLC0415 - see above

        async with self._database.session() as session:
            stamps = await taste_stamps(session, merchant_ids=[merchant_id, ALL])
            whose = merchant_id if merchant_id in stamps else ALL
            if whose not in stamps:
                return None
            known = self._known.get(whose)
            if known is None or known[0] != stamps[whose]:
                row = await get_taste(session, merchant_id=whose)
                known = (stamps[whose], learned_of(row) if row else None)
                self._remember(whose, known)
        return known[1]

    def _remember(self, whose: str, known: tuple[str, Learned | None]) -> None:
        self._known[whose] = known
        self._known.move_to_end(whose)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)


def learned_of(row: "TasteRow") -> Learned | None:
    """A version of the store as a value, None where another version of ours kept it in another shape."""
    try:
        return Learned.model_validate(row.model)
    except ValidationError:
        return None
