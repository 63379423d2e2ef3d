"""Where the turns of a conversation come from: a person at the keyboard, or a script."""

import select
import signal
import sys
from collections.abc import AsyncIterator, Iterable, Iterator
from importlib import resources

from rich.console import Console
from rich.text import Text

from handlers.terminal.safe import printable

PROMPT = "› "
_SEPARATOR = "---"
_PASTE_GAP = 0.05  # seconds within which lines belong to one paste


async def typed() -> AsyncIterator[str]:
    """What a person types or pastes, until Ctrl-D or Ctrl-C. Several pasted lines are one turn.

    Waits in the event loop: nobody else is served by a terminal.
    """
    # asyncio turns the first Ctrl-C into a cancelled task, which nobody sees while input() waits.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    while True:
        try:
            yield "\n".join([input(PROMPT), *_pasted()])  # noqa: ASYNC250 - see above
        except (EOFError, KeyboardInterrupt):
            return


async def played(turns: Iterable[str], console: Console) -> AsyncIterator[str]:
    """The turns of a script, each shown as if it were typed."""
    for turn in turns:
        console.print(Text(PROMPT + printable(turn), style="bold"), soft_wrap=True)
        yield turn


def read_turns(script: str) -> tuple[str, ...]:
    """The turns in a text: set apart by lines of "---", or else one a line."""
    lines = script.splitlines()
    if _SEPARATOR not in (line.strip() for line in lines):
        return tuple(line for line in lines if line.strip())
    turns: list[list[str]] = [[]]
    for line in lines:
        if line.strip() == _SEPARATOR:
            turns.append([])
        else:
            turns[-1].append(line)
    return tuple(text for turn in turns if (text := "\n".join(turn).strip("\n")))


def demo_turns() -> tuple[str, ...]:
    """The turns of the packaged demo."""
    return read_turns(resources.files("handlers.terminal").joinpath("demo.txt").read_text(encoding="utf-8"))


def _pasted() -> Iterator[str]:
    """The lines that follow at once: nobody types that fast."""
    if sys.platform == "win32":  # select knows only sockets there
        return
    while select.select([sys.stdin], [], [], _PASTE_GAP)[0]:
        yield input()
