import pytest

from agents.content import ContentAgent
from agents.engines.rules.engine import built_in_engine
from agents.types import Contrast
from store.database import Database
from tests.agents.past import database, draft, remember, sent, upgraded_file

__all__ = ["database", "upgraded_file"]

STATED = "Thanks for your first order. Take $5 off orders of $30 or more until 30 Nov. Tap to use it."
VAGUE = "A treat for you! Shop now!!!"


def _history(shop: str, strong: int, weak: int) -> list[dict[str, object]]:
    good = [sent(shop, f"g{i}", f"{STATED} {i}") for i in range(strong)]
    return good + [sent(shop, f"b{i}", f"{VAGUE} {i}", quality="weak") for i in range(weak)]


async def _contrast(database: Database | None, merchant_id: str | None = "me") -> Contrast | None:
    return await ContentAgent(built_in_engine(), database).contrast("new_buyers", merchant_id=merchant_id)


async def test_a_draft_is_diagnosed_by_the_engine() -> None:
    found = await ContentAgent(built_in_engine()).diagnose(draft(body="Come back for a special treat 🎁"))
    assert found.primary is not None


async def test_the_shops_own_templates_are_contrasted_when_there_are_enough(database: Database) -> None:
    await remember(database, _history("me", 8, 7))
    contrast = await _contrast(database)
    assert contrast is not None
    assert (contrast.scope, contrast.n_strong, contrast.n_weak) == ("own", 8, 7)
    patterns = {p.name: p for p in contrast.patterns}
    assert patterns["states_amount"].lift == 1
    assert patterns["shouting"].lift == -1
    assert contrast.summary.startswith("Of this shop's strong messages to people who bought")
    assert "8 of the 8 that carry an offer state the amount; of the weak ones 0 of 7." in contrast.summary


async def test_too_few_of_ones_own_are_joined_by_those_who_share(database: Database) -> None:
    await remember(database, _history("me", 3, 5), shares=False)
    for shop in "abc":
        await remember(database, _history(shop, 2, 2))
    await remember(database, _history("private", 9, 9), shares=False)
    contrast = await _contrast(database)
    assert contrast is not None
    assert (contrast.scope, contrast.n_strong, contrast.n_weak) == ("market", 9, 11)
    assert "the sharing shops' strong messages" in contrast.summary


@pytest.mark.parametrize("shops", ["ab", ""])
async def test_a_pool_of_few_shops_is_not_told_since_its_counts_could_be_traced(
    database: Database, shops: str
) -> None:
    await remember(database, _history("me", 3, 9))
    for shop in shops:
        await remember(database, _history(shop, 9, 9))
    assert await _contrast(database) is None


async def test_what_chance_could_have_made_is_measured_but_not_said(database: Database) -> None:
    rows = _history("me", 4, 0) + [sent("me", f"w{i}", f"{STATED} {i}", quality="weak") for i in range(4)]
    await remember(database, rows)
    contrast = await _contrast(database)
    assert contrast is not None
    assert contrast.patterns
    assert contrast.summary.endswith("no difference in the writing is large enough to rule out chance.")


async def test_a_contrast_is_worked_out_once_until_the_history_changes(database: Database) -> None:
    await remember(database, _history("me", 6, 6))
    agent = ContentAgent(built_in_engine(), database)
    first = await agent.contrast("new_buyers", merchant_id="me")
    assert await agent.contrast("new_buyers", merchant_id="me") is first
    await remember(database, [sent("me", "more", STATED, score=2.7)])
    again = await agent.contrast("new_buyers", merchant_id="me")
    assert again is not None
    assert again.n_strong == 7


async def test_without_a_history_there_is_no_contrast(database: Database) -> None:
    assert await _contrast(None) is None
    assert await _contrast(database) is None
    assert await _contrast(database, merchant_id=None) is None


async def test_whoever_is_new_to_a_segment_is_told_what_everybody_is(database: Database) -> None:
    for shop in "abc":
        await remember(database, _history(shop, 2, 2))
    agent = ContentAgent(built_in_engine(), database)
    everybody = await agent.contrast("new_buyers", merchant_id=None)
    assert everybody is not None
    assert await agent.contrast("new_buyers", merchant_id="stranger") is everybody
