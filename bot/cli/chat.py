"""`chat`: a conversation in the terminal."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.errors import run
from bot.cli.options import MerchantOption, TodayOption, day_or_today

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import date

    from rich.console import Console

    from handlers.brain import Brain
    from handlers.talk import Talk


def chat(
    merchant: MerchantOption = None,
    script: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Play the turns of a file, set apart by lines of “---”."),
    ] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Play the packaged demo.")] = False,
    today: TodayOption = None,
) -> None:
    """Hold a conversation: paste a draft, read the answer, go on from there.

    [bold]python -m bot chat --merchant "Kopi Lorong"[/bold]

    Without a terminal, turns are read from standard input.
    """
    run(lambda: _chat(merchant, script, demo=demo, today=day_or_today(today)))


async def _chat(said: str | None, script: Path | None, *, demo: bool, today: "date") -> None:
    # Everything below is slow to load and of no use to `--help`.
    from rich.console import Console  # noqa: PLC0415

    from bot.app import open_brain  # noqa: PLC0415
    from bot.settings import load_settings  # noqa: PLC0415
    from handlers.conversation import Conversation  # noqa: PLC0415
    from handlers.terminal.chat import hold  # noqa: PLC0415
    from handlers.terminal.votes import keep_vote  # noqa: PLC0415

    console = Console(highlight=False, width=None if sys.stdout.isatty() else 100)
    async with open_brain(load_settings(), warm="first" if demo else "meanwhile") as brain:
        talk = await _talk(brain, said)
        if sys.stdin.isatty() and not (demo or script):
            console.print(await _greeting(brain, talk), markup=False)
        conversation, turns = Conversation(brain, today=today), _turns(script, console, demo=demo)
        keep = partial(keep_vote, database=None if demo else brain.database, clock=brain.clock)
        await hold(conversation, turns, talk, console, keep)


async def _talk(brain: "Brain", said: str | None) -> "Talk":
    from handlers.talk import Talk  # noqa: PLC0415 - as above

    if said is None:
        return Talk()
    if brain.database is None:
        from handlers.errors import NoHistoryError  # noqa: PLC0415 - as above

        raise NoHistoryError
    from handlers.history import find_merchant  # noqa: PLC0415 - as above

    return Talk(merchant=await find_merchant(brain.database, said))


async def _greeting(brain: "Brain", talk: "Talk") -> str:
    from handlers.terminal.guide import greeting  # noqa: PLC0415 - as above

    if brain.database is None:
        return greeting((), talk)
    from handlers.history import merchants_named  # noqa: PLC0415 - as above

    return greeting(await merchants_named(brain.database, None), talk)


def _turns(script: Path | None, console: "Console", *, demo: bool) -> "AsyncIterator[str]":
    from handlers.terminal import turns  # noqa: PLC0415 - as above

    if demo:
        return turns.played(turns.demo_turns(), console)
    if script is not None:
        return turns.played(turns.read_turns(script.read_text(encoding="utf-8")), console)
    if not sys.stdin.isatty():
        return turns.played(turns.read_turns(sys.stdin.read()), console)
    return turns.typed()
