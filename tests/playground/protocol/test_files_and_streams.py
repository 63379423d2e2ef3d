"""Files go up in three steps and come down with a token; streamed answers grow, and end."""

from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.models.messages.chunk import BlocksChunk, MarkdownTextChunk, PlanUpdateChunk, TaskUpdateChunk
from slack_sdk.web.async_client import AsyncWebClient

from playground import Playground
from tests.playground.protocol.rig import CHANNEL, FOREIGN, Connect, Json, refusal, section

TASK = {"type": "task_update", "id": "1", "title": "Read", "status": "complete"}
ROWS = b"id,title\n1,Sale\n"


async def fetched(url: str, token: str | None = None) -> tuple[int, str, bytes]:
    """Status, content type and body of a download, redirects followed."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
        return answer.status, answer.content_type, await answer.read()


async def test_an_uploaded_file_reaches_the_app_which_fetches_it_with_its_token(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    seen: list[Json] = []

    @app.event({"type": "message", "subtype": "file_share"})
    @app.event("file_shared")
    async def keep(event: Json) -> None:
        seen.append(event)

    await connect(app)
    ana = slack.person("U_ANA")
    ts = await ana.uploads(await ana.opens_dm(), "sends.csv", ROWS, "my sends")
    await slack.until(lambda: len(seen) == 2)
    event = next(event for event in seen if event["type"] == "message")
    file = event["files"][0]
    assert (event["ts"], event["text"], event["channel_type"]) == (ts, "my sends", "im")
    assert (file["name"], file["size"], file["mimetype"]) == ("sends.csv", len(ROWS), "text/csv")
    assert await fetched(file["url_private_download"], slack.bot_token) == (200, "text/csv", ROWS)


async def test_without_the_right_token_a_download_ends_on_a_sign_in_page(slack: Playground) -> None:
    ana = slack.person("U_ANA")
    ts = await ana.uploads(await ana.opens_dm(), "sends.csv", ROWS)
    url = slack.world.message("D_ANA", ts)["files"][0]["url_private"]
    stranger = slack.team("T_OTHER").installation.token
    for token in (None, "xoxb-made-up", stranger):
        status, kind, body = await fetched(url, token)
        assert (status, kind) == (200, "text/html")
        assert ROWS not in body


async def test_the_app_sees_only_files_of_conversations_it_is_in(
    slack: Playground, client: AsyncWebClient
) -> None:
    ana = slack.person("U_ANA")
    slack.team("T_DEMO").channels[FOREIGN].kind = "private"
    ts = await ana.uploads(FOREIGN, "secret.csv", ROWS)
    file = slack.world.message(FOREIGN, ts)["files"][0]
    assert (await fetched(file["url_private"], slack.bot_token))[0] == 404
    assert (await refusal(client.files_info(file=file["id"])))["error"] == "file_not_found"


async def test_the_sdk_uploads_a_file_into_a_thread(slack: Playground, client: AsyncWebClient) -> None:
    ts = await slack.person("U_ANA").says(CHANNEL, "root")
    answer = await client.files_upload_v2(
        channel=CHANNEL,
        thread_ts=ts,
        content=ROWS,
        filename="rejected.csv",
        initial_comment="One is left",
    )
    message = slack.messages(CHANNEL, ts)[-1]
    assert (message["text"], message["files"][0]["id"]) == ("One is left", answer["files"][0]["id"])
    info = await client.files_info(file=answer["files"][0]["id"])
    assert info["file"]["channels"] == [CHANNEL]
    assert (await fetched(info["file"]["url_private"], slack.bot_token))[2] == ROWS


@pytest.mark.parametrize(("name", "taken"), [("chart.png", True), ("rows.csv", False)])
async def test_a_block_shows_a_picture_that_has_arrived_and_nothing_else(
    slack: Playground, client: AsyncWebClient, name: str, taken: bool
) -> None:
    place = await client.files_getUploadURLExternal(filename=name, length=5)
    file = place["file_id"]
    blocks = [{"type": "image", "slack_file": {"id": file}, "alt_text": "Scores"}]
    early = await refusal(client.chat_postMessage(channel=CHANNEL, text="x", blocks=blocks))
    assert early["error"] == "invalid_blocks"
    assert "/blocks/0/slack_file" in early["errors"][0]
    async with aiohttp.ClientSession() as session, session.post(place["upload_url"], data=b"12345"):
        pass
    await client.files_completeUploadExternal(files=[{"id": file}])
    if taken:
        await client.chat_postMessage(channel=CHANNEL, text="x", blocks=blocks)
    else:
        late = await refusal(client.chat_postMessage(channel=CHANNEL, text="x", blocks=blocks))
        assert late["error"] == "invalid_blocks"
    assert not [m for m in slack.messages(CHANNEL) if m.get("files")]


async def test_an_upload_is_as_long_as_announced_and_arrives_before_it_is_shared(
    client: AsyncWebClient,
) -> None:
    place = await client.files_getUploadURLExternal(filename="x.csv", length=5)
    early = await refusal(client.files_completeUploadExternal(files=[{"id": place["file_id"]}]))
    async with aiohttp.ClientSession() as session:
        async with session.post(place["upload_url"], data=b"123456") as answer:
            assert answer.status == 400
        form = aiohttp.FormData()
        form.add_field("file", b"12345", filename="x.csv")
        async with session.post(place["upload_url"], data=form) as answer:
            assert (answer.status, await answer.text()) == (200, "OK - 5")
    await client.files_completeUploadExternal(files=[{"id": place["file_id"], "title": "Five"}])
    assert early["error"] == "file_not_found"
    assert (await client.files_info(file=place["file_id"]))["file"]["title"] == "Five"


async def test_an_answer_grows_chunk_by_chunk_and_ends_with_blocks(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    @app.event("app_mention")
    async def answer(say_stream: Any) -> None:
        stream = await say_stream(buffer_size=1)
        await stream.append(markdown_text="**Rewrite**")
        await stream.append(markdown_text=" follows")
        await stream.append(
            chunks=[TaskUpdateChunk(id="1", title="Read it", status="in_progress", details="a")]
        )
        await stream.append(chunks=[TaskUpdateChunk(id="1", title="Read it", status="complete", details="b")])
        await stream.stop(blocks=[section("done")], session_status="active")

    @app.event("message")
    async def ignore() -> None:
        """Mentions are messages too."""

    await connect(app)
    watch = slack.world.changes("U_ANA")
    ts = await slack.person("U_ANA").says(CHANNEL, "@Echo go")
    await slack.until(lambda: slack.messages(CHANNEL, ts)[-1].get("streaming_state") == "completed")
    message = slack.messages(CHANNEL, ts)[-1]
    assert message["text"] == "**Rewrite** follows"
    markdown, task, done = message["blocks"]
    assert (markdown["type"], markdown["text"]) == ("markdown", "**Rewrite** follows")
    assert (task["type"], task["status"], task["task_id"]) == ("task_card", "complete", "1")
    parts = task["details"]["elements"][0]["elements"]
    assert [part["text"] for part in parts] == ["a", "b"]
    assert done["text"]["text"] == "done"
    watch.close()
    assert [change["type"] async for change in watch].count("stream") >= 3


async def started(slack: Playground, client: AsyncWebClient, **more: Any) -> str:
    """A stream in the channel; gives its ts."""
    root = await slack.person("U_ANA").says(CHANNEL, "root")
    more = {"recipient_user_id": "U_ANA", "recipient_team_id": "T_DEMO", **more}
    return str((await client.chat_startStream(channel=CHANNEL, thread_ts=root, **more))["ts"])


async def test_a_plan_gathers_its_tasks_and_blocks_stand_among_the_text(
    slack: Playground, client: AsyncWebClient
) -> None:
    ts = await started(slack, client, task_display_mode="plan")
    chunks = [
        PlanUpdateChunk(title="Rewriting"),
        TaskUpdateChunk(id="1", title="Read", status="complete"),
        MarkdownTextChunk(text="then"),
        BlocksChunk(blocks=[section("a block")]),
    ]
    await client.chat_appendStream(channel=CHANNEL, ts=ts, chunks=chunks)
    plan, markdown, block = slack.world.message(CHANNEL, ts)["blocks"]
    assert (plan["title"], [task["title"] for task in plan["tasks"]]) == ("Rewriting", ["Read"])
    assert (markdown["text"], block["type"]) == ("then", "section")


async def test_after_its_end_nothing_can_be_appended(slack: Playground, client: AsyncWebClient) -> None:
    ts = await started(slack, client, markdown_text="all")
    await client.chat_stopStream(channel=CHANNEL, ts=ts)
    over = await refusal(client.chat_appendStream(channel=CHANNEL, ts=ts, markdown_text="more"))
    late = await started(slack, client)
    slack.world.clock.skip(5 * 60)
    expired = await refusal(client.chat_stopStream(channel=CHANNEL, ts=late))
    assert over["error"] == expired["error"] == "message_not_in_streaming_state"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"recipient_team_id": None}, "missing_recipient_team_id"),
        ({"recipient_user_id": None}, "missing_recipient_user_id"),
        ({"markdown_text": "x" * 12_001}, "msg_too_long"),
        (
            {"chunks": [{"type": "task_update", "id": "1", "title": "x" * 257, "status": "complete"}]},
            "invalid_chunks",
        ),
        (
            {"chunks": [{"type": "task_update", "id": "1", "title": "x", "status": "completed"}]},
            "invalid_chunks",
        ),
        ({"chunks": [{"type": "blocks", "blocks": [{"type": "nonsense"}]}]}, "invalid_chunks"),
        ({"task_display_mode": "sideways"}, "invalid_arguments"),
    ],
)
async def test_a_stream_slack_would_not_start_is_refused(
    slack: Playground, client: AsyncWebClient, arguments: Json, error: str
) -> None:
    root = await slack.person("U_ANA").says(CHANNEL, "root")
    said = {
        "channel": CHANNEL,
        "thread_ts": root,
        "recipient_user_id": "U_ANA",
        "recipient_team_id": "T_DEMO",
    }
    wanted = {name: value for name, value in {**said, **arguments}.items() if value is not None}
    assert (await refusal(client.api_call("chat.startStream", json=wanted)))["error"] == error


async def test_in_a_direct_message_a_stream_needs_a_thread(slack: Playground, client: AsyncWebClient) -> None:
    dm = await slack.person("U_ANA").opens_dm()
    rootless = await refusal(client.api_call("chat.startStream", json={"channel": dm}))
    gone = await refusal(client.chat_startStream(channel=dm, thread_ts="1.000001"))
    assert (rootless["error"], gone["error"]) == ("invalid_arguments", "thread_not_found")
