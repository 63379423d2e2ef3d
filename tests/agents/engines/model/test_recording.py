import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from agents.engines.model.errors import ModelBusyError, NoRecordingError
from agents.engines.model.recording import Recorder, Replayer
from agents.engines.model.types import ModelAnswer, ModelCall, Repair, TokenUsage
from tests.agents.engines.model.briefs import Scripted

CALL = ModelCall(
    task="score", model="m", instructions="Be\nbrief.", request="Hi ⟦P1⟧ 🎁", form={"type": "object"}
)
ANSWER = ModelAnswer(text='{\n "a": "é"\n}', usage=TokenUsage(taken_in=10, cached=2, put_out=3))


def _files(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_what_was_recorded_is_answered_again_without_a_server(tmp_path: Path) -> None:
    server = Scripted([ANSWER])
    assert await Recorder(server, tmp_path / "new").ask(CALL) == ANSWER
    assert await Replayer(tmp_path / "new").ask(CALL) == ANSWER
    assert len(server.asked) == 1


async def test_the_same_question_may_be_asked_many_times_at_once(tmp_path: Path) -> None:
    recorder = Recorder(Scripted([ANSWER] * 50), tmp_path)
    answers = await asyncio.gather(*(recorder.ask(CALL) for _ in range(50)))
    assert answers == [ANSWER] * 50
    assert len(_files(tmp_path)) == 1


async def test_ends_of_lines_of_every_kind_come_back(tmp_path: Path) -> None:
    odd = ModelAnswer(text="a\r\nb\u2028c\x85d\x0be\n")
    await Recorder(Scripted([odd]), tmp_path).ask(CALL)
    assert await Replayer(tmp_path).ask(CALL) == odd


async def test_failures_are_recorded_too(tmp_path: Path) -> None:
    recorder = Recorder(Scripted([ModelBusyError("m", "too many")]), tmp_path)
    with pytest.raises(ModelBusyError):
        await recorder.ask(CALL)
    with pytest.raises(ModelBusyError, match="too many"):
        await Replayer(tmp_path).ask(CALL)


async def test_a_recording_can_be_read_by_a_person(tmp_path: Path) -> None:
    await Recorder(Scripted([ANSWER]), tmp_path).ask(CALL)
    (file,) = _files(tmp_path)
    assert file.name.startswith("score-")
    found = json.loads(file.read_text(encoding="utf-8"))
    assert found["asked"]["instructions"] == ["Be", "brief."]
    assert found["asked"]["request"] == ["Hi ⟦P1⟧ 🎁"]
    assert found["answer"]["usage"] == {"taken_in": 10, "cached": 2, "put_out": 3}
    assert "🎁" in file.read_text(encoding="utf-8")


async def test_whatever_the_answer_depends_on_makes_another_recording(tmp_path: Path) -> None:
    changes: tuple[dict[str, Any], ...] = (
        {},
        {"model": "n"},
        {"request": "Hello"},
        {"repetition": 1},
        {"temperature": 0.0},
        {"repair": Repair(answer="x", problem="y")},
        {"form": {"type": "array"}},
    )
    calls = [CALL.model_copy(update=change) for change in changes]
    recorder = Recorder(Scripted([ANSWER] * len(calls)), tmp_path)
    for call in calls:
        await recorder.ask(call)
    assert len(_files(tmp_path)) == len(calls)


async def test_what_was_never_recorded_is_told_by_its_file(tmp_path: Path) -> None:
    with pytest.raises(NoRecordingError, match=rf"score-{CALL.key}\.json"):
        await Replayer(tmp_path).ask(CALL)


async def test_a_file_that_is_no_recording_is_told_too(tmp_path: Path) -> None:
    (tmp_path / f"score-{CALL.key}.json").write_text("{", encoding="utf-8")
    with pytest.raises(NoRecordingError, match="is no recording"):
        await Replayer(tmp_path).ask(CALL)
