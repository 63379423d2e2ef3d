from agents.content import ContentAgent
from agents.engines.rules.engine import built_in_engine
from agents.history import Past
from agents.recall import StoreHistory
from agents.retrieval import RetrievalAgent
from store.database import Database
from store.index import VectorIndex
from tests.agents.past import WordEmbedder, database, draft, remember, sent, upgraded_file

__all__ = ["database", "upgraded_file"]


def _history(database: Database) -> StoreHistory:
    retrieval = RetrievalAgent(database, VectorIndex(model="words", dimension=64), WordEmbedder())
    return StoreHistory(retrieval, ContentAgent(built_in_engine(), database))


async def test_with_own_exemplars_the_market_is_not_asked(database: Database) -> None:
    await remember(database, [sent("me", "1"), sent("a", "2")])
    past = await _history(database).recall(draft())
    assert [exemplar.source for exemplar in past.own] == ["own"]
    assert (past.market, past.foreign) == ((), ())


async def test_without_own_exemplars_the_market_teaches_and_its_words_are_told(database: Database) -> None:
    await remember(database, [sent("a", "2")])
    past = await _history(database).recall(draft())
    assert (past.own, [exemplar.source for exemplar in past.market]) == ((), ["market"])
    assert "Shop A" in past.foreign


async def test_without_an_audience_there_is_no_past(database: Database) -> None:
    await remember(database, [sent("me", "1")])
    assert await _history(database).recall(draft(audience=None)) == Past()
