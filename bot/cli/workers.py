"""A batch on several cores: processes with a brain each, their answers put back in order."""

import multiprocessing
import queue
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import contextmanager
from itertools import islice
from multiprocessing.process import BaseProcess
from multiprocessing.queues import Queue
from typing import Any, NamedTuple

from bot.cli.answering import Answered, Improve, answer_line
from bot.cli.errors import WorkerError, failure_of

_CHUNK = 16  # lines handed over at once
_AHEAD = 4  # chunks a worker may be ahead of the slowest
_PATIENCE = 1.0  # seconds between two looks at whether the workers live

# What a process does: it is given a function that answers chunks, and calls it with its brain.
Serve = Callable[[Callable[[Improve], Coroutine[Any, Any, None]]], Coroutine[Any, Any, None]]


class _Chunk(NamedTuple):
    """Some lines: `place` in the order of chunks, `first` line's number."""

    place: int
    first: int
    lines: list[bytes]


class _Desk(NamedTuple):
    """Where chunks are laid down and answers picked up."""

    inbox: "Queue[_Chunk | None]"
    outbox: "Queue[tuple[int, list[Answered]] | str]"
    processes: list[BaseProcess]


async def answer_with_workers(lines: Iterator[bytes], serve: Serve, count: int) -> AsyncIterator[Answered]:
    """Every line in its order, answered by `count` processes. Raises `WorkerError`.

    `serve` runs in each process and must be importable there.
    """
    chunks = _chunks(lines)
    sent = done = 0
    early: dict[int, list[Answered]] = {}
    with _started(serve, count) as desk:
        while True:
            for chunk in islice(chunks, done + _AHEAD * count - sent):
                desk.inbox.put(chunk)
                sent += 1
            if done == sent:
                return
            place, answers = _received(desk)
            early[place] = answers
            while done in early:
                for answer in early.pop(done):
                    yield answer
                done += 1


def _chunks(lines: Iterator[bytes]) -> Iterator[_Chunk]:
    place = 0
    while chunk := list(islice(lines, _CHUNK)):
        yield _Chunk(place, place * _CHUNK + 1, chunk)
        place += 1


@contextmanager
def _started(serve: Serve, count: int) -> Iterator[_Desk]:
    # A forked process would inherit threads and connections that do not survive it.
    context = multiprocessing.get_context("spawn")
    desk = _Desk(context.Queue(), context.Queue(), [])
    try:
        for _ in range(count):
            process = context.Process(target=_work, args=(serve, desk.inbox, desk.outbox), daemon=True)
            process.start()
            desk.processes.append(process)
        yield desk
        for _ in desk.processes:
            desk.inbox.put(None)
        for worker in desk.processes:
            worker.join()
    finally:
        for worker in desk.processes:
            worker.terminate()


def _received(desk: _Desk) -> tuple[int, list[Answered]]:
    while True:
        try:
            received = desk.outbox.get(timeout=_PATIENCE)
        except queue.Empty:
            if not all(process.is_alive() for process in desk.processes):
                raise WorkerError("A worker process ended before its work did (out of memory?).") from None
            continue
        if isinstance(received, str):
            raise WorkerError(received)
        return received


def _work(
    serve: Serve,
    inbox: "Queue[_Chunk | None]",
    outbox: "Queue[tuple[int, list[Answered]] | str]",
) -> None:
    """The life of one process. Ctrl-C is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    async def answer_all(improve: Improve) -> None:
        while (chunk := inbox.get()) is not None:
            numbered = enumerate(chunk.lines, chunk.first)
            outbox.put((chunk.place, [await answer_line(number, raw, improve) for number, raw in numbered]))

    failure = failure_of(lambda: serve(answer_all))
    if failure:
        outbox.put(failure)
