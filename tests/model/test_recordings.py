"""A run with a model is kept on file and can be had again, word for word, without the model."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from agents.types import Draft, Suggestion
from bot.app import open_brain
from evals.model_server.faults import failing
from evals.model_server.good import good
from evals.model_server.replies import Behaviour
from evals.model_server.spoiling import SPOILS
from evals.model_server.worst import mixture, telling
from tests.house import ROOT
from tests.model.rig import KEY, TODAY, draft, open_rig, settings_for

NOWHERE = "http://127.0.0.1:9/v1"
ODD = (
    "Your Kopi-O Drip Bags\u2028are here, {{first_name}}\x85\r\nS$5 off orders of S$35 or more until 30 Nov."
)
UNSURE = {"rewrite": ["percent", "parrot"], "compare": ["always_a"], "diagnose": ["not_there"]}
TEXT_ALONE = sorted(SPOILS.keys() - {"server_fault", "rate_limited", "not_json", "no_choice"})


def known_drafts(count: int) -> list[Draft]:
    lines = (ROOT / "evals" / "data" / "heldout_drafts.jsonl").read_text(encoding="utf-8").splitlines()
    return [Draft.model_validate(json.loads(line)) for line in lines[:count]]


def timeless(answers: list[Suggestion]) -> list[dict[str, Any]]:
    return [answer.model_dump(mode="json", exclude={"elapsed_ms"}) for answer in answers]


async def recorded(folder: Path, drafts: list[Draft], behaviour: Behaviour) -> list[dict[str, Any]]:
    async with open_rig(behaviour, record=folder) as (brain, _):
        return timeless([await brain.pipeline.improve(each, today=TODAY) for each in drafts])


async def replayed(folder: Path, drafts: list[Draft]) -> list[dict[str, Any]]:
    async with open_brain(settings_for(NOWHERE, replay=folder), with_store=False) as brain:
        return timeless(
            list(await asyncio.gather(*(brain.pipeline.improve(each, today=TODAY) for each in drafts)))
        )


@pytest.mark.parametrize(
    "behaviour",
    [good, mixture(UNSURE), telling((None, ODD)), mixture({}, spoils=TEXT_ALONE), failing(401)],
    ids=["good", "unsure", "odd", "spoilt", "rejected"],
)
async def test_a_recorded_run_is_replayed_word_for_word(tmp_path: Path, behaviour: Behaviour) -> None:
    drafts = [draft(), *known_drafts(6)]
    first = await recorded(tmp_path, drafts, behaviour)
    assert await replayed(tmp_path, drafts) == first


async def test_recordings_can_be_read_and_hold_no_key(tmp_path: Path) -> None:
    await recorded(tmp_path, [draft()], good)
    files = sorted(tmp_path.iterdir())  # noqa: ASYNC240 - a test may wait for a disk
    assert {file.name.partition("-")[0] for file in files} == {
        "compare",
        "diagnose",
        "explain",
        "rewrite",
        "score",
    }
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert KEY not in text
        assert "Bearer" not in text
        found = json.loads(text)
        assert found["asked"]["instructions"][0].startswith("You work for CRMAgent")
        assert "".join(found["answer"]["text"]).startswith("{")
    (rewrite,) = (file for file in files if file.name.startswith("rewrite-"))
    assert "your cart misses you! Come back for a special treat 🎁" in rewrite.read_text(encoding="utf-8")


async def test_a_draft_that_was_not_recorded_is_answered_by_the_rules_and_that_is_said(
    tmp_path: Path,
) -> None:
    await recorded(tmp_path, [draft()], good)
    (answer,) = await replayed(tmp_path, [draft(body="Something new is here. Buy now, {{first_name}}.")])
    assert answer["engine"] == "rules"
    assert any(sentence.startswith("There is no recording") for sentence in answer["assumptions"])
