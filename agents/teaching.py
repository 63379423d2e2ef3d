"""Teaching: what people said and what campaigns brought becomes a taste, a version for each shop.

Everything is learned from scratch, from what still holds: a vote that was taken back, forgotten or is
too old leaves no trace. What didn't change since the last version is not looked at.
"""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import astuple
from datetime import datetime
from typing import NamedTuple

from agents.embedder import Embedder
from agents.learned import ALL, Learned, learned_of
from agents.meaning import Meaning
from agents.preference import Pair, PreferenceModel, Recipe, Vote, adapt, habits, train, weigh
from agents.votes import Gathered, ballots_of, cast
from agents.votes.outcomes import SOURCE, outcome_votes
from store.database import Database
from store.keys import content_key
from store.measured import measured_states, measured_versions
from store.opinions import SignalState, list_opinions, signal_states
from store.rows import TasteRow
from store.tastes import drop_tastes, get_taste, save_taste, taste_stamps

_KEPT = 5  # versions of each shop
_HABITS = 6
_MANY = 50  # votes of one shop


class Taught(NamedTuple):
    """What a round of teaching left behind for one shop: a version, or none where it has no votes any more.

    `is_new`: another version than before.
    """

    merchant_id: str
    version: int | None
    pairs: int
    is_new: bool


class _States(NamedTuple):
    """A stamp for each merchant from whom there may be something to learn; `lending` those that lend.

    `many`: somebody has so many votes that meaning can be learned beside copy.
    """

    of: Mapping[str, str]
    lending: tuple[str, ...]
    many: bool = False

    @property
    def of_all(self) -> str:
        """A stamp for what all shops lend."""
        return content_key(_how(), *(f"{merchant} {self.of[merchant]}" for merchant in self.lending))


async def teach(database: Database, *, now: datetime, embedder: Embedder | None = None) -> tuple[Taught, ...]:
    """Bring every shop's taste up to date, and first what all that lend have in common.

    The same votes make the same models and no new version. What takes time is done in a thread. With an
    `embedder` (asked only where somebody has many votes) it is also learned what messages mean. Raises
    `EmbedderError`.
    """
    states = await _states(database)
    meaning = Meaning(embedder if states.many else None)
    prior = await _teach_all(database, states, meaning, now)
    told = [prior.taught] if prior.taught.is_new else []
    for merchant_id in sorted(states.of):
        state = meaning.stamped(states.of[merchant_id])
        taught = await _teach_one(database, merchant_id, state, prior, meaning, now)
        told += [taught] if taught else []
    return tuple(told)


async def votes_of(database: Database, merchant_id: str, *, lent: bool = False) -> tuple[Vote, ...]:
    """All votes that count for a shop.

    With `lent` only those of workspaces that lend them, and what its campaigns brought if any does.
    """
    gathered = await gather(database, merchant_id, lent=lent)
    return await asyncio.to_thread(_votes, gathered)


async def gather(database: Database, merchant_id: str, *, lent: bool = False) -> Gathered:
    """What a shop's people did and what its campaigns brought; `lent` as for `votes_of`."""
    async with database.session() as session:
        opinions = await list_opinions(session, merchant_id=merchant_id)
        measured = await measured_versions(session, merchant_id=merchant_id)
    counted = [row for row in opinions if row.lends or not lent]
    ballots = await asyncio.to_thread(ballots_of, counted)
    return Gathered(merchant_id, ballots, () if lent and not counted else measured)


def _votes(gathered: Gathered) -> tuple[Vote, ...]:
    of = gathered.merchant_id
    return (*cast(gathered.ballots, merchant_id=of), *outcome_votes(gathered.measured, merchant_id=of))


class _Prior(NamedTuple):
    model: PreferenceModel
    key: str
    taught: Taught


async def _teach_all(database: Database, states: _States, meaning: Meaning, now: datetime) -> _Prior:
    """What all shops that lend have in common; a blank model where none does."""
    row, known = await _newest(database, ALL)
    state = meaning.stamped(states.of_all)
    if row and known and known.state == state:
        return _Prior(known.model, row.key, Taught(ALL, row.version, row.pairs, is_new=False))
    votes = [vote for merchant in states.lending for vote in await votes_of(database, merchant, lent=True)]
    pairs = await asyncio.to_thread(weigh, votes)
    vectors = await meaning.of(pairs)
    model = await asyncio.to_thread(train, pairs, vectors=vectors, embedder=meaning.space)
    key = _key(pairs, prior=meaning.space)
    taught = await _keep(database, ALL, key, pairs, Learned(model=model, state=state), row, now)
    return _Prior(model, key, taught)


async def _teach_one(
    database: Database, merchant_id: str, state: str, prior: _Prior, meaning: Meaning, now: datetime
) -> Taught | None:
    """One shop's version, None where nothing changed for it."""
    row, known = await _newest(database, merchant_id)
    if known and (known.state, known.prior) == (state, prior.key):
        return None
    pairs = await asyncio.to_thread(weigh, await votes_of(database, merchant_id))
    if row is None and not pairs:
        return None
    vectors = await meaning.of(pairs)
    model = await asyncio.to_thread(adapt, prior.model, pairs, merchant_id=merchant_id, vectors=vectors)
    chosen = [pair for pair in pairs if pair.source != SOURCE]
    found = Learned(model=model, habits=habits(chosen, most=_HABITS), state=state, prior=prior.key)
    return await _keep(database, merchant_id, _key(pairs, prior=prior.key), pairs, found, row, now)


async def _keep(
    database: Database,
    merchant_id: str,
    key: str,
    pairs: tuple[Pair, ...],
    learned: Learned,
    before: TasteRow | None,
    now: datetime,
) -> Taught:
    """Keep a version, the newest few of each shop; without pairs there is nothing to keep."""
    async with database.session() as session:
        if not pairs:
            gone = await drop_tastes(session, merchant_ids=[merchant_id])
            return Taught(merchant_id, None, 0, is_new=bool(gone))
        model = learned.model_dump(mode="json")
        version = await save_taste(
            session, merchant_id=merchant_id, key=key, pairs=len(pairs), model=model, now=now
        )
        await drop_tastes(session, merchant_ids=[merchant_id], keep=_KEPT)
    return Taught(merchant_id, version, len(pairs), is_new=before is None or version != before.version)


async def _newest(database: Database, merchant_id: str) -> tuple[TasteRow | None, Learned | None]:
    async with database.session() as session:
        row = await get_taste(session, merchant_id=merchant_id)
    return row, learned_of(row) if row else None


async def _states(database: Database) -> _States:
    """Shops of which nobody ever said anything are left alone: what their campaigns brought can wait."""
    async with database.session() as session:
        said, brought = await signal_states(session), await measured_states(session)
        taught = await taste_stamps(session)
    merchants = sorted(said.keys() | (taught.keys() - {ALL}))
    of = {m: content_key(_how(), _told(said.get(m)), brought.get(m, "")) for m in merchants}
    lending = tuple(m for m in merchants if m in said and said[m].lent)
    many = any(state.signals - state.removed >= _MANY for state in said.values())
    return _States(of, lending, many)


def _told(state: SignalState | None) -> str:
    return "" if state is None else content_key(*(str(part) for part in astuple(state)))


def _key(pairs: Iterable[Pair], *, prior: str) -> str:
    return content_key(_how(), prior, *(pair.model_dump_json() for pair in pairs))


def _how() -> str:
    """How is learned: another way to learn is something new to learn as well."""
    return Recipe().model_dump_json()
