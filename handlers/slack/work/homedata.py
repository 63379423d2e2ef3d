"""What the Home tab shows, read from the store."""

from datetime import timedelta

from agents.types import Merchant
from handlers.history import campaigns_of
from handlers.slack.blocks.home import Adopted, DigestNews, HomeData
from handlers.slack.desk import Desk
from handlers.slack.digest import weekly_of
from handlers.slack.work.settings import settings_of
from handlers.trials.telling import short_status
from store.answers import adopted
from store.digests import get_digest, planned_digest
from store.rows import AdoptedRow, WorkspaceRow
from store.trials import list_trials

_WEAK, _ADOPTED, _TRIALS = 5, 5, 5
_POSTED_WITHIN = timedelta(hours=1)  # of its hour, however many are due at the same


async def home_data(desk: Desk, workspace: WorkspaceRow | None, *, may_change: bool) -> HomeData:
    """The workspace's shop, its weakest templates, what was adopted and what that brought."""
    row = workspace.merchant if workspace else None
    if workspace is None or row is None:
        return HomeData(may_change=may_change, settings=settings_of(workspace))
    merchant = Merchant(id=row.id, name=row.name, market=row.market)
    weak = await campaigns_of(desk.database, merchant, weak_only=True, limit=_WEAK)
    async with desk.database.session() as session:
        rows = await adopted(session, team_id=workspace.team_id, merchant_id=row.id, limit=_ADOPTED)
        trials = await list_trials(session, merchant_id=row.id, running=True, limit=_TRIALS)
    return HomeData(
        merchant_name=row.name,
        weak=weak,
        adopted=tuple(_adopted(found) for found in rows),
        trials=tuple(short_status(trial) for trial in trials),
        digest=await _digest_news(desk, workspace, row.id),
        settings=settings_of(workspace),
        may_change=may_change,
    )


async def _digest_news(desk: Desk, workspace: WorkspaceRow, merchant_id: str) -> DigestNews | None:
    """When the shop's digest comes, or to which other workspace of the shop's; None if it has none."""
    now = desk.clock()
    async with desk.database.session() as session:
        plan = await planned_digest(session, merchant_id=merchant_id)
        if plan is None:
            return None
        week, due = weekly_of(plan).last(now)
        last = await get_digest(session, merchant_id=merchant_id, week=week)
    if plan.team_id != workspace.team_id:
        return DigestNews(elsewhere=plan.name)
    stuck = last is not None and last.posted_at is None and now - due > _POSTED_WITHIN
    return DigestNews(at=weekly_of(plan).next(now)[1], stuck=stuck)


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
