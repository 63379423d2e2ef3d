"""The loop of a terminal conversation: a turn comes in, the answer is shown."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator

from rich.console import Console, RenderableType
from rich.text import Text

from handlers.conversation import Conversation
from handlers.talk import Reply, Talk, Vote
from handlers.terminal.details import render_details
from handlers.terminal.guide import HELP, campaign_line, figures_line
from handlers.terminal.render import render, render_message, show
from handlers.terminal.safe import printable


async def hold(
    conversation: Conversation,
    turns: AsyncIterator[str],
    talk: Talk,
    console: Console,
    keep: Callable[[Vote, Talk], Awaitable[None]] | None = None,
) -> Talk:
    """Answer turn after turn until one says goodbye or there are no more; where the talk has come to.

    `keep` is told what was said of an answer.
    """
    async for text in turns:
        if not text.strip():
            continue
        reply, talk = await conversation.answer(text, talk)
        show(console, (*_parts(reply), ""))
        if keep and reply.vote:
            await keep(reply.vote, talk)
        if reply.kind == "farewell":
            break
    return talk


def _parts(reply: Reply) -> Iterator[RenderableType]:
    if reply.text:
        yield Text(printable(reply.text))
    if reply.figures:
        yield Text(printable(figures_line(reply.figures)))
    if reply.suggestion and reply.draft:
        details = reply.kind == "details"
        yield from render_details(reply.suggestion) if details else render(reply.draft, reply.suggestion)
    if reply.message:
        yield from ("", *render_message(reply.message))
    yield from _lines(campaign_line(campaign) for campaign in reply.campaigns)
    if reply.kind == "help":
        yield Text(HELP)


def _lines(lines: Iterable[str]) -> Iterator[RenderableType]:
    return (Text(printable(line), no_wrap=True, overflow="ellipsis") for line in lines)
