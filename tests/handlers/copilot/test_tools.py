import json
from dataclasses import replace

import pytest

from handlers.copilot.desk import CopilotDesk
from handlers.copilot.server import INSTRUCTIONS
from store.opinions import list_opinions
from store.trials import list_trials
from tests.handlers.copilot.conftest import DRAFT, NOW, OFFER, Assistant, caller, text_of

pytestmark = pytest.mark.asyncio(loop_scope="module")
READ = {
    *("rewrite_message", "diagnose_message", "compare_messages", "explain_segment", "list_underperforming"),
    *("get_campaign", "plan_trial", "search", "fetch"),
}


async def test_every_tool_says_what_it_is_for_and_what_it_gives(assistant: Assistant) -> None:
    listed = (await assistant.client.list_tools()).tools
    for tool in listed:
        assert tool.title
        assert tool.description
        assert tool.output_schema
        assert tool.annotations
        assert tool.annotations.read_only_hint is (tool.name in READ)
        assert tool.annotations.destructive_hint is False
        assert tool.annotations.open_world_hint is False
        assert tool.input_schema["type"] == "object"
        for name, schema in tool.input_schema.get("properties", {}).items():
            assert "description" in json.dumps(schema) or "$ref" in json.dumps(schema), (tool.name, name)
    assert {tool.name for tool in listed} > READ


async def test_the_instructions_begin_with_the_essentials(assistant: Assistant) -> None:
    assert assistant.client.instructions == INSTRUCTIONS
    for essential in ("rewrite_message", "verbatim", "never guess", "list_underperforming"):
        assert essential in INSTRUCTIONS[:620]


async def test_a_draft_comes_back_better_with_its_placeholders(assistant: Assistant) -> None:
    result = await assistant.call("rewrite_message", **DRAFT)
    suggestion = result.structured_content
    assert suggestion
    assert suggestion["outcome"] == "rewritten"
    assert "{{first_name}}" in suggestion["message"]["body"]
    text = text_of(result)
    for part in (suggestion["id"], suggestion["message"]["body"], "Why the draft is weak", "Step by step"):
        assert part in text


async def test_an_earlier_answer_is_told_differently(assistant: Assistant) -> None:
    first = await assistant.ask("rewrite_message", **DRAFT)
    shorter = await assistant.ask("rewrite_message", suggestion_id=first["id"], wishes=["shorter"])
    assert len(shorter["message"]["body"]) < len(first["message"]["body"])


async def test_a_campaign_is_rewritten_by_its_id(assistant: Assistant) -> None:
    suggestion = await assistant.ask("rewrite_message", campaign_id="C-1034")
    assert (suggestion["draft_id"], suggestion["path"]) == ("C-1034", "in_group")


@pytest.mark.parametrize(
    "given",
    [{}, {"body": "  "}, {"body": "Hi", "campaign_id": "C-1034"}, {"campaign_id": "a", "suggestion_id": "b"}],
)
async def test_exactly_one_thing_is_rewritten(assistant: Assistant, given: dict[str, str]) -> None:
    assert "exactly one of" in await assistant.refusal("rewrite_message", **given)


async def test_what_is_no_message_is_declined_as_an_answer(assistant: Assistant) -> None:
    suggestion = await assistant.ask("rewrite_message", body="def f(x): return x")
    assert (suggestion["outcome"], suggestion["message"]) == ("refused", None)
    assert suggestion["questions"]


async def test_a_diagnosis_agrees_with_the_rewrite_and_keeps_nothing(assistant: Assistant) -> None:
    found = await assistant.ask("diagnose_message", **DRAFT)
    rewritten = await assistant.ask("rewrite_message", **DRAFT)
    assert found["outcome"] == "weak"
    for same in ("errors", "primary_error"):
        assert found[same] == rewritten[same]
    assert found["scores"] == rewritten["scores"]["original"]


async def test_a_contradiction_is_asked_about(assistant: Assistant) -> None:
    voucher = {"title": "10% OFF", "type": "percentage", "value": 10}
    body = "Take 30% off your next order of beans. Order now!"
    found = await assistant.ask("diagnose_message", body=body, voucher=voucher)
    assert found["outcome"] == "ask"
    assert found["contradictions"]


async def test_the_better_message_wins_in_either_place(assistant: Assistant) -> None:
    weak, strong = {"body": "We miss you!"}, {"body": "Your beans are 10% off until 30 Nov. Order now."}
    for first, second, winner in ((weak, strong, "second"), (strong, weak, "first"), (weak, weak, "tie")):
        found = await assistant.ask("compare_messages", first=first, second=second, audience="lapsing_buyers")
        assert found["winner"] == winner


async def test_an_audience_is_explained_with_what_was_measured(assistant: Assistant) -> None:
    found = await assistant.ask("explain_segment", audience="lapsing_buyers")
    assert found["contrast"]["scope"] in {"own", "market"}
    pattern = found["contrast"]["patterns"][0]
    assert pattern["lift"] == pytest.approx(pattern["share_strong"] - pattern["share_weak"])


async def test_the_worst_campaigns_come_first_and_can_be_filtered(assistant: Assistant) -> None:
    found = (await assistant.ask("list_underperforming", limit=3))["campaigns"]
    assert len(found) == 3
    assert [line["percentile"] for line in found] == sorted(line["percentile"] for line in found)
    only = await assistant.ask("list_underperforming", audience=found[1]["audience"])
    assert {line["audience"] for line in only["campaigns"]} == {found[1]["audience"]}
    none = await assistant.call("list_underperforming", channel="whatsapp", audience="price_drop_group")
    assert text_of(none).startswith("No campaign") or none.structured_content["campaigns"]  # type: ignore[index]


async def test_a_campaign_is_told_with_its_figures(assistant: Assistant) -> None:
    result = await assistant.call("get_campaign", campaign_id="c-1034")
    assert result.structured_content
    assert result.structured_content["campaign_id"] == "C-1034"
    assert result.structured_content["figures"]["delivered"] == 7_500
    assert "7,500 delivered" in text_of(result)


async def test_search_and_fetch_have_the_shape_that_research_clients_expect(assistant: Assistant) -> None:
    kept = await assistant.ask("rewrite_message", **DRAFT)
    found = await assistant.call("search", query="special TREAT")
    results = json.loads(text_of(found))["results"]
    assert found.structured_content == {"results": results}
    assert results[0].keys() == {"id", "title", "url"}
    assert f"suggestion:{kept['id']}" in {one["id"] for one in results}
    for one in results:
        document = json.loads(text_of(await assistant.call("fetch", id=one["id"])))
        assert {"id", "title", "text", "url", "metadata"} == document.keys()
        assert (document["id"], document["url"]) == (one["id"], one["url"])


async def test_an_id_is_fetched_with_or_without_its_kind(assistant: Assistant) -> None:
    kept = await assistant.ask("rewrite_message", **DRAFT)
    for said in ("C-1034", "campaign:C-1034", kept["id"], f"suggestion:{kept['id']}"):
        assert (await assistant.ask("fetch", id=said))["id"].endswith(said.rpartition(":")[2])


async def test_a_search_for_nothing_finds_nothing(assistant: Assistant) -> None:
    for query in ("zzzzzz", "%", "___", "!!!"):
        assert await assistant.ask("search", query=query) == {"results": []}


async def test_feedback_is_kept_once_as_the_bot_keeps_it(assistant: Assistant) -> None:
    kept = await assistant.ask("rewrite_message", **OFFER)
    for _ in range(2):
        await assistant.ask("record_feedback", suggestion_id=kept["id"], verdict="used", version=2)
    await assistant.ask("record_feedback", suggestion_id=kept["id"], verdict="bad", reason="too salesy")
    async with assistant.desk.database.session() as session:
        opinions = await list_opinions(session, merchant_id="m02")
    signals = [one.signal for one in opinions if one.signal.suggestion_id == kept["id"]]
    assert sorted((s.kind, s.value, s.version) for s in signals) == [
        ("adoption", "used", 2),
        ("choice", "2", 2),
        ("feedback", "bad", 1),
        ("reason", "other", 1),
    ]
    assert {s.at for s in signals} == {NOW}
    assert "too salesy" in {s.detail.get("words") for s in signals}


async def test_a_version_that_is_not_there_cannot_be_liked(assistant: Assistant) -> None:
    kept = await assistant.ask("rewrite_message", **DRAFT)
    said = await assistant.refusal("record_feedback", suggestion_id=kept["id"], verdict="good", version=9)
    assert "no version 9" in said


async def test_a_test_is_planned_and_kept_only_when_it_is_started(assistant: Assistant) -> None:
    kept = await assistant.ask("rewrite_message", **OFFER)
    about = {"suggestion_id": kept["id"], "lift": 0.2, "weekly": 20_000, "arms": 3}
    planned = await assistant.ask("plan_trial", **about)
    assert planned["trial_id"] is None
    assert planned["plan"]["per_arm"] > 0
    assert planned["arms"][0]["body"] == DRAFT["body"]
    async with assistant.desk.database.session() as session:
        assert await list_trials(session, merchant_id="m02") == ()
    started = [await assistant.ask("start_trial", **about) for _ in range(2)]
    assert started[0] == started[1]
    assert (started[0]["plan"], started[0]["arms"][1:]) != (None, [])
    async with assistant.desk.database.session() as session:
        (trial,) = await list_trials(session, merchant_id="m02")
    assert (trial.id, trial.suggestion_id) == (started[0]["trial_id"], kept["id"])


async def test_a_test_of_nothing_or_of_no_size_is_declined(assistant: Assistant) -> None:
    refused = await assistant.ask("rewrite_message", body="def f(x): return x")
    said = await assistant.refusal("plan_trial", suggestion_id=refused["id"], weekly=9)
    assert "no rewrite to test" in said
    kept = await assistant.ask("rewrite_message", **DRAFT)
    assert "has one version" in await assistant.refusal("plan_trial", suggestion_id=kept["id"], version=7)


async def test_an_unknown_tool_is_told_which_there_are(assistant: Assistant) -> None:
    assert "rewrite_message" in await assistant.refusal("rewrite")


async def test_wrong_arguments_are_named_and_not_repeated(assistant: Assistant) -> None:
    said = await assistant.refusal("explain_segment", audience="my secret friends")
    assert said.startswith("The arguments don't fit. audience: must be 'potential_new_customers'")
    assert "secret" not in said
    assert "body: this is required" in await assistant.refusal("diagnose_message")


async def test_long_work_tells_how_far_it_has_come(assistant: Assistant) -> None:
    told: list[tuple[float, float | None, str | None]] = []

    async def heard(progress: float, total: float | None, message: str | None) -> None:
        told.append((progress, total, message))

    await assistant.client.call_tool("rewrite_message", DRAFT, progress_callback=heard)
    assert [step for step, _, _ in told] == [0, 3]
    assert {total for _, total, _ in told} == {3}


async def test_resources_tell_audiences_errors_and_answers(assistant: Assistant) -> None:
    kept = await assistant.ask("rewrite_message", **DRAFT)
    for uri, part in (
        ("crm://segments", "`lapsing_buyers`"),
        ("crm://error-types", "`vague_incentive`"),
        ("crm://segments/lapsing_buyers", "A message may"),
        (f"crm://suggestions/{kept['id']}", kept["message"]["body"]),
        ("crm://campaigns/C-1034", "7,500 delivered"),
    ):
        (content,) = (await assistant.client.read_resource(uri)).contents
        assert part in content.text, uri  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "uri", ["crm://segments/friends", "crm://suggestions/S-0", "crm://campaigns/none", "crm://nothing", "x:y"]
)
async def test_a_resource_that_is_not_there_is_told_so(assistant: Assistant, uri: str) -> None:
    with pytest.raises(Exception, match=r"There is no|Unknown resource") as raised:
        await assistant.client.read_resource(uri)
    assert raised.value.code == -32602  # type: ignore[attr-defined]


async def test_prompts_begin_the_two_jobs(assistant: Assistant) -> None:
    prompts = {prompt.name for prompt in (await assistant.client.list_prompts()).prompts}
    assert prompts == {"improve_a_draft", "review_my_week"}
    asked = await assistant.client.get_prompt("improve_a_draft", {"draft": "We miss you!"})
    assert "<draft>\nWe miss you!\n</draft>" in asked.messages[0].content.text  # type: ignore[union-attr]
    for name, arguments in (("improve_a_draft", {}), ("nothing", {})):
        with pytest.raises(Exception, match=r"Missing required|Unknown prompt"):
            await assistant.client.get_prompt(name, arguments)


async def test_who_is_connected_to_no_shop_gets_help_and_nobodys_data(desk: CopilotDesk) -> None:
    async with Assistant(replace(desk, local=caller(merchant=None))) as stranger:
        suggestion = await stranger.ask("rewrite_message", **DRAFT)
        assert suggestion["path"] == "rules"
        assert (await stranger.ask("explain_segment", audience="lapsing_buyers"))["contrast"] is None
        for tool, arguments in (
            ("list_underperforming", {}),
            ("get_campaign", {"campaign_id": "C-1034"}),
            ("search", {"query": "coffee"}),
            ("fetch", {"id": "C-1034"}),
            ("record_feedback", {"suggestion_id": suggestion["id"], "verdict": "good"}),
        ):
            assert "isn't connected to a shop" in await stranger.refusal(tool, **arguments), tool
