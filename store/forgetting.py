"""Forgetting at somebody's wish: a person, a workspace, a shop."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.models import (
    Answer,
    Campaign,
    Digest,
    Import,
    Merchant,
    Signal,
    Spending,
    Suggestion,
    Table,
    Thread,
    ToolCall,
    Trial,
    Workspace,
)
from store.tastes import drop_tastes
from store.unnaming import BOTS, INSTALLATIONS, delete_installed, in_team, unname
from store.workspaces import delete_workspace


@dataclass(frozen=True, kw_only=True)
class Forgotten:
    """How many rows went, or lost the name on them, by what they were.

    `merchants` are those whose taste has to be learned anew ("" is that of all): every version of it
    went as well. `teams` are the workspaces that were connected to a shop that is forgotten.
    """

    rows: Mapping[str, int]
    merchants: tuple[str, ...]
    teams: tuple[str, ...] = ()


async def forget_person(session: AsyncSession, *, user_id: str, team_id: str | None = None) -> Forgotten:
    """Forget somebody, everywhere or in one workspace: their votes, their words, their id.

    Their threads and what they wrote into answers go. Answers they asked for or decided about stay
    without their name, and so do the drafts, which are the shop's history and never named anybody.
    """
    mine = (col(Signal.user_id) == user_id, in_team(Signal.team_id, team_id))
    merchants = await _taught(session, *mine)
    votes = await _delete(session, Signal, and_(*mine))
    rows = {"votes": votes, **await unname(session, user_id=user_id, team_id=team_id)}
    await drop_tastes(session, merchant_ids=merchants)
    return Forgotten(rows=rows, merchants=merchants)


async def forget_workspace(session: AsyncSession, *, team_id: str) -> Forgotten:
    """Forget a workspace with all that was said in it: settings, tokens, threads, answers, votes, digests.

    More than `delete_workspace` does when the app is uninstalled: the votes go too. The shop's
    campaigns, drafts, suggestions and trials stay.
    """
    mine, trials = col(Signal.team_id) == team_id, update(Trial).where(col(Trial.team_id) == team_id)
    merchants = await _taught(session, mine)
    rows = {
        "votes": await _delete(session, Signal, mine),
        "digests": await _delete(session, Digest, col(Digest.team_id) == team_id),
        "threads": await _delete(session, Thread, col(Thread.team_id) == team_id),
        "answers": await _delete(session, Answer, col(Answer.team_id) == team_id),
        "trials": (await session.exec(trials.values(created_by=None))).rowcount,
        "calls": await _delete(session, ToolCall, col(ToolCall.team_id) == team_id),
        "workspaces": await _delete(session, Workspace, col(Workspace.team_id) == team_id),
        "installations": await delete_installed(session, tables=[INSTALLATIONS, BOTS], team_id=team_id),
    }
    await delete_workspace(session, team_id=team_id)
    await drop_tastes(session, merchant_ids=merchants)
    return Forgotten(rows=rows, merchants=merchants)


async def forget_merchant(session: AsyncSession, *, merchant_id: str) -> Forgotten:
    """Forget a shop with everything of it; its workspaces stay, connected to nobody, without threads."""
    merchants = await _taught(session, col(Signal.merchant_id) == merchant_id)
    connected = select(Workspace.team_id).where(col(Workspace.merchant_id) == merchant_id)
    teams = tuple(sorted((await session.exec(connected)).all()))
    rows = {
        "votes": await _delete(session, Signal, col(Signal.merchant_id) == merchant_id),
        "threads": await _delete(session, Thread, col(Thread.team_id).in_(teams)),
        "answers": await _delete(session, Answer, col(Answer.merchant_id) == merchant_id),
        "suggestions": await _delete(session, Suggestion, col(Suggestion.merchant_id) == merchant_id),
        "spending": await _delete(session, Spending, col(Spending.merchant_id) == merchant_id),
        "imports": await _delete(session, Import, col(Import.merchant_id) == merchant_id),
        "campaigns": await _delete(session, Campaign, col(Campaign.merchant_id) == merchant_id),
        # Templates, figures, digests, trials, tokens and calls go with it.
        "shops": await _delete(session, Merchant, col(Merchant.id) == merchant_id),
    }
    await drop_tastes(session, merchant_ids=[merchant_id, *merchants])
    others = tuple(name for name in merchants if name != merchant_id)
    return Forgotten(rows=rows, merchants=others, teams=teams)


async def _taught(session: AsyncSession, *whose: ColumnElement[bool]) -> tuple[str, ...]:
    """The merchants whose taste these signals taught, and that of all if any did: it may have been lent."""
    query = select(Signal.merchant_id).where(*whose, col(Signal.merchant_id).is_not(None)).distinct()
    merchants = sorted(str(merchant) for merchant in await session.exec(query))
    return ("", *merchants) if merchants else ()


async def _delete(session: AsyncSession, table: type[Table], whose: ColumnElement[bool]) -> int:
    return (await session.exec(delete(table).where(whose))).rowcount
