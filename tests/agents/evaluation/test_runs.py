"""The file of an ablation."""

import pytest

from agents.evaluation.runs import AblationError, read_runs


def test_runs_say_only_what_differs() -> None:
    first, second = read_runs(
        '[[run]]\nname = "rules"\n[[run]]\nname = "alone"\nhistory = false\npath = "retrieval"\n'
    )
    assert first.model_dump(exclude_unset=True) == {"name": "rules"}
    assert (second.history, second.path) == (False, "retrieval")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("run = ", "is not TOML"),
        ("", "run: field required"),
        ("run = []", "run: tuple should have at least 1 item"),
        ('[[run]]\nname = "a"\nengine = "gpt"', "run.1.engine: input should be 'rules' or 'llm'"),
        ('[[run]]\nname = "a"\nmodle = "x"', "run.1.modle: extra inputs are not permitted"),
        ('[[run]]\nname = "a"\n[[run]]\nname = "a"', "two runs “a”"),
    ],
)
def test_what_cannot_be_run_is_told_with_its_place(text: str, said: str) -> None:
    with pytest.raises(AblationError) as caught:
        read_runs(text)
    assert said in str(caught.value)
