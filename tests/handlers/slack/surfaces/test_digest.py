"""The week's digest in Slack: posted once, settled where it is pressed, shown to whoever asks."""

from datetime import timedelta

import pytest

from handlers.slack.digest import on_digest_due
from store.digests import get_digest, planned_digest
from store.rows import DigestPlanRow, DigestRow
from store.workspaces import save_workspace_settings
from tests.handlers.slack.office import NOW, SHOP, Json, Office, element, shown

ROOM, WEEK = "C_MARKETING", "2026-W47"


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.slack.pace._EVERY", 0.0)


async def wanted(office: Office, channel: str | None = ROOM) -> DigestPlanRow | None:
    """The digest is wanted on Fridays at ten, which it is."""
    async with office.database.session() as session:
        await save_workspace_settings(
            session, team_id="T_DEMO", now=NOW - timedelta(days=30), time_zone="Asia/Singapore",
            digest_channel=channel, digest_day=4, digest_hour=10, default_audience=None,
            default_channel=None, editors=[],
        )  # fmt: skip
        return await planned_digest(session, merchant_id=SHOP)


async def posted(office: Office, again: str = "") -> list[Json]:
    """The digest's messages, the one in the channel first, once the job is done."""
    plan = await wanted(office)
    assert plan
    await on_digest_due(plan, WEEK, inbox=office.served.slack.jobs, again=again)
    await office.jobs_done()
    return standing(office)


def standing(office: Office) -> list[Json]:
    """The digest as it stands: its message, and the answers in its thread."""
    (message,) = office.own(ROOM)
    return [message, *(m for m in office.slack.messages(ROOM, message["ts"]) if m["ts"] != message["ts"])]


async def kept(office: Office) -> DigestRow:
    async with office.database.session() as session:
        row = await get_digest(session, merchant_id=SHOP, week=WEEK)
    assert row
    return row


async def test_it_is_one_message_with_the_number_that_matters_and_an_answer_for_each_item(
    office: Office,
) -> None:
    message, *answers = await posted(office)
    words = shown(message)
    assert words.startswith("5 messages to fix, worth about ")
    assert "C-1040" in words
    assert "strong ones reach" in words
    assert len(answers) == 5
    assert all(element(answer, "use") for answer in answers)
    row = await kept(office)
    assert row.posted_at == NOW
    assert [item.ts for item in row.items] == [answer["ts"] for answer in answers]


async def test_its_pictures_say_in_words_what_they_show(office: Office) -> None:
    message, *_ = await posted(office)
    segment, weeks = (block for block in message["blocks"] if block["type"] == "image")
    assert "strong ones reach" in segment["alt_text"]
    assert "templates, 14 shops" in segment["alt_text"]
    assert weeks["alt_text"].startswith("Mean score of what you sent")
    files = office.slack.team("T_DEMO").files
    for picture in (segment, weeks):
        file = files[picture["slack_file"]["id"]]
        assert file.content
        assert file.content.startswith(b"\x89PNG")
    assert not [m for m in standing(office) if m.get("files")]  # shown by the message, posted nowhere
