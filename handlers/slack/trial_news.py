"""The event behind the news of a trial is a look that another process took, such as an import by hand."""

from handlers.slack.jobs import Inbox, Job


async def on_untold(team: str, trial_id: str, looks: int, *, inbox: Inbox) -> None:
    """Take down that a trial's newest look is to be told; the same look is the same job, whoever notices."""
    await inbox.take(Job(kind="trial_news", key=f"trial_news:{team}:{trial_id}:{looks}", team=team))
