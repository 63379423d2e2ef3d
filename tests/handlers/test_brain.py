"""Many at once: the first come are served first, and the loop has time for others in between."""

import asyncio
import gc
from collections.abc import Iterator
from dataclasses import replace
from inspect import unwrap
from time import perf_counter

import pytest

from agents.engines.rules.diagnosis.phrases import phrasebook
from agents.history import NoHistory
from agents.types import Draft, Suggestion
from handlers.brain import Brain
from tests.handlers.talking import TODAY

DRAFT = Draft(
    audience="lapsing_buyers",
    channel="push",
    title="Sale",
    body="We miss you! Amazing deals inside, come back.",
)


def drafts(count: int) -> list[Draft]:
    """Drafts that differ."""
    return [DRAFT.model_copy(update={"body": f"{DRAFT.body} {'Really. ' * n}"}) for n in range(count)]


async def test_however_many_are_asked_for_the_loop_turns_between_the_pieces(brain: Brain) -> None:
    answered: list[Suggestion] = []

    async def answer(draft: Draft) -> None:
        answered.append(await brain.improve(draft, today=TODAY))

    turns = 0

    async def turn() -> None:
        nonlocal turns
        while len(answered) < 30:
            await asyncio.sleep(0)
            turns += 1

    await asyncio.gather(turn(), *(answer(draft) for draft in drafts(30)))
    # A draft takes ten pieces of work or so; all in a handful of turns would keep everybody else waiting.
    assert turns > 30 * 4


async def test_who_comes_first_is_answered_first(brain: Brain) -> None:
    order: list[int] = []

    async def answer(number: int, draft: Draft) -> None:
        await brain.improve(draft, today=TODAY)
        order.append(number)

    await asyncio.gather(*(answer(n, draft) for n, draft in enumerate(drafts(24))))
    assert max(abs(place - number) for place, number in enumerate(order)) < 8


async def test_no_more_are_under_way_than_the_gate_lets_in(brain: Brain) -> None:
    one = Brain(brain.pipeline, brain.engine, brain.clock, gate=asyncio.Semaphore(1))
    order: list[str] = []

    async def answer(draft: Draft) -> None:
        order.append("asks")
        await one.improve(draft, today=TODAY)
        order.append("has")
        assert not one.gate.locked() or order.count("asks") == 3

    await asyncio.gather(*(answer(draft) for draft in drafts(3)))
    assert order == ["asks"] * 3 + ["has"] * 3


def test_a_stranger_is_let_in_by_the_same_gate_and_looks_into_nothing(stocked: Brain) -> None:
    stranger = stocked.stranger()
    assert stranger.gate is stocked.gate
    assert isinstance(stranger.pipeline.history, NoHistory)
    assert not isinstance(stocked.pipeline.history, NoHistory)


def test_whoever_a_strangers_draft_is_handed_over_to_looks_into_nothing_either(stocked: Brain) -> None:
    handing_over = replace(stocked, pipeline=replace(stocked.pipeline, settles=stocked.pipeline))
    settles = handing_over.stranger().pipeline.settles
    assert settles is not None
    assert isinstance(settles.history, NoHistory)


@pytest.fixture
def thawed() -> Iterator[None]:
    """What warming lays aside is given back."""
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("thawed")
async def test_warming_does_the_first_of_everything_while_the_loop_goes_on(brain: Brain) -> None:
    phrasebook.cache_clear()
    pauses: list[float] = []

    async def tick() -> None:
        while True:
            start = perf_counter()
            await asyncio.sleep(0.001)
            pauses.append(perf_counter() - start)

    ticking = asyncio.create_task(tick())
    await unwrap(Brain.warm)(brain)
    ticking.cancel()
    assert len(pauses) > 10
    assert gc.get_freeze_count() > 10_000
    assert all("pattern" in wording.__dict__ for wording in _wordings())


def _wordings() -> list[object]:
    """Every wording of the diagnosis."""
    books = [phrasebook(name) for name in ("presumptions", "tone", "actions", "offers")]
    return [wording for book in books for found in book._by_key.values() for _, _, wording in found]  # noqa: SLF001
