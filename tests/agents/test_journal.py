from typing import get_args

from agents.engines.base import Trouble
from agents.engines.tasks import TASKS
from agents.journal import current_journal, open_journal
from agents.lexicons import load
from tests.agents.engines.model.briefs import TODAY


def test_a_journal_is_open_for_one_request() -> None:
    assert current_journal() is None
    with open_journal(today=TODAY) as journal:
        assert current_journal() is journal
        with open_journal(today=TODAY) as inner:
            assert current_journal() is inner
        assert current_journal() is journal
    assert current_journal() is None


def test_failures_of_one_kind_are_told_in_one_sentence() -> None:
    with open_journal(today=TODAY) as journal:
        for task in ("compare", "compare", "score"):
            journal.note_trouble(task, "timeout")
        journal.note_trouble("rewrite", "refused")
    assert journal.sentences == (
        "The model did not answer in time; the built-in rules scored it and compared the versions.",
        "The model would not work on this; the built-in rules wrote this.",
    )


def test_when_everything_failed_that_is_all_there_is_to_say() -> None:
    with open_journal(today=TODAY) as journal:
        for task in ("score", "diagnose", "rewrite", "compare"):
            journal.note_trouble(task, "unreachable")
    assert journal.sentences == ("The model could not be reached; the built-in rules did its work.",)


def test_a_language_that_nobody_could_write_is_named() -> None:
    with open_journal(today=TODAY) as journal:
        journal.note_trouble("rewrite", "busy", nobody_in="th")
    (sentence,) = journal.sentences
    assert "too many requests" in sentence
    assert "no wording in Thai" in sentence


def test_every_trouble_has_its_words() -> None:
    words = load("troubles")
    assert set(words["what"]) == {*get_args(Trouble), "unsafe"}
    assert set(words["instead"]) == {*(task.name for task in TASKS), "sentences"}
