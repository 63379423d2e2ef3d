"""The commands that need a history, on a small one."""

import asyncio
import json
from pathlib import Path

import pytest

from agents.types import Suggestion
from store.database import Database
from tests.bot.cli.conftest import Run
from tests.store.seed import add_campaign, add_merchant


@pytest.fixture
def history(run: Run, tmp_path: Path) -> Run:
    """Two shops that both have a campaign C-1; C-2 of the first is weak. Gives the command line."""

    async def fill() -> None:
        database = Database(f"sqlite:///{tmp_path / 'var' / 'crmagent.db'}")
        await database.upgrade()
        async with database.session() as session:
            await add_merchant(session, "m1")
            await add_merchant(session, "m2", shares=True)
            await add_campaign(
                session, "m1", "C-1", offer=False, shrunk_score=2.0, percentile=0.9, quarter="strong"
            )
            await add_campaign(
                session, "m1", "C-2", offer=False, shrunk_score=0.1, percentile=0.1, quarter="weak"
            )
            await add_campaign(session, "m2", "C-1", offer=False)
        await database.close()

    asyncio.run(fill())
    return run


def test_campaigns_are_listed_worst_first(history: Run) -> None:
    result = history("campaigns", "--merchant", "shop M1", "--json")
    assert [json.loads(line)["campaign_id"] for line in result.stdout.splitlines()] == ["C-2", "C-1"]


def test_weak_ones_alone_when_asked_for(history: Run) -> None:
    result = history("campaigns", "--weak")
    assert "C-2" in result.stdout
    assert "C-1" not in result.stdout


def test_an_unknown_merchant_is_told_who_is_known(history: Run) -> None:
    result = history("campaigns", "--merchant", "nobody")
    assert result.exit_code == 1
    assert "I know no merchant “nobody”. Known are m1 (Shop m1), m2 (Shop m2)." in result.output


def test_a_campaign_is_rewritten_as_its_own_merchant(history: Run) -> None:
    result = history("rewrite", "--campaign", "c-2", "--json", "--today", "2026-11-20")
    assert result.exit_code == 0, result.output
    assert Suggestion.model_validate_json(result.stdout).draft_id == "C-2"


def test_a_campaign_id_of_several_merchants_needs_its_merchant(history: Run) -> None:
    result = history("rewrite", "--campaign", "C-1")
    assert result.exit_code == 1
    assert "say whose, m1 or m2" in result.output
    assert history("rewrite", "--campaign", "C-1", "--merchant", "m2").exit_code == 0


def test_an_unknown_campaign_says_how_to_find_one(history: Run) -> None:
    result = history("rewrite", "--campaign", "C-9", "--merchant", "m1")
    assert "Shop m1 has no campaign “C-9”" in result.output


def test_consent_is_given_and_taken_back(history: Run) -> None:
    def shares() -> dict[str, bool]:
        rows = [json.loads(line) for line in history("merchants", "--json").stdout.splitlines()]
        return {row["id"]: row["shares"] for row in rows}

    assert shares() == {"m1": False, "m2": True}
    history("merchants", "--merchant", "m1", "--share")
    history("merchants", "--merchant", "m2", "--keep")
    assert shares() == {"m1": True, "m2": False}
    assert history("merchants", "--share").exit_code == 2


def test_a_conversation_speaks_for_a_shop_and_opens_its_campaigns(history: Run) -> None:
    result = history("chat", "--today", "2026-11-20", text="shop: shop m1\nweak\nC-2\nquit\n")
    assert result.exit_code == 0, result.output
    for part in ("Speaking for Shop m1", "C-2", "Title C-2 of m1", "See you."):
        assert part in result.output


def test_check_counts_what_is_there(history: Run) -> None:
    result = history("check", "--json")
    found = {part["part"]: part for part in json.loads(result.stdout)["parts"]}
    assert "2 merchants (1 share), 3 campaigns" in found["history"]["found"]


def test_a_file_that_cannot_be_taken_in_is_told_and_the_next_one_goes_on(
    history: Run, tmp_path: Path
) -> None:
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "campaigns.csv").write_text(
        "campaign_id,audience,channel,title,body\nC-7,new_buyers,push,Hello,Thanks for your first order\n"
    )
    result = history("ingest", "empty.csv", "nowhere.csv", "campaigns.csv", "--merchant", "m1")
    assert result.exit_code == 1
    assert "“empty.csv” is empty" in result.output
    assert "nowhere.csv" in result.output
    assert "campaigns.csv: 1 campaigns taken in, 0 rejected" in result.output
    again = history("ingest", "campaigns.csv", "--merchant", "m1", "--json")
    assert again.exit_code == 0
    assert json.loads(again.stdout)["unchanged"] is True
