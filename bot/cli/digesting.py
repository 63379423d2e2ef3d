"""Digests made by hand: shown on the terminal, or taken down as the clock would and waited for."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from agents.digest.weeks import week_of
from agents.types import Draft, Merchant, Suggestion
from bot.app import Brain, open_brain, open_history
from bot.plan import plan
from bot.settings import Settings
from bot.slack import SlackSide, open_slack
from handlers.digest.content import DigestContent
from handlers.digest.making import Asked, make_digest
from handlers.history import merchants_named
from handlers.slack.digest import on_digest_due
from handlers.terminal.digest import digest_text
from store.database import Database
from store.digests import get_digest, planned_digest
from store.rows import DigestPlanRow, DigestRow

_ABANDONED = timedelta(hours=1)  # far longer than a digest takes, and than a replica stays away
_NO_CHANNEL = "{name}: no digest. None of its workspaces has chosen a channel: App Home → Change Settings."


@dataclass(frozen=True)
class Made:
    """What came of one shop's digest. `told` says it to people, `fine` whether it is as it should be."""

    merchant: str
    week: str
    told: str
    content: DigestContent | None = None
    fine: bool = True


async def show_digests(settings: Settings, said: str | None, week: str | None) -> AsyncIterator[Made]:
    """What each digest would say now; nothing is kept. Raises `NoHistoryError`, `UnknownShopError`."""
    async with open_history(settings) as database, open_brain(settings) as brain:
        for merchant in await merchants_named(database, said):
            found = await _plan_of(database, merchant)
            now, zone = brain.clock(), found.time_zone if found else "UTC"
            asked = Asked(
                merchant=merchant,
                week=week or _this_week(now, zone),
                zone=zone,
                team=found.team_id if found else None,
            )
            fix = partial(_fix, brain, today=now.astimezone(ZoneInfo(zone)).date())
            content = await make_digest(database, asked, now=now, fix=fix)
            yield Made(merchant.id, asked.week, digest_text(content), content)


async def post_digests(settings: Settings, said: str | None, week: str | None) -> AsyncIterator[Made]:
    """Post each digest that is not posted yet. Raises as `open_slack` does, and `UnknownShopError`."""
    # Under a name of its own, so that it gets along with the bot that is served meanwhile.
    own = settings.model_copy(update={"replica": f"{settings.replica}-digest"[-64:]})
    async with open_slack(own, plan(own)) as slack:
        for merchant in await merchants_named(slack.database, said):
            found = await _plan_of(slack.database, merchant)
            if found is not None:
                yield await _posted(
                    slack, merchant, found, week or _this_week(slack.clock(), found.time_zone)
                )
            elif said is not None:
                yield Made(merchant.id, week or "", _NO_CHANNEL.format(name=merchant.name), fine=False)


async def _posted(slack: SlackSide, merchant: Merchant, found: DigestPlanRow, week: str) -> Made:
    """Take it down as the clock would, and wait; whoever took it down before has done it or is at it."""
    before = await _kept(slack.database, merchant, week)
    if before is not None and before.posted_at is not None:
        return _told(merchant, week, before, "was posted before")
    abandoned = before is not None and slack.clock() - before.created_at > _ABANDONED
    again = f"{slack.clock():%Y%m%dT%H%M%S}" if abandoned else ""
    await on_digest_due(found, week, inbox=slack.jobs, again=again)
    await slack.jobs.idle()
    return _told(merchant, week, await _kept(slack.database, merchant, week), "is posted")


def _told(merchant: Merchant, week: str, kept: DigestRow | None, what: str) -> Made:
    name = f"{merchant.name}: the digest of {week}"
    if kept is None or kept.posted_at is None:
        said = f"{name} is not posted: another process is at it, or it failed; if so, the log says why."
        return Made(merchant.id, week, said, fine=False)
    content = DigestContent.model_validate(kept.content)
    return Made(merchant.id, week, f"{name} {what}, in {kept.channel} of {kept.team_id}.", content)


async def _kept(database: Database, merchant: Merchant, week: str) -> DigestRow | None:
    async with database.session() as session:
        return await get_digest(session, merchant_id=merchant.id, week=week)


async def _plan_of(database: Database, merchant: Merchant) -> DigestPlanRow | None:
    async with database.session() as session:
        return await planned_digest(session, merchant_id=merchant.id)


async def _fix(brain: Brain, draft: Draft, *, today: date) -> Suggestion:
    return await brain.pipeline.improve(draft, today=today)


def _this_week(now: datetime, zone: str) -> str:
    return week_of(now.astimezone(ZoneInfo(zone)).date())
