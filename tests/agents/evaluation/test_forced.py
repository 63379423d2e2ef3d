"""One path alone."""

import pytest

from agents.content import ContentAgent
from agents.engines.rules.engine import built_in_engine
from agents.evaluation.forced import ForcedPath
from agents.history import Past
from agents.retrieval import RetrievalAgent
from agents.types import Path
from store.database import Database
from store.index import VectorIndex
from tests.agents.past import WordEmbedder, database, draft, remember, sent, upgraded_file

__all__ = ["database", "upgraded_file"]


def _forced(path: Path, database: Database) -> ForcedPath:
    retrieval = RetrievalAgent(database, VectorIndex(model="words", dimension=64), WordEmbedder())
    return ForcedPath(path, retrieval, ContentAgent(built_in_engine(), database))


@pytest.mark.parametrize(
    ("path", "own", "market"), [("in_group", 1, 0), ("retrieval", 0, 1), ("rules", 0, 0)]
)
async def test_exemplars_come_by_one_path_alone(
    database: Database, path: Path, own: int, market: int
) -> None:
    await remember(database, [sent("me", "1"), sent("a", "2")])
    past = await _forced(path, database).recall(draft())
    assert (len(past.own), len(past.market)) == (own, market)
    assert ("Shop A" in past.foreign) is bool(market)


async def test_a_path_that_leads_nowhere_is_no_error(database: Database) -> None:
    await remember(database, [sent("a", "2")])
    assert (await _forced("in_group", database).recall(draft())).own == ()


async def test_without_an_audience_there_is_no_past(database: Database) -> None:
    assert await _forced("retrieval", database).recall(draft(audience=None)) == Past()
