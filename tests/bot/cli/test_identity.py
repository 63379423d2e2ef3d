"""A key stays while nothing changes, and changes with everything that matters."""

from pathlib import Path

from agents.types import Draft
from bot.cli.identity import code_version, folder_version, key_of

DRAFT = Draft(body="Come back!")


def test_the_same_things_have_the_same_key() -> None:
    assert key_of(DRAFT, {"a": 1, "b": 2}) == key_of(Draft(body="Come back!"), {"b": 2, "a": 1})


def test_another_draft_or_circumstance_has_another() -> None:
    keys = {
        key_of(DRAFT, {"a": 1}),
        key_of(DRAFT, {"a": 2}),
        key_of(DRAFT, {"b": 1}),
        key_of(DRAFT.model_copy(update={"audience": "new_buyers"}), {"a": 1}),
    }
    assert len(keys) == 4


def test_code_prompts_and_phrases_make_a_version_and_nothing_else_does(tmp_path: Path) -> None:
    def version() -> str:
        return folder_version(tmp_path)

    versions = [version()]
    for name in ("rules.py", "words.toml", "prompt.md", "deep/rules.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("1", encoding="utf-8")
        versions.append(version())
    assert len(set(versions)) == len(versions)
    (tmp_path / "rules.pyc").write_text("1", encoding="utf-8")
    (tmp_path / "evaluation").mkdir()
    (tmp_path / "evaluation" / "tables.py").write_text("1", encoding="utf-8")
    assert version() == versions[-1]
    (tmp_path / "evaluation" / "recheck.py").write_text("1", encoding="utf-8")
    assert version() != versions[-1]


def test_our_own_code_has_a_version() -> None:
    assert code_version() == code_version() != ""
