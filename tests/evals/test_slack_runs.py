"""The runs against the local Slack can tell a missing answer and a second one from a good one."""

from dataclasses import replace
from pathlib import Path

from slack_sdk.web.async_client import AsyncWebClient

from bot.app import open_history
from bot.durable import open_durable
from bot.settings import Settings
from evals.crowd import Asked
from evals.load import Run, at
from evals.slack_lab import Lab
from evals.verdicts import judged
from handlers.slack.blocks.notes import note_card
from handlers.slack.jobs import Job, Steps
from playground import Playground

BLOCKS = list(note_card("an answer").blocks)


async def nothing(_: Job, __: Steps) -> None:
    """A worker that answers nobody."""


async def test_what_is_missing_or_there_twice_is_counted(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path, database_url="")  # type: ignore[call-arg]
    async with (
        Playground() as slack,
        open_history(settings, create=True),
        open_durable(database_url=settings.jobs_database, replica="main", perform=nothing) as jobs,
    ):
        ana, client = slack.person("U_ANA"), AsyncWebClient(slack.bot_token, base_url=slack.api_url)
        dm = await ana.opens_dm()
        asked = Asked(messages=[(dm, await ana.says(dm, text)) for text in ("one", "two", "three")])
        for (room, ts), times in zip(asked.messages, (1, 2, 0), strict=True):
            for _ in range(times):
                await client.chat_postMessage(channel=room, thread_ts=ts, text="an answer", blocks=BLOCKS)
        asked.presses.append((dm, asked.messages[0][1]))  # of which nothing was kept
        asked.commands = 2  # of which one was taken down, and not answered
        await jobs.take(Job(kind="ask", key="T1", team="T_DEMO"))
        await jobs.idle()
        verdict = judged(Lab(slack, tmp_path), asked, kills=1)
        await client.chat_postMessage(channel=dm, text="A first version: Come back", blocks=BLOCKS)
        assert judged(Lab(slack, tmp_path), asked, kills=1).half == 1
    assert (verdict.once, verdict.twice, verdict.never, verdict.half) == (1, 1, 4, 0)
    assert (verdict.resumed, verdict.fine) == (0, False)
    good = replace(verdict, twice=0, never=0)
    assert (good.fine, replace(good, half=1).fine) == (True, False)


def test_a_bar_is_missed_by_late_lost_or_unrecorded_requests() -> None:
    good = Run(alone=[], acks=[0.01] * 200, unacknowledged=0, answers=[1.0], lost=0, twice=0)
    assert good.fine
    for wrong in ({"acks": [0.01] * 190 + [0.2] * 10}, {"lost": 1}, {"twice": 1}, {"unrecorded": 1}):
        assert not Run(**{**vars(good), **wrong}).fine
    assert at([0.1, 0.2, 0.3, 0.4], 0.5) == 0.3
