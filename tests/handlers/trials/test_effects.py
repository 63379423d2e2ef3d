"""What adopted rewrites brought together: what was tested apart from what was only used."""

from datetime import timedelta
from typing import Any

import pytest

from handlers.trials.effects import adopted_effects, effect_line
from store import models
from store.answers import decide, save_answer
from store.database import Database
from store.suggestions import save_suggestion
from store.upsert import upsert
from store.workspaces import connect_workspace, note_workspace
from tests.handlers.trials.tried import ANSWER, DRAFT, NOW, REWRITE, add_logs, add_past, planned
from tests.store.seed import add_campaign, add_engagement


async def _scored(database: Database, merchant_id: str, variant: str, mean: float, n: int = 4_000) -> None:
    counts: dict[str, Any] = {"delivered": n, "clicked": n // 10}
    scores = {"score_sum": mean * n, "score_squares": (2 + mean**2) * n}
    await add_logs(database, merchant_id, "C-7", variant, **counts, **scores)


async def _adopted(database: Database) -> None:
    """The answer was used in the workspace T-1, and its words sent as C-8 since."""
    measured = {"mean_score": 0.8, "score_low": 0.76, "score_high": 0.84, "delivered": 4_000}
    async with database.session() as session:
        await note_workspace(session, team_id="T-1", name="Team", now=NOW)
        await connect_workspace(session, team_id="T-1", merchant_id="m1", now=NOW)
        draft, answer = DRAFT.model_dump(mode="json"), ANSWER.model_dump(mode="json")
        await save_suggestion(session, merchant_id="m1", draft=draft, suggestion=answer, now=NOW)
        place = {"team_id": "T-1", "channel": "C1", "ts": "1.5"}
        about = {"suggestion_id": "s1", "merchant_id": "m1", "asked_by": "U1"}
        await save_answer(session, **place, **about, thread="1.0", now=NOW)
        await decide(session, **place, key="k", decision="used", by="U1", now=NOW, version=1)
        await add_campaign(session, "m1", "C-8", offer=False)
        row = {
            "merchant_id": "m1",
            "id": "C-8",
            "channel": "push",
            "title": REWRITE.title,
            "body": REWRITE.body,
        }
        await upsert(session, models.Template, [row | {"language": None}])
        later = {"merchant_id": "m1", "id": "C-8", "sent_at": NOW + timedelta(days=1), "template_id": "C-8"}
        later |= {"audience": "new_buyers", "channel": "push", "group_key": "C-8"}
        await upsert(session, models.Campaign, [later])
        await add_engagement(session, "m1", "C-7", audience="new_buyers", **measured)
        after = measured | {"mean_score": 0.96, "score_low": 0.92, "score_high": 1.0}
        await add_engagement(session, "m1", "C-8", audience="new_buyers", **after)


async def test_what_was_tested_is_told_as_drawn_by_lot(database: Database) -> None:
    await add_past(database, "m1")
    await planned(database)
    for variant, mean in (("A", 0.8), ("B", 0.96)):
        await _scored(database, "m1", variant, mean)
    (effect,) = await adopted_effects(database, "m1", team=None)
    assert effect.lift == pytest.approx(0.2)
    assert effect_line(effect).startswith("Adopted rewrites: +20 % score [1")
    assert "n = 4,000 (1 rewrite; in tests in which readers were drawn by lot)" in effect_line(effect)


async def test_what_was_only_used_is_told_as_before_and_after(database: Database) -> None:
    await add_past(database, "m1")
    await _adopted(database)
    (effect,) = await adopted_effects(database, "m1", team="T-1")
    assert effect.design == "before_after"
    assert effect.lift == pytest.approx(0.2)
    assert "before and after: what else changed since is in it too" in effect_line(effect)
    assert await adopted_effects(database, "m1", team="T-2") == ()


async def test_what_was_tested_is_not_compared_with_its_past_as_well(database: Database) -> None:
    await add_past(database, "m1")
    await _adopted(database)
    await planned(database)
    for variant, mean in (("A", 0.8), ("B", 0.8)):
        await _scored(database, "m1", variant, mean)
    (effect,) = await adopted_effects(database, "m1", team="T-1")
    assert effect.design == "randomised"
    assert effect.lift == pytest.approx(0.0)


async def test_another_shops_tests_are_none_of_ones_own(database: Database) -> None:
    await add_past(database, "m1", "m2")
    await planned(database)
    for variant, mean in (("A", 0.8), ("B", 0.96)):
        await _scored(database, "m1", variant, mean)
    assert await adopted_effects(database, "m2", team=None) == ()
