"""Thinking in processes of their own: the same answers, whatever happens to those who think."""

import asyncio
import json
import os
import re
import signal
import sqlite3
from collections.abc import AsyncIterator
from datetime import date

import pytest
import pytest_asyncio
from pydantic import SecretStr

from agents.first_version import FirstVersion, watched_by
from agents.types import Draft
from bot.app import open_brain, open_history
from bot.mind import open_mind
from bot.records import FailedBeforeError
from bot.settings import Settings
from bot.thinkers import DistantConversation, ThinkerLostError, Thinkers, open_thinkers
from bot.told import settings_told
from evals.model_server.good import good
from evals.model_server.server import ModelServer
from handlers.conversation import Conversation
from handlers.talk import Answer, Talk
from handlers.tenant import Tenant
from tests.handlers.slack.surfaces.drafts import CART

NOBODY = Tenant(merchant=None, name="this workspace")


# A thinker takes seconds to start: all tests share one, on one loop.
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A history in which there is nothing yet, and one thinker."""
    folder = tmp_path_factory.mktemp("var")
    settings = Settings(_env_file=None, data_dir=folder, database_url="", thinkers=1)  # type: ignore[call-arg]
    async with open_history(settings, create=True):
        return settings


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def thinkers(settings: Settings) -> AsyncIterator[Thinkers]:
    async with open_thinkers(settings) as thinkers:
        yield thinkers


def plain(answer: Answer) -> list[str]:
    """An answer but for what differs from one time to the next."""
    each = re.compile(r'"(id|elapsed_ms)":("[^"]*"|[\d.]+)')
    return [each.sub("", value.model_dump_json()) for value in answer]


def processes(thinkers: Thinkers) -> list[int]:
    return [thinker._process.pid for thinker in thinkers._thinkers]  # noqa: SLF001 - to hurt them


async def test_the_answer_is_the_one_that_is_given_here(
    thinkers: Thinkers, settings: Settings, today: date
) -> None:
    there = DistantConversation(thinkers, today, NOBODY)
    async with open_brain(settings) as brain:
        here = Conversation(brain, today=today, tenant=NOBODY)
        said = "push to new buyers: Come back for a special treat ☕ use code KOPI12"
        mine, others = await here.answer(said, Talk()), await there.answer(said, Talk())
        assert plain(mine) == plain(others)
        assert plain(await here.answer("shorter", mine[1])) == plain(await there.answer("shorter", others[1]))
        draft = Draft(body="Come back!", audience="new_buyers", channel="push")
        assert plain(await here.take(draft, Talk())) == plain(await there.take(draft, Talk()))


async def test_many_answers_find_whoever_asked(thinkers: Thinkers, today: date) -> None:
    there = DistantConversation(thinkers, today, NOBODY)
    texts = [f"push to new buyers: A treat for you, use code KOPI{number}" for number in range(12)]
    answers = await asyncio.gather(*(there.answer(text, Talk()) for text in texts))
    for number, (reply, _) in enumerate(answers):
        assert reply.draft
        assert reply.draft.body.endswith(f"KOPI{number}")


async def test_the_search_can_be_brought_up_to_date_there(thinkers: Thinkers, today: date) -> None:
    await thinkers.refresh()
    assert (await DistantConversation(thinkers, today, NOBODY).answer("help", Talk()))[0].kind == "help"


async def test_what_went_wrong_there_is_raised_here(
    thinkers: Thinkers, today: date, settings: Settings
) -> None:
    there = DistantConversation(thinkers, today, NOBODY)
    with sqlite3.connect(settings.data_dir / "crmagent.db") as broken:
        broken.execute("ALTER TABLE suggestions RENAME TO elsewhere")
    with pytest.raises(FailedBeforeError, match="OperationalError") as caught:
        await there.answer("push: a treat for you", Talk())
    with broken:
        broken.execute("ALTER TABLE elsewhere RENAME TO suggestions")
    broken.close()
    assert "no such table: suggestions" in caught.value.trace


async def test_a_thinker_that_can_not_start_is_told_at_once(settings: Settings) -> None:
    nowhere = settings.model_copy(update={"database_url": "mysql://nowhere/db"})
    with pytest.raises(ThinkerLostError, match="stands above"):
        async with open_thinkers(nowhere):
            pass


async def test_a_lost_thinker_is_replaced_and_the_question_asked_again(
    thinkers: Thinkers, today: date
) -> None:
    there = DistantConversation(thinkers, today, NOBODY)
    [before] = processes(thinkers)
    asked = [asyncio.create_task(there.answer(f"push: a treat for you {n}", Talk())) for n in range(5)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    os.kill(before, signal.SIGKILL)
    replies = [(await task)[0].kind for task in asked]
    assert replies == ["suggestion"] * 5
    assert processes(thinkers) != [before]


async def test_what_is_quick_is_told_here_and_the_rest_by_the_thinkers(
    settings: Settings, today: date
) -> None:
    async with open_mind(settings) as mind:
        there = mind.converse(today=today, tenant=NOBODY)
        assert isinstance(there, DistantConversation)
        assert mind.brain.database is mind.database
        [pid] = processes(there.thinkers)
        for kind in (signal.SIGINT, signal.SIGTERM):
            os.kill(pid, kind)  # as a terminal does to all: it is needed until the jobs are parked
        await asyncio.sleep(0.1)
        os.kill(pid, 0)
    with pytest.raises(ProcessLookupError):  # and ends with whoever it thought for
        os.kill(pid, 0)


async def test_without_thinkers_all_is_thought_of_here(settings: Settings, today: date) -> None:
    alone = settings.model_copy(update={"thinkers": 0})
    async with open_mind(alone) as mind:
        assert isinstance(mind.converse(today=today, tenant=NOBODY), Conversation)


async def test_a_first_version_comes_over_while_the_rest_is_thought_of(
    settings: Settings, today: date
) -> None:
    told: asyncio.Queue[FirstVersion] = asyncio.Queue()
    async with ModelServer(good) as model:
        asked = {"engine": "llm", "openai_base_url": model.url, "openai_api_key": SecretStr("sk-abc")}
        async with open_thinkers(settings.model_copy(update=asked)) as thinkers:
            there = DistantConversation(thinkers, today, NOBODY)
            await there.answer(CART, Talk())  # nobody watches
            model.holds("compare")
            with watched_by(told.put_nowait):
                answer = asyncio.create_task(there.answer(CART, Talk()))
            first = await asyncio.wait_for(told.get(), 20)
            assert not answer.done()
            model.let_go()
            reply, _ = await answer
    assert reply.suggestion
    assert (first.draft, first.message) == (reply.draft, reply.suggestion.message)
    assert told.empty()


async def test_a_thinker_is_told_every_setting_secrets_included(settings: Settings) -> None:
    secrets = {"slack_bot_token": SecretStr("xoxb-1-2"), "openai_api_key": SecretStr("sk-abc")}
    told = json.loads(settings_told(settings.model_copy(update=secrets)))
    assert Settings(_env_file=None, **told) == settings.model_copy(update=secrets)  # type: ignore[call-arg]
