"""Which drafts are answered."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from agents.evaluation.runs import RunSpec
from bot.cli.errors import UsageError
from bot.cli.evaluation import Evaluation
from bot.cli.samples import choose
from evals.past import remember
from handlers.errors import NoHistoryError, UnknownShopError
from store.database import Database
from store.demo.corpus import demo_campaigns
from tests.store.seed import NOW, add_campaign, add_merchant


def job(**said: Any) -> Evaluation:
    return Evaluation.model_validate({"spec": RunSpec(name="trial")} | said)


@pytest.fixture
async def history(tmp_path: Path) -> AsyncIterator[Database]:
    """Weak campaigns C-1 and C-2 to new buyers and C-3 to new followers, a strong C-4; a shop without any."""
    database = Database(f"sqlite:///{tmp_path / 'crmagent.db'}")
    await database.upgrade()
    async with database.session() as session:
        await add_merchant(session, "m1")
        await add_merchant(session, "m2")
        for name, audience, quarter, percentile in (
            ("C-1", "new_buyers", "weak", 0.2),
            ("C-2", "new_buyers", "weak", 0.1),
            ("C-3", "new_followers", "weak", 0.1),
            ("C-4", "new_buyers", "strong", 0.9),
        ):
            scores: dict[str, Any] = {"quarter": quarter, "percentile": percentile, "shrunk_score": 1.0}
            await add_campaign(session, "m1", name, offer=False, audience=audience, **scores)
    yield database
    await database.close()


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ({}, ["C-2", "C-1", "C-3"]),
        ({"everything": True}, ["C-2", "C-1", "C-4", "C-3"]),
        ({"segment": "new_followers"}, ["C-3"]),
        ({"limit": 2}, ["C-2", "C-3"]),  # from the segments in turn
        ({"limit": 3}, ["C-2", "C-3", "C-1"]),
        ({"merchant": "shop M1", "segment": "new_buyers", "limit": 1}, ["C-2"]),
    ],
)
async def test_campaigns_come_worst_first(history: Database, said: dict[str, Any], ids: list[str]) -> None:
    chosen = await choose(job(**said), history)
    assert [one.draft.id for one in chosen] == ids


async def test_a_campaign_is_answered_as_on_the_day_it_was_sent(history: Database) -> None:
    assert {one.today for one in await choose(job(), history)} == {NOW.date()}
    day = date(2027, 1, 1)
    assert {one.today for one in await choose(job(today=day), history)} == {day}


async def test_the_demo_is_known_by_its_campaigns(history: Database) -> None:
    rows = [row | {"quality": "weak"} for row in demo_campaigns()[:2]]
    rows[1] = rows[1] | {"body": "Something else."}
    await remember(history, rows)
    found = {one.draft.id: one.simulated for one in await choose(job(), history)}
    assert found == {rows[0]["id"]: True, rows[1]["id"]: False, "C-1": False, "C-2": False, "C-3": False}


@pytest.mark.parametrize("said", [{"merchant": "m2"}, {"segment": "repeat_buyers"}])
async def test_nothing_to_answer_is_told(history: Database, said: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="There is no such draft"):
        await choose(job(**said), history)


async def test_an_unknown_shop_is_told(history: Database) -> None:
    with pytest.raises(UnknownShopError):
        await choose(job(merchant="nobody"), history)


async def test_without_a_history_only_a_file_will_do(tmp_path: Path) -> None:
    with pytest.raises(NoHistoryError):
        await choose(job(), None)
    (tmp_path / "drafts.jsonl").write_text('{"body": "Come back!", "label": {"primary": "none"}}\n')
    (only,) = await choose(job(drafts=tmp_path / "drafts.jsonl", today=date(2026, 11, 20)), None)
    assert (only.draft.body, only.today) == ("Come back!", date(2026, 11, 20))
    assert only.label is not None
    assert only.label.primary == "none"


async def test_a_label_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    (tmp_path / "drafts.jsonl").write_text('{"body": "Come back!", "label": "bad"}\n')
    (only,) = await choose(job(drafts=tmp_path / "drafts.jsonl"), None)
    assert only.label is None
