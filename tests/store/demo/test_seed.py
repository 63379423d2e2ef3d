"""The demo history: whole, exact, the same every time."""

# ruff: noqa: S608 (every path is the test's own)

import hashlib
import json
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path

import duckdb
import pytest
from sqlmodel import and_, col, select

from store.database import Database
from store.demo.corpus import DEMO_DAY, demo_campaigns
from store.demo.history import write_logs
from store.demo.seed import seed
from store.merchants import list_merchants, set_consent
from store.models import Campaign, Engagement

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
async def empty(tmp_path: Path, upgraded_file: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{shutil.copy(upgraded_file, tmp_path / 'store.db')}")
    yield database
    await database.close()


async def _engagement(database: Database) -> dict[str, Engagement]:
    on = and_(
        col(Campaign.merchant_id) == Engagement.merchant_id, col(Campaign.group_key) == Engagement.group_key
    )
    async with database.session() as session:
        rows = await session.exec(select(Campaign.id, Engagement).join(Engagement, on))
        return dict(rows.all())


async def test_the_logs_add_up_to_the_corpus_to_the_last_click(empty: Database, tmp_path: Path) -> None:
    """Through the real door, dirt dropped; a second time nothing changes, and taken back is taken back."""
    report = await seed(empty, tmp_path / "data", now=NOW)
    assert (report.merchants, report.campaigns, report.unchanged) == (14, 420, False)
    scored = await _engagement(empty)
    rows = map(json.loads, resources.files("store.demo").joinpath("corpus.jsonl").read_text().splitlines())
    for number, row in enumerate(rows, start=1):
        found = scored[f"C-{1000 + number}"]
        assert {name: getattr(found, name) for name in row["engagement"]} == row["engagement"]
    async with empty.session() as session:
        merchants = await list_merchants(session)
        await set_consent(session, merchant_id="m03", shares_into_market=False)
    assert len(merchants) == 14
    assert all(merchant.shares_into_market for merchant in merchants)
    again = await seed(empty, tmp_path / "data", now=NOW + timedelta(days=1))
    assert again.unchanged
    after = await _engagement(empty)
    assert {key: row.model_dump() for key, row in after.items()} == {
        key: row.model_dump() for key, row in scored.items()
    }
    async with empty.session() as session:
        assert [m.id for m in await list_merchants(session) if not m.shares_into_market] == ["m03"]


def test_the_logs_are_the_same_every_time_and_dirty(tmp_path: Path) -> None:
    """Were they clean, the demo would not show what the importer drops."""
    hashes = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        sends, events = folder / "sends.parquet", folder / "events.parquet"
        write_logs(sends, events, folder)
        hashes.append([hashlib.sha256(path.read_bytes()).hexdigest() for path in (sends, events)])
    assert hashes[0] == hashes[1]
    dirt = duckdb.execute(
        f"SELECT (SELECT count(*) - count(DISTINCT message_id) FROM '{sends}'), "
        "count(*) FILTER (time > d + INTERVAL 7 DAY), count(*) FILTER (time < d), "
        "count(*) FILTER (machine_open), count(*) FILTER (is_suspected_bot_click) "
        f"FROM '{events}' JOIN (SELECT message_id, min(delivered_at) AS d FROM '{sends}' GROUP BY 1) "
        "USING (message_id)"
    ).fetchone()
    assert dirt is not None
    assert min(dirt) > 1_000


def test_every_demo_campaign_was_sent_before_its_voucher_ended_and_is_over() -> None:
    for row in demo_campaigns():
        sent_at = datetime.fromisoformat(row["sent_at"])
        assert sent_at.date() + timedelta(days=10) <= DEMO_DAY
        expires_at = (row["voucher"] or {}).get("expires_at")
        assert expires_at is None or sent_at.date().isoformat() <= expires_at
