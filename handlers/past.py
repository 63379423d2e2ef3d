"""The campaigns that a conversation may look at, and what is said where it may look at none."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from agents.types import Draft, Merchant
from handlers.campaigns import CampaignFigures, CampaignLine
from handlers.errors import NoHistoryError, NotConnectedError
from handlers.talk import Reply, Talk

if TYPE_CHECKING:
    from store.database import Database

_SHOWN = 8  # campaigns
_ALL = 1_000
_NONE_WEAK = "no campaign in the bottom quarter of its segment, or none whose figures are in yet."


class Past:
    """The history behind a conversation. The store takes half a second to load: only who asks pays for it.

    A stranger (somebody whose place is connected to no shop) gets `NotConnectedError` from whatever
    would look into it, and where there is none everybody gets `NoHistoryError`.
    """

    def __init__(self, database: "Database | None", *, is_stranger: bool) -> None:
        self._history, self._is_stranger = database, is_stranger

    @property
    def is_open(self) -> bool:
        """Whether there is anything to look into."""
        return self._history is not None and not self._is_stranger

    async def campaign(self, campaign_id: str, shop: Merchant | None) -> tuple[Draft, CampaignFigures | None]:
        """A campaign as a draft, with how it did. Raises what `handlers.history.campaign_draft` does."""
        from handlers.history import campaign_draft, campaign_figures  # noqa: PLC0415 - see above

        draft = await campaign_draft(self._database, campaign_id, merchant=shop)
        return draft, await campaign_figures(self._database, draft)

    async def known(self, ids: Iterable[str], shop: Merchant | None) -> str | None:
        """The first of these ids that is a campaign of this shop's, or of anybody's if none is given."""
        from handlers.history import known_campaign  # noqa: PLC0415 - as above

        return await known_campaign(self._database, ids, merchant=shop)

    async def test_of(self, talk: Talk, *, now: datetime) -> str:
        """What an honest test of the answer under discussion takes. Raises `RequestError`s."""
        from handlers.trials.asked import plan_told  # noqa: PLC0415 - as above

        return await plan_told(self._database, talk, now=now)

    async def weak(self, shop: Merchant | None) -> Reply:
        """The shop's campaigns most in need of a fix."""
        from handlers.history import campaigns_of  # noqa: PLC0415 - as above

        database = self._database
        if shop is None:
            return Reply(kind="note", text="Whose campaigns? Say “merchant: ” and the name.")
        rows = await campaigns_of(database, shop, weak_only=True, limit=_SHOWN)
        if not rows:
            return Reply(kind="note", text=f"{shop.name} has {_NONE_WEAK}")
        return Reply(kind="campaigns", campaigns=rows)

    async def lines(self, shop: Merchant | None) -> tuple[CampaignLine, ...]:
        """All the shop's campaigns; none where it is not said whose. Raises `RequestError`s."""
        from handlers.history import campaigns_of  # noqa: PLC0415 - as above

        database = self._database
        return await campaigns_of(database, shop, limit=_ALL) if shop else ()

    async def shop(self, said: Merchant) -> Merchant:
        """The merchant of the history that was named; without a history, the name as it is."""
        if not self.is_open:
            return said
        from handlers.history import find_merchant  # noqa: PLC0415 - as above

        return await find_merchant(self._database, said.name)

    @property
    def _database(self) -> "Database":
        if self._is_stranger:
            raise NotConnectedError
        if self._history is None:
            raise NoHistoryError
        return self._history
