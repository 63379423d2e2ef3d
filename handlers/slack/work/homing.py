"""The Home tab and our conversation when it is opened: what to try, what to fix, whom we speak for."""

from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.blocks.home import home_view
from handlers.slack.desk import Desk
from handlers.slack.jobs import Job, Steps
from handlers.slack.permission import may_change
from handlers.slack.prompts import TITLE, suggested_prompts
from handlers.slack.work.homedata import home_data
from handlers.slack.work.trial_news import tell_trials


async def offer_prompts(desk: Desk, job: Job, steps: Steps) -> None:  # noqa: ARG001 - a worker's signature
    """Something to start with, when our conversation is opened."""
    client = await desk.clients.of(job.team)
    workspace = await desk.workspace(job.team)
    prompts = suggested_prompts(connected=workspace is not None and workspace.merchant is not None)
    await client.assistant_threads_setSuggestedPrompts(channel_id=job.channel, title=TITLE, prompts=prompts)


async def show_home(desk: Desk, job: Job, steps: Steps) -> None:
    """The Home tab as it stands now, and what an import from the command line said of trials."""
    await publish(desk, await desk.clients.of(job.team), job)
    await tell_trials(desk, job, steps)


async def publish(desk: Desk, client: AsyncWebClient, job: Job) -> None:
    """Show the Home tab as it stands now to whoever the job is of."""
    workspace = await desk.workspace(job.team)
    editor = await may_change(client, job.user, workspace)
    data = await home_data(desk, workspace, may_change=editor)
    await client.views_publish(user_id=job.user, view=home_view(data))
