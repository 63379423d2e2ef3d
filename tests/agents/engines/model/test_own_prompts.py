"""Prompts from a folder of one's own."""

from pathlib import Path

import pytest

from agents.engines.model.prompting import PromptError, prompt


def test_a_prompt_of_ones_own_goes_before_ours_and_has_its_own_version(tmp_path: Path) -> None:
    (tmp_path / "compare.md").write_text("Choose.\n---\n${a} or ${b}?", encoding="utf-8")
    own = prompt("compare", tmp_path)
    assert own.instructions.endswith("Choose.")
    assert own.instructions.startswith(prompt("compare").instructions[:50])  # what holds for all tasks
    assert own.filled({"a": "this", "b": "that"}) == "this or that?"
    assert own.version != prompt("compare").version


def test_what_is_not_there_is_ours(tmp_path: Path) -> None:
    assert prompt("score", tmp_path) == prompt("score")


def test_a_house_of_ones_own_changes_every_version(tmp_path: Path) -> None:
    (tmp_path / "house.md").write_text("Be kind.", encoding="utf-8")
    own = prompt("score", tmp_path)
    assert own.instructions.startswith("Be kind.")
    assert own.version != prompt("score").version


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match="there is no folder"):
        prompt("score", tmp_path / "nowhere")
