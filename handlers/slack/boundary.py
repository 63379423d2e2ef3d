"""The one boundary towards Slack: what went wrong becomes words for whoever asked, and never a stack trace.

A job that went wrong is finished all the same, by telling so: exactly once, like an answer. Where
the conversation can't be written to any more the person is told in the direct messages; where we
have no access any more nobody is, and the log has it.
"""

import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from handlers.errors import RequestError
from handlers.references import reference_of
from handlers.slack.blocks.notes import trouble_card
from handlers.slack.deliver import post_once
from handlers.slack.desk import Desk
from handlers.slack.errors import (
    AccessLostError,
    ChannelClosedError,
    MessageGoneError,
    RefusedError,
    calling_slack,
    in_our_words,
)
from handlers.slack.jobs import Job, Steps

DeskWorker = Callable[[Desk, Job, Steps], Awaitable[None]]
Result = TypeVar("Result")

_AGAIN = "Please send it once more."
_TELL = "If it happens again, tell whoever runs me, with the reference below."
_OURS = {"agents", "handlers", "store"}
_RECORDS = {"sqlalchemy", "asyncpg"}
_NOT_THERE = (ChannelClosedError, MessageGoneError)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Trouble:
    """What to tell about an error: what happened, what to do, and the reference under which it is logged."""

    sentence: str
    what_to_do: str = ""
    reference: str = ""


def describe(error: BaseException, about: str = "") -> Trouble:
    """The words for an error. One that nobody foresaw is written to the log in full, under its reference.

    `about` says there what it happened to.
    """
    package = type(error).__module__.partition(".")[0]
    if package in _OURS and not isinstance(error, RefusedError):
        return Trouble(error.sentence if isinstance(error, RequestError) else str(error))
    reference, trace = reference_of(error)
    log.error("reference %s %s\n%s", reference, about, trace)
    what_to_do = f"{_AGAIN} {_TELL}"
    if package in _RECORDS or isinstance(error, ConnectionError):
        return Trouble("I could not get at my records just now.", what_to_do, reference)
    if isinstance(error, TimeoutError):
        return Trouble("Something that I depend on took too long.", what_to_do, reference)
    return Trouble("Something went wrong that we did not foresee.", what_to_do, reference)


def guarded(worker: DeskWorker) -> DeskWorker:
    """The worker with the boundary around it: it ends well, or with somebody told.

    Being cancelled (a shutdown) is neither: the job goes on after the restart.
    """

    async def run(desk: Desk, job: Job, steps: Steps) -> None:
        try:
            with in_our_words():
                await worker(desk, job, _Worded(steps))
        except Exception as error:  # noqa: BLE001 - the boundary
            await _end(desk, job, steps, error)

    return run


async def _end(desk: Desk, job: Job, steps: Steps, error: Exception) -> None:
    """Tell whoever asked; if that can't be done either, the log is all there is."""
    what = f"job {job.key} ({job.kind}, {job.team})"
    trouble = describe(error, what)
    log.info("%s: %s", what, trouble.sentence)
    if isinstance(error, AccessLostError):
        log.warning("%s ended untold: %s", what, trouble.sentence)
        return
    try:
        with calling_slack():
            await _tell(desk, job, steps, trouble, privately=isinstance(error, _NOT_THERE))
    except Exception as another:  # noqa: BLE001 - the boundary, for the telling itself
        log.error("%s ended untold: %s", what, describe(another, what).sentence)  # noqa: TRY400 - logged in full


async def _tell(desk: Desk, job: Job, steps: Steps, trouble: Trouble, *, privately: bool) -> None:
    client = await desk.clients.of(job.team)
    if run := job.data.get("run"):  # a step of a workflow: whoever runs that reads it there
        reason = " ".join(part for part in (trouble.sentence, trouble.reference) if part)
        await client.functions_completeError(function_execution_id=str(run), error=reason)
        return
    card = trouble_card(trouble.sentence, trouble.what_to_do, trouble.reference)
    if job.channel and not privately:
        place = {"channel": job.channel, "thread": job.thread}
        with suppress(*_NOT_THERE):
            await post_once(client, steps, key=job.key, name="trouble", card=card, **place)
            return
    if job.user:
        opened = await client.conversations_open(users=job.user)
        channel = opened["channel"]["id"]
        await post_once(client, steps, key=job.key, name="trouble told apart", card=card, channel=channel)


class _Worded:
    """Steps whose errors are ours before they are recorded, so that they read the same after a crash."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    @property
    def resumed(self) -> bool:
        return self._steps.resumed

    @property
    def began(self) -> float:
        return self._steps.began

    def known(self, name: str) -> Any:  # noqa: ANN401 - as there
        return self._steps.known(name)

    async def run(
        self,
        name: str,
        do: Callable[[], Awaitable[Result]],
        *,
        retry: Callable[[BaseException], bool] | None = None,
    ) -> Result:
        async def worded() -> Result:
            with in_our_words():
                return await do()

        return await self._steps.run(name, worded, retry=retry)
