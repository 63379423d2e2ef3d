"""What new logs say of running trials, told in the threads where they were planned, once each."""

import json
import logging
from functools import partial
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.blocks.trials import news_card
from handlers.slack.deliver import post_once
from handlers.slack.desk import Desk
from handlers.slack.errors import SlackError
from handlers.slack.jobs import Job, Steps
from handlers.trials.looking import claim_news, look_at_trials
from handlers.trials.types import News
from store.trials import get_trial

log = logging.getLogger(__name__)


async def tell_trials(desk: Desk, job: Job, steps: Steps) -> None:
    """Look at the running trials of the workspace's shop and tell what is new of those planned here.

    What another process saw and nobody has told yet is told as well. A thread that is gone is no reason
    to fail: “/trial” tells the same.
    """
    workspace = await desk.workspace(job.team)
    if workspace is None or workspace.merchant is None:
        return
    merchant_id = workspace.merchant.id
    claimed = await steps.run("look at trials", partial(_claimed, desk, job, merchant_id))
    client = await desk.clients.of(job.team)
    for news in map(News.model_validate, claimed):
        await _tell(desk, client, job, steps, merchant_id, news)


async def _claimed(desk: Desk, job: Job, merchant_id: str) -> list[dict[str, Any]]:
    await look_at_trials(desk.database, merchant_id, now=desk.clock())
    found = await claim_news(desk.database, merchant_id, key=job.key, team=job.team)
    return [json.loads(news.model_dump_json()) for news in found]


async def _tell(
    desk: Desk, client: AsyncWebClient, job: Job, steps: Steps, merchant_id: str, news: News
) -> None:
    async with desk.database.session() as session:
        trial = await get_trial(session, merchant_id=merchant_id, trial_id=news.trial_id)
    if trial is None or not news.channel:
        return
    name = f"trial {news.trial_id} {news.number}"
    place = {"channel": news.channel, "thread": news.thread}
    try:
        await post_once(client, steps, key=job.key, name=name, card=news_card(trial, news), **place)
    except SlackError as error:
        log.warning("the news of trial %s was not told: %s", news.trial_id, error)
