"""A process that converses beside the one that listens: `python -m bot.thinker`.

`bot/thinkers.py` starts it. Lines of JSON go both ways: in come the settings, then requests; out
come a line when it is ready, then responses, in the order in which they are done, and first versions
of those that are watched. It ends with its standard input, when there is nobody left to think for.
"""

import asyncio
import json
import logging
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from agents.embedder import EmbedderError
from agents.first_version import FirstVersion, watched_by
from agents.recall import StoreHistory
from agents.types import Draft
from bot.app import Warm, open_brain
from bot.asked import LINE, Request, Response
from bot.cli.errors import failure_of
from bot.records import JsonRecords
from bot.settings import Settings
from handlers.brain import Brain
from handlers.conversation import Conversation

_BEHIND = 5  # of niceness: whoever listens goes first
log = logging.getLogger(__name__)


async def refresh(brain: Brain) -> None:
    """Bring the search for exemplars up to date, after an import."""
    history = brain.pipeline.history
    if isinstance(history, StoreHistory):
        try:
            await history.refresh()
        except EmbedderError as error:  # the rows are in; the next search tries again
            log.warning("%s", error)


def warmth(settings: Settings) -> Warm:
    """When to load the embedding model, which is large: beside other work, where there is what to search."""
    return "meanwhile" if settings.index_file.exists() else "no"


async def _serve(say: Callable[[bytes], Any]) -> None:
    heard = asyncio.StreamReader(limit=LINE)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(heard), sys.stdin)
    if not (told := await heard.readline()):
        return  # whoever started it is gone already
    settings = Settings(_env_file=None, **json.loads(told))  # type: ignore[call-arg] # pydantic's own
    running = set[asyncio.Task[Response]]()
    async with open_brain(settings, warm=warmth(settings)) as brain:
        say(b"ready\n")
        warming = asyncio.create_task(_warm(brain))
        while line := await heard.readline():
            request = Request.model_validate_json(line)
            tell = partial(_tell_first, say, request.number) if request.is_watched else None
            with watched_by(tell):
                task = asyncio.create_task(_responded(brain, request))
            running.add(task)
            task.add_done_callback(running.discard)
            task.add_done_callback(partial(_tell, say, request.number))
        warming.cancel()
        os._exit(0)  # at once, whatever is half thought or half loaded: nobody is there to tell


async def _warm(brain: Brain) -> None:
    """Get ready for every kind of draft, beside the first of them; then make room for whoever listens."""
    await brain.warm()
    os.nice(_BEHIND)


async def _responded(brain: Brain, request: Request) -> Response:
    said = request.said
    if said is None:
        await refresh(brain)
        return Response(number=request.number)
    conversation = Conversation(brain, today=said.today, tenant=said.tenant)
    if isinstance(said.said, Draft):
        reply, talk = await conversation.take(said.said, said.talk)
    else:
        reply, talk = await conversation.answer(said.said, said.talk)
    return Response(number=request.number, reply=reply, talk=talk)


def _tell(say: Callable[[bytes], Any], number: int, task: "asyncio.Task[Response]") -> None:
    if task.cancelled():
        return
    error = task.exception()
    _say(say, Response(number=number, error=JsonRecords().serialize(error)) if error else task.result())


def _tell_first(say: Callable[[bytes], Any], number: int, first: FirstVersion) -> None:
    _say(say, Response(number=number, first=first))


def _say(say: Callable[[bytes], Any], response: Response) -> None:
    with suppress(BrokenPipeError):  # nobody is there to tell: the end of standard input follows
        say(response.model_dump_json().encode() + b"\n")


def main() -> None:
    """The life of the process. Signals are for the parent: this ends with it."""
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, signal.SIG_IGN)
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0) as out:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no response
        failure = failure_of(lambda: _serve(out.write))
    sys.exit(failure)


if __name__ == "__main__":
    main()
