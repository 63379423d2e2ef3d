"""What is said of an answer in a terminal, kept like what is said of it in Slack."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from agents.assume import fill_in
from handlers.talk import Talk, Vote

if TYPE_CHECKING:  # the store takes half a second to load
    from store.database import Database

TERMINAL = "terminal"
"""The channel of what is said in no workspace; whoever types there has no name."""


async def keep_vote(
    vote: Vote, talk: Talk, *, database: "Database | None", clock: Callable[[], datetime]
) -> None:
    """Keep a vote on the suggestion under discussion, where there is a history to keep it in."""
    if database is None or talk.draft is None:
        return
    from store.keys import content_key  # noqa: PLC0415 - see above
    from store.signals import add_signal  # noqa: PLC0415

    now, merchant, filled = clock(), talk.draft.merchant, fill_in(talk.draft).draft
    async with database.session() as session:
        await add_signal(
            session,
            key=content_key(TERMINAL, vote.suggestion_id, vote.kind, now.isoformat()),
            team_id="",
            merchant_id=merchant.id if merchant else None,
            channel=TERMINAL,
            ts="",
            user_id="",
            at=now,
            detail={"audience": filled.audience, "channel": filled.channel, "said": True},
            **vote.model_dump(),
        )
