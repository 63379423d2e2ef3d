"""What is on file is not asked again."""

import asyncio
from pathlib import Path

import pytest

from agents.engines.model.errors import ModelBusyError
from agents.engines.model.recalling import Recaller, noting_recalls
from agents.engines.model.recording import Recorder, Replayer
from agents.engines.model.types import ModelAnswer, ModelCall, ModelServer
from tests.agents.engines.model.briefs import Scripted

CALL = ModelCall(task="score", model="m", instructions="Be brief.", request="Hi", form={"type": "object"})
ANSWER = ModelAnswer(text="{}")


def _recaller(server: ModelServer, folder: Path) -> Recaller:
    return Recaller(Replayer(folder), Recorder(server, folder))


def _cut_short(folder: Path) -> None:
    (file,) = folder.iterdir()
    file.write_text(file.read_text(encoding="utf-8")[:40], encoding="utf-8")


async def test_a_request_is_made_once(tmp_path: Path) -> None:
    server = Scripted([ANSWER])
    assert await _recaller(server, tmp_path).ask(CALL) == ANSWER
    assert await _recaller(server, tmp_path).ask(CALL) == ANSWER
    assert len(server.asked) == 1


async def test_who_asks_the_same_at_the_same_time_waits_for_the_answer(tmp_path: Path) -> None:
    server = Scripted([ANSWER])
    recaller = _recaller(server, tmp_path)
    assert await asyncio.gather(*(recaller.ask(CALL) for _ in range(5))) == [ANSWER] * 5
    assert len(server.asked) == 1


async def test_a_repetition_is_another_request(tmp_path: Path) -> None:
    server = Scripted([ANSWER, ANSWER])
    for repetition in (0, 1, 0, 1):
        await _recaller(server, tmp_path).ask(CALL.model_copy(update={"repetition": repetition}))
    assert len(server.asked) == 2


async def test_a_failure_on_file_is_no_answer(tmp_path: Path) -> None:
    server = Scripted([ModelBusyError("m", "too many"), ANSWER])
    with pytest.raises(ModelBusyError):
        await _recaller(server, tmp_path).ask(CALL)
    assert await _recaller(server, tmp_path).ask(CALL) == ANSWER


async def test_a_file_that_was_cut_short_is_no_answer(tmp_path: Path) -> None:
    server = Scripted([ANSWER, ANSWER])
    await _recaller(server, tmp_path).ask(CALL)
    _cut_short(tmp_path)
    assert await _recaller(server, tmp_path).ask(CALL) == ANSWER


async def test_answers_from_file_are_noted_where_somebody_wants_to_know(tmp_path: Path) -> None:
    server = _recaller(Scripted([ANSWER]), tmp_path)
    with noting_recalls() as noted:
        await server.ask(CALL)
    assert noted == []
    with noting_recalls() as noted:
        await server.ask(CALL)
    await server.ask(CALL)
    assert noted == ["score"]
