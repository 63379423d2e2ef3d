"""Conversations with the app: status, prompts, sessions, Stop; and its step in Workflow Builder."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground import Playground, PlaygroundError
from tests.playground.protocol.rig import CHANNEL, MANIFEST, Connect, Json, client_of, refusal

PROMPTS = [{"title": "Say hello", "message": "hello"}]


async def test_a_status_shows_at_once_and_goes_with_the_answer(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    shown = []

    @app.event("message")
    async def answer(event: Json, say: Any, set_status: Any) -> None:
        await set_status("is reading…", loading_messages=["Counting words…"])
        shown.append(slack.status(event["channel"], event["ts"]))
        await say(text="done", thread_ts=event["ts"])

    await connect(app)
    ana = slack.person("U_ANA")
    ts = await ana.says(await ana.opens_dm(), "hello")
    await slack.until(lambda: len(slack.messages("D_ANA", ts)) == 2)
    assert shown == [{"status": "is reading…", "loading_messages": ["Counting words…"]}]
    assert slack.status("D_ANA", ts) is None


async def test_a_status_fades_after_two_minutes(slack: Playground, client: AsyncWebClient) -> None:
    ts = await slack.person("U_ANA").says(CHANNEL, "hello")
    await client.assistant_threads_setStatus(channel_id=CHANNEL, thread_ts=ts, status="is working…")
    watch = slack.world.changes("U_BEN")
    slack.world.clock.skip(120)
    assert slack.status(CHANNEL, ts) is None
    faded = await anext(watch)
    assert (faded["type"], faded["thread"], faded["status"]) == ("status", ts, None)
    watch.close()


async def test_prompts_are_offered_in_the_conversation(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    @app.event("app_home_opened")
    async def offer(event: Json, set_suggested_prompts: Any) -> None:
        assert event["tab"] == "messages"
        await set_suggested_prompts(prompts=["What can you do?", PROMPTS[0]], title="Try")

    await connect(app)
    dm = await slack.person("U_ANA").opens_dm()
    await slack.until(lambda: slack.prompts(dm))
    first = {"title": "What can you do?", "message": "What can you do?"}
    assert slack.prompts(dm) == {"title": "Try", "prompts": [first, *PROMPTS]}


async def test_prompts_of_a_thread_are_silently_dropped_for_an_agent(
    slack: Playground, client: AsyncWebClient
) -> None:
    dm = await slack.person("U_ANA").opens_dm()
    await client.assistant_threads_setSuggestedPrompts(channel_id=dm, thread_ts="1.000001", prompts=PROMPTS)
    assert slack.prompts(dm) is None


async def test_more_than_slack_takes_is_refused(slack: Playground, client: AsyncWebClient) -> None:
    dm = await slack.person("U_ANA").opens_dm()
    ts = await slack.person("U_ANA").says(dm, "hello")
    for call in (
        client.assistant_threads_setSuggestedPrompts(channel_id=dm, prompts=PROMPTS * 5),
        client.assistant_threads_setSuggestedPrompts(channel_id=dm, prompts=[{"title": "no message"}]),
        client.assistant_threads_setStatus(
            channel_id=dm, thread_ts=ts, status="x", loading_messages=["x"] * 11
        ),
        client.agents_sessions_setStatus(channel_id=dm, thread_ts=ts, status="busy"),
        client.agents_sessions_setStatus(channel_id=dm, thread_ts=ts, status="active", title="x" * 201),
        client.agents_sessions_setStatus(channel_id=dm, status="active"),
    ):
        assert (await refusal(call))["error"] == "invalid_arguments"
    gone = client.agents_sessions_setStatus(channel_id=dm, thread_ts="1.000001", status="active")
    assert (await refusal(gone))["error"] == "invalid_thread_ts"


async def test_a_session_is_processing_until_it_is_active_again_and_can_be_renamed(
    slack: Playground, client: AsyncWebClient
) -> None:
    ts = await slack.person("U_ANA").says(CHANNEL, "hello")
    where = {"channel_id": CHANNEL, "thread_ts": ts}
    assert (await refusal(client.agents_sessions_rename(**where, title="New")))[
        "error"
    ] == "session_not_found"
    begun = await client.agents_sessions_setStatus(**where, status="processing", title="Old")
    assert (begun["status"], begun["title"], begun.get("warning")) == ("processing", "Old", None)
    assert slack.status(CHANNEL, ts)
    await client.agents_sessions_rename(**where, title="New")
    assert (await client.agents_sessions_setStatus(**where, status="active"))["title"] == "New"
    assert slack.status(CHANNEL, ts) is None


async def test_without_the_stop_event_slack_warns(tmp_path: Any) -> None:
    manifest = tmp_path / "manifest.yml"
    text = MANIFEST.read_text(encoding="utf-8").replace("      - agent_session_stopped\n", "")
    manifest.write_text(text, encoding="utf-8")
    async with Playground(manifest) as slack:
        ts = await slack.person("U_ANA").says(CHANNEL, "hello")
        answer = await client_of(slack).agents_sessions_setStatus(
            channel_id=CHANNEL, thread_ts=ts, status="processing"
        )
    assert answer["warning"] == "missing_agent_session_stopped_event_subscription"


async def test_stop_tells_the_app_and_stops_its_streams(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    seen: list[Json] = []

    @app.event("agent_session_stopped")
    async def keep(event: Json) -> None:
        seen.append(event)

    @app.event("message")
    async def ignore() -> None:
        """The root."""

    await connect(app)
    ben = slack.person("U_BEN")
    root = await ben.says(CHANNEL, "go")
    stream = await app.client.chat_startStream(
        channel=CHANNEL, thread_ts=root, recipient_user_id="U_BEN", recipient_team_id="T_DEMO"
    )
    await ben.stops(CHANNEL, root)
    await slack.until(lambda: seen)
    assert (seen[0]["user"], seen[0]["thread_ts"]) == ("U_BEN", root)
    assert seen[0]["streaming_message_ts"] == [stream["ts"]]
    over = await refusal(app.client.chat_appendStream(channel=CHANNEL, ts=stream["ts"], markdown_text="x"))
    assert over["error"] == "message_not_in_streaming_state"


async def test_a_step_is_run_with_its_own_token_and_completed(
    slack: Playground, app: AsyncApp, connect: Connect
) -> None:
    seen: list[Json] = []

    @app.function("echo_step")
    async def echo(ack: Any, body: Json, inputs: Json, complete: Any) -> None:
        await ack()
        seen.append(body["event"])
        await complete(outputs={"said": inputs["words"]})

    await connect(app)
    run = await slack.person("U_BEN").runs_step("echo_step", {"words": "hello"})
    await slack.until(lambda: run.ended)
    assert (run.outputs, run.error) == ({"said": "hello"}, None)
    token = slack.calls("functions.completeSuccess")[0].token
    assert token == seen[0]["bot_access_token"]
    assert token.startswith("xwfp-")
    inputs = seen[0]["function"]["input_parameters"]
    assert [(p["name"], p["is_required"]) for p in inputs] == [("words", True)]


async def test_a_step_may_fail_and_ends_once(slack: Playground, app: AsyncApp, connect: Connect) -> None:
    @app.function("echo_step")
    async def echo(ack: Any, fail: Any) -> None:
        await ack()
        await fail(error="It was too loud.")

    await connect(app)
    run = await slack.person("U_BEN").runs_step("echo_step", {"words": "HELLO"})
    await slack.until(lambda: run.ended)
    assert run.error == "It was too loud."
    again = client_of(slack, run.token).functions_completeSuccess(
        function_execution_id=run.id, outputs={"said": "x"}
    )
    assert (await refusal(again))["error"] == "function_execution_not_in_running_state"


async def test_a_step_needs_its_inputs_and_gives_its_outputs(slack: Playground) -> None:
    with pytest.raises(PlaygroundError, match="needs words"):
        await slack.person("U_BEN").runs_step("echo_step", {})
    run = await slack.person("U_BEN").runs_step("echo_step", {"words": "x"})
    call = client_of(slack, run.token).functions_completeSuccess(
        function_execution_id=run.id, outputs={"spoken": "x"}
    )
    answer = await refusal(call)
    assert answer["error"] == "parameter_validation_failed"
    assert len(answer["response_metadata"]["messages"]) == 2
