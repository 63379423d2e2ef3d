"""The event behind the digest is the clock: what is due becomes a job, once for each shop and week."""

from datetime import datetime, timedelta

from agents.digest.weeks import Weekly
from handlers.slack.jobs import Inbox, Job
from store.rows import DigestPlanRow


def weekly_of(plan: DigestPlanRow) -> Weekly:
    """When a shop's digest is due."""
    return Weekly(zone=plan.time_zone, day=plan.digest_day, hour=plan.digest_hour)


def due_week(plan: DigestPlanRow, now: datetime, grace: timedelta) -> str | None:
    """The ISO week whose digest is due by now, and not for longer than `grace`; None if none is.

    A time that was past already when the settings were last changed is none that anybody waits for.
    """
    week, due = weekly_of(plan).last(now)
    return week if now - due <= grace and plan.updated_at <= due else None


async def on_digest_due(plan: DigestPlanRow, week: str, *, inbox: Inbox, again: str = "") -> None:
    """Take the digest down as a job; the same shop and week are the same job, whoever notices.

    `again` names another try by hand at one that was begun and came to nothing.
    """
    key = f"digest:{plan.merchant_id}:{week}"
    data = {"merchant": plan.merchant_id, "week": week, "again": again}
    await inbox.take(
        Job(
            kind="digest",
            key=f"{key}:{again}" if again else key,
            team=plan.team_id,
            channel=plan.digest_channel,
            data=data,
        )
    )
