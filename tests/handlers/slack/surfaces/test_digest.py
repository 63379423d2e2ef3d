"""The week's digest in Slack: posted once, settled where it is pressed, shown to whoever asks."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from handlers.slack.digest import on_digest_due
from playground import Playground
from store.digests import get_digest, planned_digest
from store.rows import DigestPlanRow, DigestRow
from store.workspaces import connect_workspace, note_workspace, save_workspace_settings
from store.workspaces.settings import change_workspace
from tests.handlers.slack.office import NOW, SHOP, Json, Office, element, open_office, shown

ROOM, WEEK = "C_MARKETING", "2026-W47"


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.slack.pace._EVERY", 0.0)


@pytest.fixture
async def over_socket(
    slack: Playground, tmp_path: Path, demo_history: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Office]:
    """The office over one transport, for what has nothing to do with the way to Slack."""
    monkeypatch.setattr("bot.app._now", lambda: NOW)
    async with open_office(slack, tmp_path / "var", demo_history) as office:
        yield office


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


async def test_its_pictures_say_in_words_what_they_show(over_socket: Office) -> None:
    message, *_ = await posted(over_socket)
    segment, weeks = (block for block in message["blocks"] if block["type"] == "image")
    assert "strong ones reach" in segment["alt_text"]
    assert "templates, 14 shops" in segment["alt_text"]
    assert weeks["alt_text"].startswith("Mean score of what you sent")
    files = over_socket.slack.team("T_DEMO").files
    for picture in (segment, weeks):
        file = files[picture["slack_file"]["id"]]
        assert file.content
        assert file.content.startswith(b"\x89PNG")
    assert not [m for m in standing(over_socket) if m.get("files")]  # shown by the message, posted nowhere


async def test_applied_in_the_channel_it_is_settled_in_the_thread_and_both_say_who(office: Office) -> None:
    message, *_ = await posted(office)
    await office.ana.clicks(message, "digest_apply", "2")
    await office.jobs_done()
    message, *answers = standing(office)
    assert [element(answer, "use") is None for answer in answers] == [False, True, False, False, False]
    assert "Used by" in shown(answers[1])
    assert shown(message).count("Used by") == 1
    assert values(message, "digest_apply") == ["1", "3", "4", "5"]
    assert ticked_boxes(message) == ["1", "3", "4", "5"]
    kinds = {(s.kind, s.ts) for s in await office.signals()}
    assert kinds == {("adoption", answers[1]["ts"]), ("choice", answers[1]["ts"])}


async def test_settled_in_the_thread_the_message_says_so_too(office: Office) -> None:
    _, *answers = await posted(office)
    ben = office.slack.person("U_BEN")
    await ben.clicks(answers[0], "use")
    await office.ana.clicks(answers[2], "unhelpful")
    await office.slack.until(lambda: office.slack.view("U_ANA"), 15)
    await office.jobs_done()
    message, *_ = standing(office)
    assert values(message, "digest_apply") == ["2", "4", "5"]
    assert "Used by" in shown(message)
    assert "Turned down by" in shown(message)


async def test_it_is_settled_once_wherever_it_is_pressed(over_socket: Office) -> None:
    message, *answers = await posted(over_socket)
    ben = over_socket.slack.person("U_BEN")
    await asyncio.gather(
        ben.clicks(answers[0], "unhelpful"), over_socket.ana.clicks(message, "digest_apply", "1")
    )
    await over_socket.jobs_done()
    late = [*over_socket.slack.ephemerals("U_ANA"), *over_socket.slack.ephemerals("U_BEN")]
    assert ["settled already" in hint["text"] for hint in late] == [True]
    kinds = {s.kind for s in await over_socket.signals()}
    assert kinds in ({"adoption", "choice"}, {"dismissal"})


async def test_what_is_ticked_is_applied_at_one_stroke(office: Office) -> None:
    message, *_ = await posted(office)
    await office.ana.selects(message, "digest_pick", ["1", "3"])
    await office.ana.clicks(office.own(ROOM)[0], "digest_apply_picked")
    await office.jobs_done()
    message, *answers = standing(office)
    assert [element(answer, "use") is None for answer in answers] == [True, False, True, False, False]
    assert shown(message).count("Used by") == 2
    assert ticked_boxes(message) == ["2", "4", "5"]
    assert len([s for s in await office.signals() if s.kind == "adoption"]) == 2


async def test_nothing_ticked_is_said_and_changes_nothing(over_socket: Office) -> None:
    message, *_ = await posted(over_socket)
    await over_socket.ana.clicks(message, "digest_apply_picked")
    await over_socket.jobs_done()
    assert "Tick the boxes" in over_socket.slack.ephemerals("U_ANA")[0]["text"]
    assert await over_socket.signals() == []


async def test_it_can_be_edited_from_the_message(over_socket: Office) -> None:
    message, *_ = await posted(over_socket)
    await over_socket.ana.clicks(message, "digest_edit", "1")
    await over_socket.slack.until(lambda: over_socket.slack.view("U_ANA"), 15)
    await over_socket.ana.submits(
        over_socket.slack.view("U_ANA") or {}, {"body": "Come back for S$4 off, lah."}
    )
    await over_socket.jobs_done()
    message, first, *_ = standing(over_socket)
    assert "Come back for S$4 off, lah." in shown(first)
    assert "Used with changes by" in shown(message)


async def test_dismissed_with_a_reason(office: Office) -> None:
    message, *_ = await posted(office)
    await office.ana.clicks(message, "digest_dismiss", "4")
    await office.slack.until(lambda: office.slack.view("U_ANA"), 15)
    await office.ana.submits(office.slack.view("U_ANA") or {}, {"reason": "not_sent", "words": ""})
    await office.jobs_done()
    message, *_ = standing(office)
    assert values(message, "digest_dismiss") == ["1", "2", "3", "5"]
    assert {(s.kind, s.value) for s in await office.signals()} == {
        ("dismissal", "unhelpful"),
        ("reason", "not_sent"),
    }


async def test_other_variants_open_in_the_thread(over_socket: Office) -> None:
    message, *_ = await posted(over_socket)
    await over_socket.ana.clicks(message, "digest_variants", "1")
    await over_socket.jobs_done()
    _, first, *_ = standing(over_socket)
    assert "Version 2" in shown(first)
    assert "no. 1 stand in the thread" in over_socket.slack.ephemerals("U_ANA")[0]["text"]


async def test_other_people_in_the_thread_change_the_fix_in_the_message(over_socket: Office) -> None:
    before, *answers = await posted(over_socket)
    await over_socket.ana.selects(answers[0], "audience", "abandoned_cart_buyers")
    await over_socket.jobs_done()
    after, *_ = standing(over_socket)
    assert shown(after) != shown(before)
    assert values(after, "digest_apply") == ["1", "2", "3", "4", "5"]


async def test_the_thread_goes_on_as_a_conversation(over_socket: Office) -> None:
    message, *_ = await posted(over_socket)
    await over_socket.ana.says(ROOM, "C-1057", message["ts"])
    await over_socket.slack.until(lambda: len(standing(over_socket)) == 8, 15)
    assert "C-1057" in shown(standing(over_socket)[-1])


async def test_a_second_start_in_the_same_week_posts_nothing(over_socket: Office) -> None:
    before = await posted(over_socket)
    assert await posted(over_socket) == before
    assert await posted(over_socket, again="by hand") == before


async def test_a_try_that_came_to_nothing_is_finished_by_another(over_socket: Office) -> None:
    """The message stands and the process that posted it is gone for good: what is missing is added."""
    over_socket.slack.faults.fail("chat.postMessage", error="is_archived", times=99)
    plan = await wanted(over_socket)
    assert plan
    await on_digest_due(plan, WEEK, inbox=over_socket.served.slack.jobs)
    await over_socket.jobs_done()
    assert (await kept(over_socket)).posted_at is None
    over_socket.slack.faults.clear()
    message, *answers = await posted(over_socket, again="1")
    assert len(answers) == 5
    assert (await kept(over_socket)).ts == message["ts"]


async def test_slack_failing_in_the_middle_costs_nothing_and_doubles_nothing(over_socket: Office) -> None:
    over_socket.slack.faults.fail("chat.postMessage", status=500, after=True, times=1)
    over_socket.slack.faults.fail("chat.postMessage", error="ratelimited", status=429, retry_after=0, times=1)
    _, *answers = await posted(over_socket)
    assert len(answers) == 5
    assert (await kept(over_socket)).posted_at == NOW


async def test_a_picture_that_slack_does_not_take_is_left_out(over_socket: Office) -> None:
    over_socket.slack.faults.fail("files.getUploadURLExternal", error="not_allowed", times=1)
    message, *_ = await posted(over_socket)
    assert [block["type"] for block in message["blocks"]].count("image") == 1


async def test_pictures_that_can_not_be_shown_yet_do_not_keep_the_words(over_socket: Office) -> None:
    over_socket.slack.faults.fail("chat.postMessage", error="invalid_blocks", times=1)
    message, *answers = await posted(over_socket)
    assert "image" not in [block["type"] for block in message["blocks"]]
    assert len(answers) == 5


async def test_what_was_told_and_what_was_settled_is_not_told_again(over_socket: Office) -> None:
    first, *_ = await posted(over_socket)
    told = {item.campaign_id for item in (await kept(over_socket)).items}
    plan = await wanted(over_socket)
    assert plan
    await on_digest_due(plan, "2026-W48", inbox=over_socket.served.slack.jobs)
    await over_socket.jobs_done()
    second = over_socket.own(ROOM)[-1]
    assert second["ts"] != first["ts"]
    async with over_socket.database.session() as session:
        row = await get_digest(session, merchant_id=SHOP, week="2026-W48")
    assert row
    assert not told & {item.campaign_id for item in row.items}
    assert "5 more were in a digest of the last four weeks" in shown(second)


async def test_nothing_worth_fixing_is_said_plainly(over_socket: Office) -> None:
    plan = await wanted(over_socket)
    assert plan
    for week in ("2026-W44", "2026-W45", "2026-W46", WEEK):
        await on_digest_due(plan, week, inbox=over_socket.served.slack.jobs)
        await over_socket.jobs_done()
    assert "Nothing worth fixing this week" in shown(over_socket.own(ROOM)[-1])


async def test_a_workspace_that_became_anothers_gets_nothing(over_socket: Office) -> None:
    plan = await wanted(over_socket)
    assert plan
    async with over_socket.database.session() as session:
        await connect_workspace(session, team_id="T_DEMO", merchant_id="m03", now=NOW)
    await on_digest_due(plan, WEEK, inbox=over_socket.served.slack.jobs)
    await over_socket.jobs_done()
    assert over_socket.own(ROOM) == []


async def test_anybody_may_see_it_now_and_that_changes_nothing(over_socket: Office) -> None:
    reply = await over_socket.ana.commands("/crm", "digest", channel=ROOM)
    assert reply
    await over_socket.slack.until(over_socket.own, 15)
    await over_socket.jobs_done()
    (preview,) = over_socket.own()
    words = shown(preview)
    assert "only you see it" in words
    assert "5 messages to fix" in words
    assert values(preview, "digest_apply") == []
    assert len(values(preview, "fix")) == 5
    assert "image" in [block["type"] for block in preview["blocks"]]
    async with over_socket.database.session() as session:
        assert await get_digest(session, merchant_id=SHOP, week=WEEK) is None
    await over_socket.ana.clicks(preview, "fix", values(preview, "fix")[0])
    await over_socket.slack.until(lambda: len(over_socket.own()) == 2, 15)


async def test_home_says_when_the_next_one_comes(over_socket: Office) -> None:
    await wanted(over_socket)
    home = await over_socket.home()
    assert "Weekly digest in " in shown(home)
    assert "Fridays at 10:00 (Asia/Singapore)" in shown(home)
    assert timestamps(home)[-1:] == [int((NOW + timedelta(days=7)).timestamp())]
    await over_socket.ana.clicks(home, "home_digest")
    await over_socket.slack.until(over_socket.own, 15)


async def test_home_of_a_second_workspace_says_where_the_digest_goes(over_socket: Office) -> None:
    async with over_socket.database.session() as session:
        await note_workspace(session, team_id="T_OTHER", name="Kopi HQ", now=NOW - timedelta(days=90))
        await connect_workspace(session, team_id="T_OTHER", merchant_id=SHOP, now=NOW)
        await change_workspace(session, team_id="T_OTHER", values={"digest_channel": "C_HQ"})
    home = await over_socket.home()
    assert "goes to the workspace “Kopi HQ”, which chose a channel first" in shown(home)


def values(message: Json, action: str) -> list[str]:
    """The values of all buttons of this action."""
    elements = (
        e for block in message["blocks"] for e in (*block.get("elements", ()), block.get("accessory") or {})
    )
    return [e["value"] for e in elements if e.get("action_id") == action]


def ticked_boxes(message: Json) -> list[str]:
    """The items that have a box to tick."""
    boxes = element(message, "digest_pick") or {"options": []}
    return [option["value"] for option in boxes["options"]]


def timestamps(node: object) -> list[int]:
    """All points in time that a view shows."""
    if isinstance(node, list):
        return [found for part in node for found in timestamps(part)]
    if isinstance(node, dict):
        own = [node["timestamp"]] if "timestamp" in node else []
        return own + [found for part in node.values() for found in timestamps(part)]
    return []
