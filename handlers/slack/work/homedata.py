"""What the Home tab shows, read from the store."""

from agents.types import Merchant
from handlers.history import campaigns_of
from handlers.slack.blocks.home import Adopted, HomeData
from handlers.slack.desk import Desk
from handlers.slack.work.settings import settings_of
from store.answers import adopted
from store.rows import AdoptedRow, WorkspaceRow

_WEAK, _ADOPTED = 5, 5


async def home_data(desk: Desk, workspace: WorkspaceRow | None, *, may_change: bool) -> HomeData:
    """The workspace's shop, its weakest templates, what was adopted and what that brought."""
    row = workspace.merchant if workspace else None
    if workspace is None or row is None:
        return HomeData(may_change=may_change, settings=settings_of(workspace))
    merchant = Merchant(id=row.id, name=row.name, market=row.market)
    weak = await campaigns_of(desk.database, merchant, weak_only=True, limit=_WEAK)
    async with desk.database.session() as session:
        rows = await adopted(session, team_id=workspace.team_id, merchant_id=row.id, limit=_ADOPTED)
    return HomeData(
        merchant_name=row.name,
        weak=weak,
        adopted=tuple(_adopted(found) for found in rows),
        settings=settings_of(workspace),
        may_change=may_change,
    )


def _adopted(row: AdoptedRow) -> Adopted:
    return Adopted(
        title=row.title,
        body=row.body,
        by=row.by,
        at=row.at,
        before=row.before.mean_score if row.before else None,
        after=row.after.mean_score if row.after else None,
        delivered=row.after.delivered if row.after else 0,
    )
