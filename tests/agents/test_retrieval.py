from pathlib import Path

import pytest

from agents.embedder import Embedder
from agents.retrieval import RetrievalAgent
from agents.types import Exemplar
from store.database import Database
from store.index import VectorIndex, open_index
from store.merchants import set_consent
from tests.agents.past import BrokenEmbedder, WordEmbedder, database, draft, remember, sent, upgraded_file

__all__ = ["database", "upgraded_file"]

TENT = {"name": "Two-Night Tent", "category": "Sports & Outdoors > Camping > Tents"}
GIFT = {"title": "Free Pouch", "type": "gift"}
POINTS = {"title": "100 points", "type": "points", "value": 100}


def _agent(
    database: Database, embedder: Embedder | None = None, *, path: Path | None = None
) -> RetrievalAgent:
    embedder = embedder or WordEmbedder()
    index = VectorIndex(model=embedder.model, dimension=embedder.dimension)
    return RetrievalAgent(database, index, embedder, index_path=path)


def _scores(found: tuple[Exemplar, ...]) -> list[float]:
    return [exemplar.score for exemplar in found]


async def test_the_market_is_searched_for_related_things_nearest_first(database: Database) -> None:
    await remember(
        database,
        [
            sent("a", "1", score=3.1, voucher=GIFT),
            sent("b", "2", score=2.6),
            sent("c", "3", score=9.0, product=TENT, voucher=POINTS),
        ],
    )
    assert _scores(await _agent(database).find(draft())) == [2.6, 3.1]


async def test_only_strong_templates_of_others_who_share_to_the_same_people_are_found(
    database: Database,
) -> None:
    await remember(
        database,
        [
            sent("a", "1", score=2.1),
            sent("a", "2", quality="weak"),
            sent("a", "3", quality="middling"),
            sent("a", "4", audience="new_followers"),
            sent("me", "5"),
            sent("b", "6"),
        ],
    )
    async with database.session() as session:
        await set_consent(session, merchant_id="b", shares_into_market=False)
    assert _scores(await _agent(database).find(draft())) == [2.1]


async def test_what_is_found_names_neither_shop_nor_product_nor_campaign(database: Database) -> None:
    body = "Meera of Shop Glow says: the Silk Serum is $5 off with GLOW20 until 30 Nov. https://glow.example"
    await remember(database, [sent("glow", "C-77", body, title="Silk Serum by Glow", delivered=5423)])
    (found,) = await _agent(database).find(draft())
    told = found.model_dump_json().casefold()
    for secret in ("glow", "silk", "serum", "meera", "c-77", "5423", "30 nov", "$5"):
        assert secret not in told
    assert (found.source, found.campaign_id, found.sample_size) == ("market", None, 5400)
    assert found.why == (
        "same kind of offer (an amount off), related category (Beauty > Skincare), "
        "among the strongest in this segment"
    )
    assert "[offer]" in found.message.body
    assert {"item_in_title", "states_amount", "states_deadline"} <= set(found.moves)


async def test_the_words_of_others_are_told_apart_to_be_kept_out(database: Database) -> None:
    await remember(database, [sent("glow", "1", title="Glow up")])
    found = await _agent(database).search(draft())
    text = "Glow up\nTake $5 off the Silk Serum. Tap to use it."
    assert found.foreign == ("Shop Glow", "Silk Serum 30ml", text)


@pytest.mark.parametrize(
    "missing", [{"product": None, "voucher": None}, {"audience": None}, {"product": TENT, "voucher": None}]
)
async def test_where_nothing_could_be_alike_nothing_is_found(
    database: Database, missing: dict[str, object]
) -> None:
    await remember(database, [sent("a", "1")])
    assert await _agent(database).find(draft(**missing)) == ()


async def test_a_voucher_alone_is_enough_to_search_with(database: Database) -> None:
    await remember(database, [sent("a", "1", score=2.2, product=TENT), sent("b", "2", voucher=GIFT)])
    assert _scores(await _agent(database).find(draft(product=None))) == [2.2]


async def test_a_draft_of_nobody_in_particular_may_learn_from_everyone(database: Database) -> None:
    await remember(database, [sent("a", "1"), sent("b", "2")])
    assert len(await _agent(database).find(draft(merchant=None))) == 2


async def test_no_more_than_the_limit_come_back_the_stronger_of_equals_first(database: Database) -> None:
    await remember(database, [sent(f"s{i}", f"{i}", score=2 + i / 10) for i in range(5)])
    assert _scores(await _agent(database).find(draft(), limit=2)) == [2.4, 2.3]


async def test_another_language_teaches_nothing(database: Database) -> None:
    await remember(database, [sent("a", "1", language="ms"), sent("b", "2", language=None)])
    assert len(await _agent(database).find(draft())) == 1


async def test_only_what_is_new_is_embedded(database: Database) -> None:
    embedder = WordEmbedder()
    agent = _agent(database, embedder)
    await remember(database, [sent("a", "1"), sent("b", "2")])
    assert await agent.sync() == 2
    await remember(database, [sent("c", "3"), sent("a", "1", product=TENT)])
    embedder.embedded.clear()
    assert await agent.sync() == 2
    assert embedder.embedded.count(TENT["category"]) == 1
    assert await agent.sync() == 0


async def test_where_there_is_nothing_to_compare_with_no_model_is_loaded(database: Database) -> None:
    embedder = WordEmbedder()
    assert await _agent(database, embedder).find(draft()) == ()
    assert embedder.embedded == []


async def test_the_index_outlives_the_process(database: Database, tmp_path: Path) -> None:
    await remember(database, [sent("a", "1")])
    await _agent(database, path=tmp_path / "vectors").find(draft())
    embedder = WordEmbedder()
    index = open_index(tmp_path / "vectors", model=embedder.model, dimension=embedder.dimension)
    found = await RetrievalAgent(database, index, embedder).find(draft())
    assert len(found) == 1
    assert embedder.embedded == ["Beauty > Skincare > Creams"]


@pytest.mark.parametrize("embedder", [BrokenEmbedder(), None])
async def test_without_a_model_categories_are_compared_by_their_words(
    database: Database, embedder: Embedder | None, caplog: pytest.LogCaptureFixture
) -> None:
    await remember(database, [sent("a", "1", score=2.2), sent("b", "2", product=TENT, voucher=None)])
    agent = RetrievalAgent(database, VectorIndex(model="words", dimension=64), embedder)
    assert _scores(await agent.find(draft())) == [2.2]
    assert ("compared by their words" in caplog.text) is (embedder is not None)


async def test_own_templates_come_nearest_first_and_in_full(database: Database) -> None:
    same_product = {"name": "Rich Cream", "category": "Beauty > Skincare > Creams"}
    await remember(
        database,
        [
            sent("me", "far", product=TENT, voucher=None, channel="email", score=9.0),
            sent(
                "me",
                "near",
                "Hi {{first_name}}, your Rich Cream is $5 off.",
                product=same_product,
                delivered=4120,
            ),
            sent("me", "close", score=2.0),
            sent("me", "weak", quality="weak"),
            sent("a", "other"),
        ],
        shares=False,
    )
    found = await _agent(database).own(draft())
    assert [exemplar.campaign_id for exemplar in found] == ["near", "close", "far"]
    near, _, far = found
    assert near.message.body == "Hi, your Rich Cream is $5 off."
    assert (near.source, near.sample_size) == ("own", 4120)
    assert near.why == (
        "one of this shop's strongest in this segment, "
        "for the same product, the same kind of offer, the same channel"
    )
    assert far.why == "one of this shop's strongest in this segment"
    assert "names_item" in near.moves


async def test_a_draft_does_not_learn_from_itself(database: Database) -> None:
    await remember(
        database,
        [
            sent("me", "C-1", "Words."),
            sent("me", "C-2", "A TREAT for you!"),
            sent("me", "C-3", "Other words."),
        ],
    )
    found = await _agent(database).own(draft(id="C-1"))
    assert [exemplar.campaign_id for exemplar in found] == ["C-3"]


async def test_nobody_in_particular_has_no_own_templates(database: Database) -> None:
    assert await _agent(database).own(draft(merchant=None)) == ()
    assert await _agent(database).own(draft(audience=None)) == ()


async def test_a_renamed_category_is_embedded_again(database: Database) -> None:
    agent = _agent(database)
    await remember(database, [sent("a", "1", product=TENT, voucher=POINTS)])
    assert await agent.find(draft(voucher=None)) == ()
    await remember(database, [sent("a", "1", voucher=POINTS)])
    assert len(await agent.find(draft(voucher=None))) == 1
