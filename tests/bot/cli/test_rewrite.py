import json
import subprocess
import sys
from pathlib import Path

import pytest

from agents.types import Suggestion
from tests.bot.cli.conftest import Run

CART = "Hi {{first_name}}, your cart misses you! Come back for a special treat"


def test_a_draft_is_rewritten_with_what_the_options_say(run: Run) -> None:
    result = run(
        *(
            "rewrite",
            CART,
            "--audience",
            "abandoned cart",
            "--channel",
            "push",
            "--title",
            "You forgot something",
        ),
        *("--voucher", "S$5 off, min S$35, until 30 Nov", "--today", "2026-11-20", "--json"),
    )
    assert result.exit_code == 0, result.output
    suggestion = Suggestion.model_validate_json(result.stdout)
    assert suggestion.message is not None
    for kept in ("{{first_name}}", "S$5", "S$35", "30 Nov"):
        assert kept in suggestion.message.text


def test_a_voucher_may_be_given_in_figures(run: Run) -> None:
    result = run(
        *("rewrite", CART, "--audience", "abandoned_cart_buyers", "--voucher-type", "fixed", "--value", "5"),
        *(
            "--currency",
            "sgd",
            "--min-spend",
            "35",
            "--expires",
            "2026-11-30",
            "--today",
            "2026-11-20",
            "--json",
        ),
    )
    suggestion = Suggestion.model_validate_json(result.stdout)
    assert suggestion.message is not None
    assert "S$35" in suggestion.message.text


def test_a_dash_reads_the_draft_from_standard_input(run: Run) -> None:
    result = run("rewrite", "-", "--audience", "strangers", "--json", text="We miss you! Come back")
    assert Suggestion.model_validate_json(result.stdout).primary_error == "audience_assumption_error"


def test_the_answer_for_people_starts_with_the_rewrite(run: Run) -> None:
    result = run("rewrite", CART, "--audience", "abandoned cart", "--channel", "im")
    assert result.exit_code == 0
    assert "Why the draft is weak" in result.stdout


def test_a_refusal_is_an_answer(run: Run) -> None:
    result = run("rewrite", "   ", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["outcome"] == "refused"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Give one thing to rewrite"),
        (("Hi", "--campaign", "C-1"), "Give one thing to rewrite"),
        (("Hi", "--voucher", "up to 50% off"), "I cannot read an exact offer"),
        (("Hi", "--min-spend", "5"), "Say what the voucher is too"),
        (("Hi", "--audience", "martians"), "is no segment I know"),
        (("Hi", "--channel", "pigeon"), "is no channel I know"),
        (("Hi", "--today", "tomorrow"), "is no day"),
        (("Hi", "--voucher-type", "magic"), "magic"),
    ],
)
def test_wrong_arguments_end_with_a_sentence_and_code_2(
    run: Run, arguments: tuple[str, ...], told: str
) -> None:
    result = run("rewrite", *arguments)
    assert result.exit_code == 2
    assert told in " ".join(result.output.replace("│", " ").split())


def test_a_campaign_needs_a_history(run: Run) -> None:
    result = run("rewrite", "--campaign", "C-1")
    assert result.exit_code == 1
    assert "There is no history yet" in result.output


def test_a_batch_is_answered_line_by_line_in_its_order(run: Run, tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "audience": "new_buyers", "channel": "im", "body": "Thanks! Come again."}),
        "{broken",
        "",
        json.dumps({"id": "b", "body": ""}),
        json.dumps({"id": "c", "audience": "martians", "body": "Hi"}),
        json.dumps({"id": "d", "body": CART, "label": {"primary": "none"}}),
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = run(
        "rewrite", "--batch", "in.jsonl", "--out", "out.jsonl", "--engine", "rules", "--today", "2026-11-20"
    )
    assert result.exit_code == 0, result.output
    answers = [
        Suggestion.model_validate_json(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()
    ]
    assert [a.draft_id for a in answers] == ["a", None, None, "b", "c", "d"]
    assert [a.outcome == "refused" for a in answers] == [False, True, True, True, True, False]
    assert "Could not be read: line 2, 3, 5." in result.output
    assert not list(tmp_path.glob(".out*"))


def test_several_processes_give_the_same_answers_in_the_same_order(run: Run, tmp_path: Path) -> None:
    bodies = ["We miss you! Come back", "Sale!!! Buy now", "", "Thanks for your order. Have a look around."]
    lines = [json.dumps({"id": str(n), "body": bodies[n % 4], "audience": "new_buyers"}) for n in range(40)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    for workers in ("1", "2"):
        result = run("rewrite", "--batch", "in.jsonl", "--out", f"{workers}.jsonl", "--workers", workers)
        assert result.exit_code == 0, result.output

    def answers(name: str) -> list[Suggestion]:
        read = [Suggestion.model_validate_json(line) for line in (tmp_path / name).read_text().splitlines()]
        return [answer.model_copy(update={"elapsed_ms": 0}) for answer in read]

    assert answers("1.jsonl") == answers("2.jsonl")
    assert [answer.draft_id for answer in answers("2.jsonl")] == [str(n) for n in range(40)]


def test_an_answer_comes_out_whole_or_not_at_all(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text("from before")
    result = run("rewrite", "--batch", "missing.jsonl", "--out", "out.jsonl")
    assert result.exit_code == 1
    assert "“missing.jsonl” does not exist" in result.output
    assert (tmp_path / "out.jsonl").read_text() == "from before"


def test_a_single_draft_starts_without_what_it_does_not_need() -> None:
    """No torch, no SQL, no DuckDB: that is what makes one answer take under a second."""
    code = (
        "import sys; from bot.cli.main import command_line\n"
        "try: command_line()(['rewrite', 'We miss you! Come back', '--audience', 'strangers', '--json'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'torch', 'sqlalchemy', 'duckdb', 'faiss', 'sklearn', 'ibis'} & set(sys.modules)), "
        "file=sys.stderr)"
    )
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"
