"""What is said of an answer is a vote: for whoever shows the reply to keep."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

import pytest
from rich.console import Console

from bot.app import open_brain
from bot.settings import Settings
from handlers.brain import Brain
from handlers.conversation import Conversation
from handlers.talk import Talk, Vote
from handlers.terminal.chat import hold
from handlers.terminal.turns import played
from handlers.terminal.votes import keep_vote
from handlers.voting import thumb_of
from store.opinions import list_opinions
from store.rows import SignalRow
from tests.handlers.slack.surfaces.drafts import CART
from tests.handlers.talking import TODAY, said

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)


@pytest.fixture
async def brain() -> AsyncIterator[Brain]:
    async with open_brain(Settings(_env_file=None), with_store=False) as brain:
        yield brain


@pytest.mark.parametrize("text", ["👍", "👍🏽", ":+1:", ":thumbsup::skin-tone-3:", "Thumbs up!"])
def test_a_thumb_up_is_known_however_it_is_typed(text: str) -> None:
    assert thumb_of(text) == "good"


@pytest.mark.parametrize("text", ["👎", ":-1:", "thumbs down."])
def test_a_thumb_down_is_known_however_it_is_typed(text: str) -> None:
    assert thumb_of(text) == "bad"


@pytest.mark.parametrize("text", ["great", "👍 for regulars", "Give us a thumbs up and get S$5 off"])
def test_a_message_with_more_in_it_is_no_thumb(text: str) -> None:
    assert thumb_of(text) is None


async def test_the_version_that_is_asked_for_is_a_vote_for_it(brain: Brain) -> None:
    reply, talk = await said(brain, CART, "use 2")
    assert talk.suggestion is not None
    assert reply.vote == Vote(suggestion_id=talk.suggestion.id, kind="choice", value="2", version=2)
    assert reply.message == talk.versions[1]


async def test_a_version_that_is_not_there_is_no_vote(brain: Brain) -> None:
    assert (await said(brain, CART, "use 9"))[0].vote is None


async def test_a_thumb_is_a_vote_on_what_was_suggested_first(brain: Brain) -> None:
    reply, talk = await said(brain, CART, "👎")
    assert talk.suggestion is not None
    assert reply.vote == Vote(suggestion_id=talk.suggestion.id, kind="feedback", value="bad", version=1)
    assert "shorter" in reply.text


async def test_a_thumb_up_is_acknowledged_before_what_is_still_open(brain: Brain) -> None:
    reply, _ = await said(brain, CART, "thumbs up")
    assert reply.vote is not None
    assert reply.vote.value == "good"
    assert reply.text.startswith("Thank you: I'll remember that. ")


async def test_a_thumb_about_nothing_is_no_vote(brain: Brain) -> None:
    assert (await said(brain, "👍"))[0].vote is None


async def test_what_is_said_in_a_terminal_is_kept_with_its_context(
    tmp_path: Path, demo_history: Path
) -> None:
    kept = await _held(tmp_path, demo_history, "merchant: Kopi Lorong", CART, "use 2", "👍")
    assert [(s.kind, s.value, s.version) for s in kept] == [("choice", "2", 2), ("feedback", "good", 1)]
    assert kept[0].detail == {"audience": "abandoned_cart_buyers", "channel": "push", "said": True}
    assert {(s.merchant_id, s.user_id, s.channel) for s in kept} == {("m02", "", "terminal")}


async def _held(folder: Path, history: Path, *turns: str) -> list[SignalRow]:
    copytree(history, folder / "var")
    settings = Settings(_env_file=None, data_dir=folder / "var", database_url="")
    console = Console(file=(folder / "said.txt").open("w"), width=80)
    async with open_brain(settings) as brain:
        assert brain.database is not None

        async def keep(vote: Vote, talk: Talk) -> None:
            await keep_vote(vote, talk, database=brain.database, clock=lambda: NOW)

        conversation = Conversation(brain, today=TODAY)
        await hold(conversation, played(turns, console), Talk(), console, keep)
        async with brain.database.session() as session:
            rows = await list_opinions(session, merchant_id="m02")
    console.file.close()
    return sorted((row.signal for row in rows), key=lambda signal: signal.kind)
