"""Progress of long work, on standard error so that standard output stays clean."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)


@contextmanager
def bytes_bar(source: Path, title: str) -> Iterator[Callable[[int], None]]:
    """A bar over the bytes of a file; the value is told how many more were read."""
    with _bar(DownloadColumn()) as bar:
        task = bar.add_task(title, total=source.stat().st_size)
        yield lambda count: bar.advance(task, count)


@contextmanager
def share_bar() -> Iterator[Callable[[str, float], None]]:
    """A bar for work in steps; the value is told the step and the share of it that is done, 0–1."""
    with _bar(TaskProgressColumn()) as bar:
        task = bar.add_task("Starting", total=1.0)
        yield lambda step, share: bar.update(task, description=step, completed=share)


@contextmanager
def count_bar(title: str, total: int, done: int = 0) -> Iterator[Callable[[], None]]:
    """A bar over things of which some are `done`; the value is told of each that follows."""
    with _bar(MofNCompleteColumn()) as bar:
        task = bar.add_task(title, total=total, completed=done)
        yield lambda: bar.advance(task)


@contextmanager
def _bar(amount: DownloadColumn | MofNCompleteColumn | TaskProgressColumn) -> Iterator[Progress]:
    """Shown to people only: a log file has no use for a thousand bars."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), amount, TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield progress
