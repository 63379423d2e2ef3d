"""`trial`: planned, sent, looked at with every import."""

import asyncio
import json
from pathlib import Path

import pytest

from store import models
from store.database import Database
from store.upsert import upsert
from tests.bot.cli.conftest import Run
from tests.store.seed import NOW, add_campaign, add_merchant


@pytest.fixture
def history(run: Run, tmp_path: Path) -> Run:
    """A shop m1 whose campaign C-1 8 % of readers click, and a shop m2; the command line."""

    async def fill() -> None:
        database = Database(f"sqlite:///{tmp_path / 'var' / 'crmagent.db'}")
        await database.upgrade()
        async with database.session() as session:
            await add_merchant(session, "m1")
            await add_merchant(session, "m2")
            await add_campaign(session, "m1", "C-1", offer=False)
            row = {"merchant_id": "m1", "campaign_id": "C-1", "variant": "", "computed_at": NOW}
            await upsert(session, models.VariantOutcome, [row | {"delivered": 16_000, "clicked": 1_280}])
        await database.close()

    asyncio.run(fill())
    return run


def _plan(run: Run, *more: str) -> str:
    result = run("trial", "plan", "--campaign", "C-1", "--merchant", "m1", *more)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_plan_says_how_many_messages_and_what_to_call_them(history: Run) -> None:
    said = _plan(history, "--lift", "25%", "--weekly", "6000", "--dry-run")
    assert "messages of each version, about" in said
    assert "under campaign id C-1, with A (the original) and B as the variant" in said
    assert history("trial", "list", "--merchant", "m1").stdout == ""


def test_a_kept_plan_is_listed_and_shown_to_its_own_shop_alone(history: Run) -> None:
    kept = json.loads(_plan(history, "--lift", "25%", "--weekly", "6000", "--json"))
    (listed,) = history("trial", "list", "--json").stdout.splitlines()
    assert json.loads(listed)["id"] == kept["id"]
    assert kept["id"] in history("trial", "show", kept["id"].lower(), "--merchant", "m1").stdout
    other = history("trial", "show", kept["id"], "--merchant", "m2")
    assert other.exit_code == 1
    assert f"There is no trial “{kept['id']}”" in other.output


def test_an_import_of_its_messages_is_looked_at_and_told(history: Run, tmp_path: Path) -> None:
    _plan(history, "--lift", "50%", "--weekly", "6000")
    sends = ["message_id,campaign_id,delivered_at,variant"]
    events = ["message_id,event,time"]
    for number in range(1_600):
        variant = "AB"[number % 2]
        sends.append(f"x{number},C-1,2026-11-01T10:00:00Z,{variant}")
        if number % (20 if variant == "A" else 7) == (0 if variant == "A" else 1):
            events.append(f"x{number},click_store,2026-11-01T12:00:00Z")
    for name, lines in (("sends.csv", sends), ("events.csv", events)):
        (tmp_path / name).write_text("\n".join(lines) + "\n")
    result = history("ingest", "sends.csv", "events.csv", "--merchant", "m1")
    assert result.exit_code == 0, result.output
    assert "The rewrite is better" in result.output
    assert "The rewrite is better" in history("trial", "list").stdout


def test_a_platforms_own_names_are_told(history: Run) -> None:
    kept = json.loads(_plan(history, "--lift", "50%", "--weekly", "6000", "--json"))
    named = history("trial", "name", kept["id"], "A=v1", "B=v2", "--merchant", "m1")
    assert "with v1 (the original) and v2 as the variant" in named.stdout
    wrong = history("trial", "name", kept["id"], "Z=v1", "--merchant", "m1")
    assert wrong.exit_code == 1


def test_what_cannot_be_planned_is_said(history: Run) -> None:
    unknown = history("trial", "plan", "--campaign", "C-1", "--merchant", "m1", "--lift", "1500%")
    assert unknown.exit_code == 2
    nobody = history("trial", "plan", "--campaign", "C-9", "--merchant", "m1")
    assert nobody.exit_code == 1
    assert "has no campaign “C-9”" in nobody.output
