"""Whatever goes wrong, whoever asked is told once, in words; the log has the rest."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import cast

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import OperationalError

from handlers.errors import UnknownCampaignError
from handlers.slack.boundary import describe, guarded
from handlers.slack.desk import Desk
from handlers.slack.errors import AccessLostError, ChannelClosedError, MessageGoneError
from handlers.slack.jobs import Job, Steps
from playground import Playground
from tests.handlers.slack.slack_fixtures import Runs, client, runs, slack, texts

__all__ = ["client", "runs", "slack"]  # fixtures

Work = Callable[[AsyncWebClient, Steps], Awaitable[object]]


class OneClient:
    """The same client for every workspace, or the error that there is none."""

    def __init__(self, client: AsyncWebClient, error: Exception | None = None) -> None:
        self._client, self._error = client, error

    async def of(self, team: str) -> AsyncWebClient:
        """The client of a workspace."""
        assert team == "T_DEMO"
        if self._error:
            raise self._error
        return self._client


@pytest.fixture
async def job(slack: Playground) -> Job:
    thread = await slack.person("U_ANA").says("C_MARKETING", "a draft")
    return Job(
        kind="message",
        key="Ev1",
        team="T_DEMO",
        user="U_ANA",
        channel="C_MARKETING",
        thread=thread,
        ts=thread,
    )


async def perform(client: AsyncWebClient, job: Job, steps: Steps, work: Work) -> None:
    async def worker(desk: Desk, _: Job, steps: Steps) -> None:
        await work(await desk.clients.of("T_DEMO"), steps)

    desk = cast(Desk, SimpleNamespace(clients=OneClient(client)))
    await guarded(worker)(desk, job, steps)


def failing(error: BaseException) -> Work:
    async def work(_: AsyncWebClient, steps: Steps) -> None:
        async def step() -> None:
            raise error

        await steps.run("think", step)

    return work


async def test_our_own_errors_are_told_in_their_sentence_in_the_thread(
    slack: Playground, client: AsyncWebClient, runs: Runs, job: Job
) -> None:
    error = UnknownCampaignError("C-9", "Kopi Lorong")
    await perform(client, job, runs.begin(), failing(error))
    assert texts(slack.messages(job.channel, job.thread))[1:] == [error.sentence]


async def test_what_nobody_foresaw_has_a_reference_that_the_log_explains(
    slack: Playground, client: AsyncWebClient, runs: Runs, job: Job, caplog: pytest.LogCaptureFixture
) -> None:
    await perform(client, job, runs.begin(), failing(ZeroDivisionError("xoxb-secret by zero")))
    [_, told] = slack.messages(job.channel, job.thread)
    shown = str(told)
    assert "did not foresee" in shown
    assert "ZeroDivisionError" not in shown
    assert "secret" not in shown
    reference = describe(KeyError("another")).reference
    assert reference not in shown
    [logged] = [line for line in caplog.records if "ZeroDivisionError: xoxb-secret by zero" in line.message]
    assert logged.levelno == logging.ERROR
    assert logged.message.split()[1] in shown


async def test_it_is_told_once_however_often_the_job_is_resumed(
    slack: Playground, client: AsyncWebClient, runs: Runs, job: Job
) -> None:
    runs.forgetful.add("post trouble")
    for _ in range(3):
        await perform(client, job, runs.begin(), failing(ZeroDivisionError("x")))
    assert len(slack.messages(job.channel, job.thread)) == 2


async def test_a_refusal_of_slack_within_a_step_is_told_in_our_words(
    slack: Playground, client: AsyncWebClient, runs: Runs, job: Job
) -> None:
    slack.faults.fail("views.publish", error="missing_scope", times=9)

    async def work(client: AsyncWebClient, steps: Steps) -> None:
        async def step() -> None:
            await client.views_publish(user_id="U_ANA", view={"type": "home", "blocks": []})

        await steps.run("show", step)

    await perform(client, job, runs.begin(), work)
    [_, told] = texts(slack.messages(job.channel, job.thread))
    assert told.startswith("I lack the permission")


@pytest.mark.parametrize("error", [ChannelClosedError("is_archived"), MessageGoneError("message_not_found")])
async def test_where_the_conversation_is_gone_it_is_told_in_the_direct_messages(
    slack: Playground, client: AsyncWebClient, runs: Runs, job: Job, error: Exception
) -> None:
    await perform(client, job, runs.begin(), failing(error))
    assert len(slack.messages(job.channel, job.thread)) == 1
    assert texts(slack.messages("D_ANA")) == [str(error)]


async def test_a_channel_that_closes_while_we_tell_leads_to_the_direct_messages_too(
    slack: Playground, client: AsyncWebClient, runs: Runs, job: Job
) -> None:
    elsewhere = job.model_copy(update={"channel": "C_GENERAL", "thread": ""})
    await perform(client, elsewhere, runs.begin(), failing(ZeroDivisionError()))
    assert len(slack.messages("D_ANA")) == 1


async def test_without_access_it_is_only_logged(
    slack: Playground, client: AsyncWebClient, runs: Runs, job: Job, caplog: pytest.LogCaptureFixture
) -> None:
    await perform(client, job, runs.begin(), failing(AccessLostError("token_revoked")))
    assert slack.calls("chat.postMessage") == []
    assert "token_revoked" in caplog.text
    assert "Ev1" in caplog.text


async def test_a_job_ends_even_if_its_trouble_can_not_be_told(
    slack: Playground, client: AsyncWebClient, runs: Runs, job: Job, caplog: pytest.LogCaptureFixture
) -> None:
    slack.faults.revoke(slack.bot_token)
    await perform(client, job, runs.begin(), failing(ZeroDivisionError()))
    assert "ended untold" in caplog.text


async def test_a_shutdown_is_no_trouble(
    slack: Playground, client: AsyncWebClient, runs: Runs, job: Job
) -> None:
    with pytest.raises(asyncio.CancelledError):
        await perform(client, job, runs.begin(), failing(asyncio.CancelledError()))
    assert slack.calls("chat.postMessage") == []


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OperationalError("SELECT 1", {}, ConnectionError("refused")), "my records"),
        (ConnectionRefusedError(111, "refused"), "my records"),
        (TimeoutError(), "took too long"),
    ],
)
def test_known_weaknesses_of_what_we_stand_on_have_words_and_a_reference(
    error: Exception, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    trouble = describe(error)
    assert words in trouble.sentence
    assert trouble.reference in caplog.text
