"""One line of a batch, whatever happens to it."""

from pathlib import Path

import pytest

from agents.types import Draft, Suggestion
from bot.cli.answering import answer_line
from bot.cli.batch import Tally


async def fine(draft: Draft) -> Suggestion:
    return Suggestion(id="S-1", draft_id=draft.id, outcome="unchanged")


async def broken(_draft: Draft) -> Suggestion:
    raise ValueError("secret inside")


async def test_an_answer_is_passed_on() -> None:
    answer = await answer_line(3, b'{"id": "d1", "body": "Hi"}\n', fine)
    assert (answer.number, answer.size, answer.outcome, answer.trouble) == (3, 27, "unchanged", None)


async def test_what_breaks_on_our_side_is_a_refusal_with_a_reference(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CRMAGENT_DATA_DIR", str(tmp_path))
    answer = await answer_line(3, b'{"id": "d1", "body": "Hi"}', broken)
    suggestion = Suggestion.model_validate_json(answer.json)
    assert (answer.trouble, suggestion.outcome, suggestion.draft_id) == ("failed", "refused", "d1")
    assert suggestion.questions[0].startswith("Line 3 could not be answered. Something went wrong")
    assert "secret" not in answer.json


async def test_a_tally_tells_bad_lines_from_our_failures(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CRMAGENT_DATA_DIR", str(tmp_path))
    tally = Tally()
    for number, raw, improve in (
        (1, b'{"body": "Hi"}', fine),
        (2, b"nonsense", fine),
        (3, b'{"body": "Hi"}', broken),
    ):
        tally.add(await answer_line(number, raw, improve))
    assert str(tally) == "3 drafts: 2 refused, 1 unchanged. Could not be read: line 2. Failed: line 3."
