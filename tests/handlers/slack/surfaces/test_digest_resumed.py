"""A digest whose process ends in the middle is finished by the next one: complete, and nothing twice."""

import asyncio
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from handlers.slack.digest import on_digest_due
from playground import Playground
from store.digests import get_digest, planned_digest
from store.rows import DigestRow
from store.workspaces.settings import change_workspace
from tests.handlers.slack.office import NOW, SHOP, Office, open_office

ROOM, WEEK = "C_MARKETING", "2026-W47"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.slack.pace._EVERY", 0.0)
    monkeypatch.setattr("bot.slack._PARK_AFTER", 0.0)
    monkeypatch.setattr("bot.app._now", lambda: NOW)


async def start(office: Office) -> None:
    """Have the digest of the shop taken down."""
    wants = {"digest_channel": ROOM, "time_zone": "Asia/Singapore", "updated_at": NOW - timedelta(days=9)}
    async with office.database.session() as session:
        await change_workspace(session, team_id="T_DEMO", values=wants)
        plan = await planned_digest(session, merchant_id=SHOP)
    assert plan
    await on_digest_due(plan, WEEK, inbox=office.served.slack.jobs)


@pytest.mark.parametrize("posts", [0, 1, 3, 6])
async def test_it_is_finished_after_a_restart(
    slack: Playground, tmp_path: Path, demo_history: Path, posts: int
) -> None:
    """Slack is slow: the process ends while the next post is under way."""
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    slack.faults.delay("chat.postMessage", seconds=0.3, times=3)
    async with open_office(slack, tmp_path / "var", demo_history) as office:
        await start(office)
        await slack.until(lambda: len(slack.calls("chat.postMessage")) >= posts, 30)
    async with open_office(slack, tmp_path / "var", nothing) as office:
        row = await finished(office)
    marks = Counter(message["metadata"]["event_payload"]["key"] for message in bot_messages(slack))
    parts = ["digest", *(f"item {number}" for number in range(1, 6))]
    assert marks == {f"digest:{SHOP}:{WEEK}:{part}": 1 for part in parts}
    assert row.posted_at == NOW
    assert all(item.ts for item in row.items)


async def finished(office: Office) -> DigestRow:
    """The digest, once it is whole: what was left is taken up when the next process has settled in."""
    async with asyncio.timeout(60):
        while True:
            async with office.database.session() as session:
                row = await get_digest(session, merchant_id=SHOP, week=WEEK)
            if row and row.posted_at:
                return row
            await asyncio.sleep(0.1)


def bot_messages(slack: Playground) -> list[dict[str, object]]:
    """Everything the bot has said in the channel, in threads as well."""
    room = slack.team("T_DEMO").channels[ROOM]
    return [message for message in room.messages.values() if message.get("bot_id")]
