import asyncio

from agents.types import Draft
from bot.app import open_brain
from evals.files import read_drafts
from evals.model_server.good import good
from evals.model_server.server import ModelServer
from evals.timing import Wanted, ideal, measure, settings_for
from evals.traces import Span, spans, tracing, turns
from tests.house import ROOT

LATENCY = 0.1


def drafts(count: int) -> list[Draft]:
    return read_drafts(ROOT / "evals" / "data" / "heldout_drafts.jsonl")[:count]


def test_requests_that_overlap_are_one_turn() -> None:
    assert turns([]) == 0
    assert turns([Span(0, 1), Span(0.1, 1.1), Span(0.2, 0.9)]) == 1
    assert turns([Span(0, 1), Span(0, 1.1), Span(1.2, 2.2), Span(1.2, 2.3)]) == 2
    assert turns([Span(2.4, 3.4), Span(0, 1), Span(1.1, 2.2), Span(0.5, 2.3)]) == 3


def test_the_ideal_fills_every_place_in_order() -> None:
    assert ideal([1, 1, 1, 1], 4) == 1
    assert ideal([2, 1, 1, 2], 2) == 4
    assert ideal([2] * 100, 32) == 8


async def test_who_starts_tasks_within_a_trace_finds_their_requests_in_it() -> None:
    asked = Wanted(latency=LATENCY, alone=2, at_once=2)
    async with (
        ModelServer(good, latency=LATENCY) as server,
        open_brain(settings_for(server.url), with_store=False) as brain,
    ):
        with tracing():
            report = await measure(brain, drafts(5), asked)
            with spans() as none:
                await asyncio.sleep(0)
    assert none == []
    assert len(report.alone) == 2
    assert len(report.crowd) == 3
    assert all(1 <= timed.turns <= 3 and timed.requests >= 2 for timed in (*report.alone, *report.crowd))
    assert sum(timed.requests for timed in (*report.alone, *report.crowd)) == len(server.journal)
    assert report.ours > 0
    assert report.wall >= report.ideal > 0
    assert report.fine == (report.ours <= 0.05 and report.ratio <= 1.15)
