"""What is written down survives whatever happens to the writer."""

from pathlib import Path

import pytest

from bot.cli.notebook import Notebook
from tests.agents.evaluation.samples import record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.jsonl"


def test_a_record_is_found_again(path: Path) -> None:
    Notebook(path).finish(record("a"))
    assert Notebook(path).found(["a", "b"]) == {"a": record("a")}


def test_a_folder_without_a_notebook_holds_nothing(path: Path) -> None:
    assert Notebook(path).found(["a"]) == {}


def test_the_last_record_of_a_key_counts(path: Path) -> None:
    Notebook(path).finish(record("a", elapsed_ms=1.0))
    Notebook(path).finish(record("a", elapsed_ms=2.0))
    assert Notebook(path).found(["a"])["a"].suggestion.elapsed_ms == 2.0


@pytest.mark.parametrize("left", range(0, 1000, 97))
def test_a_line_that_a_kill_cut_short_costs_that_line_alone(path: Path, left: int) -> None:
    notebook = Notebook(path)
    notebook.finish(record("a"))
    whole = path.stat().st_size
    notebook.finish(record("b"))
    with path.open("r+b") as file:
        file.truncate(whole + left)
    again = Notebook(path)
    assert set(again.found(["a", "b"])) == {"a"}
    again.finish(record("c"))
    assert set(Notebook(path).found(["a", "b", "c"])) == {"a", "c"}


def test_a_line_without_its_end_counts_and_swallows_nothing(path: Path) -> None:
    Notebook(path).finish(record("a"))
    path.write_bytes(path.read_bytes().removesuffix(b"\n"))
    Notebook(path).finish(record("b"))
    assert set(Notebook(path).found("ab")) == {"a", "b"}


def test_a_fresh_start_forgets_what_it_is_about_and_nothing_else(path: Path) -> None:
    notebook = Notebook(path)
    for key in "abc":
        notebook.finish(record(key))
    notebook.start_afresh(["a", "b", "d"])
    assert (set(notebook.found("abcd")), notebook.beginnings) == ({"c"}, 1)
    notebook.finish(record("a"))
    again = Notebook(path)
    assert (set(again.found("abcd")), again.beginnings) == ({"a", "c"}, 1)


def test_what_another_version_wrote_is_as_if_it_were_not_there(path: Path) -> None:
    path.write_text('{"done": {"key": "a", "of_old": 1}}\n[1]\nno JSON\n{"else": 2}\n', encoding="utf-8")
    notebook = Notebook(path)
    assert notebook.found(["a"]) == {}
    notebook.finish(record("a"))
    assert set(Notebook(path).found(["a"])) == {"a"}
