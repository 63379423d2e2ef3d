"""The bot put together with a model: what the settings mean."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from agents.engines.rules.engine import built_in_engine
from bot.app import open_brain, open_history
from bot.cli.checks import look_at_everything
from bot.engines import open_engines
from bot.settings import Settings, SettingsError
from evals.model_server.faults import failing
from evals.model_server.good import good
from evals.model_server.server import ModelServer
from tests.agents.test_pipeline import TODAY, draft

KEY = "sk-test-0123456789abcdef"
AGENTS = {
    "model_content": "reader",
    "model_template": "writer",
    "model_evaluate": "judge",
    "model_conversation": "listener",
}


@pytest.fixture
async def server() -> AsyncIterator[ModelServer]:
    """A good model."""
    async with ModelServer(good) as made:
        yield made


def settings(**other: Any) -> Settings:
    known = {"engine": "llm", "openai_api_key": KEY, "model": "test-model", "data_dir": Path("nowhere")}
    return Settings(_env_file=None, **(known | other))  # type: ignore[call-arg] # pydantic's own


async def test_one_model_does_everything_unless_an_agent_has_its_own(server: ModelServer) -> None:
    for chosen, expected in (({}, {"test-model"}), (AGENTS, {"reader", "writer", "judge"})):
        before = len(server.calls)
        async with open_brain(settings(openai_base_url=server.url, **chosen), with_store=False) as brain:
            answer = await brain.improve(draft(), today=TODAY)
        assert {call.model for call in server.calls[before:]} == expected
        writer = chosen.get("model_template", "test-model")
        assert (answer.engine, answer.model) == (f"llm:{writer}", writer)


async def test_each_model_gets_the_tasks_of_its_agent(server: ModelServer) -> None:
    async with open_brain(settings(openai_base_url=server.url, **AGENTS), with_store=False) as brain:
        await brain.improve(draft(), today=TODAY)
    asked: dict[str, set[str]] = {}
    for call in server.calls:
        asked.setdefault(call.model, set()).add(call.schema_name)
    assert asked == {"reader": {"diagnose"}, "writer": {"rewrite", "explain"}, "judge": {"score", "compare"}}


async def test_a_suggestion_tells_what_it_took(server: ModelServer) -> None:
    async with open_brain(settings(openai_base_url=server.url, model="gpt-4o"), with_store=False) as brain:
        answer = await brain.improve(draft(), today=TODAY)
    used = answer.usage
    assert used is not None
    assert used.calls == len(server.calls)
    assert used.tokens_in == sum(entry.usage.read for entry in server.journal)
    assert used.tokens_out == sum(entry.usage.written for entry in server.journal)
    assert used.cost
    assert set(used.prompts) == {"diagnose", "score", "rewrite", "compare", "explain"}


async def test_openai_is_not_asked_without_a_key() -> None:
    with pytest.raises(SettingsError, match="OPENAI_API_KEY is missing"):
        async with open_engines(settings(openai_api_key=None), built_in_engine()):
            pass


async def test_a_server_of_ones_own_needs_no_key(server: ModelServer) -> None:
    keyless = settings(openai_api_key=None, openai_base_url=server.url)
    async with open_brain(keyless, with_store=False) as brain:
        assert (await brain.improve(draft(), today=TODAY)).engine == "llm:test-model"


async def test_a_run_is_recorded_and_replayed_without_the_server(server: ModelServer, tmp_path: Path) -> None:
    folder = tmp_path / "calls"
    recording = settings(openai_base_url=server.url, record=folder)
    async with open_brain(recording, with_store=False) as brain:
        first = await brain.improve(draft(), today=TODAY)
    asked = len(server.calls)
    replaying = settings(openai_base_url="http://127.0.0.1:1/v1", openai_api_key=None, replay=folder)
    async with open_brain(replaying, with_store=False) as brain:
        again = await brain.improve(draft(), today=TODAY)
    assert again.model_copy(update={"elapsed_ms": 0}) == first.model_copy(update={"elapsed_ms": 0})
    assert len(server.calls) == asked
    kept = "".join(file.read_text(encoding="utf-8") for file in sorted(folder.iterdir()))
    assert KEY not in kept


async def test_when_the_days_budget_is_spent_the_rules_answer_and_say_so(
    server: ModelServer, tmp_path: Path
) -> None:
    limited = settings(openai_base_url=server.url, daily_requests=11, data_dir=tmp_path)
    async with open_history(limited, create=True):
        pass
    for expected in ("llm:test-model", "rules"):  # over a restart
        async with open_brain(limited) as brain:
            answer = await brain.improve(draft(), today=TODAY)
        assert answer.engine == expected
    (told,) = answer.assumptions
    assert told.startswith("Today's budget for the model is spent")
    assert told.endswith("the built-in rules did its work.")
    assert answer.message is not None
    other = draft(merchant={"id": "m99", "name": "Other", "market": "SG"})
    async with open_brain(limited) as brain:
        assert (await brain.improve(other, today=TODAY)).engine == "llm:test-model"


async def test_a_server_that_is_down_costs_one_try_a_draft() -> None:
    async with ModelServer(failing(500, retry_after=0.01)) as server:
        async with open_brain(settings(openai_base_url=server.url), with_store=False) as brain:
            answer = await brain.improve(draft(), today=TODAY)
        assert answer.engine == "rules"
        assert answer.model is None
        assert "The model could not be reached; the built-in rules did its work." in answer.assumptions
        assert len(server.calls) <= 9  # three tasks at once, three tries each; the second round asks nothing


async def test_many_drafts_wait_for_the_model_together(server: ModelServer) -> None:
    server.latency = 0.3
    async with open_brain(settings(openai_base_url=server.url), with_store=False) as brain:
        await brain.improve(draft(), today=TODAY)
        began = perf_counter()
        await asyncio.gather(*(brain.improve(draft(id=str(n)), today=TODAY) for n in range(12)))
    assert perf_counter() - began < 12 * 0.6  # one after the other
    assert server.most_at_once > 12


@pytest.mark.parametrize(
    ("chosen", "found", "follows"),
    [
        ({}, "llm (test-model), at https://api.openai.com/v1, with a key", "No daily budget is set"),
        (
            {"daily_tokens": 5_000, "daily_requests": 40, "model_evaluate": "judge"},
            "evaluate: judge",
            "At most 5,000 tokens and 40 requests a shop and day",
        ),
        ({"openai_base_url": "http://ann:secret@10.0.0.1/v1"}, "at http://10.0.0.1/v1", ""),
        ({"replay": Path("calls")}, "replayed from calls", ""),
        ({"openai_api_key": None}, "without a key", "Set OPENAI_API_KEY."),
    ],
)
async def test_check_tells_how_the_model_is_set_up_and_never_the_key(
    chosen: dict[str, Any], found: str, follows: str, tmp_path: Path
) -> None:
    looks = [look async for look in look_at_everything(settings(data_dir=tmp_path, **chosen))]
    (engine,) = (look for look in looks if look.part == "engine")
    assert found in engine.found
    assert follows in engine.follows
    assert (engine.state == "problem") == ("openai_api_key" in chosen)
    told = json.dumps([engine.found, engine.follows])
    assert KEY not in told
    assert "secret" not in told
