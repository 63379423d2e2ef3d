"""`evaluate` from the command line, on small sets."""

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from agents.evaluation import assess
from agents.evaluation.recheck import Rechecked
from agents.evaluation.records import Broken
from store.database import Database
from tests.bot.cli.conftest import Run
from tests.store.seed import add_campaign, add_merchant

WEAK = {
    "audience": "lapsing_buyers",
    "channel": "push",
    "body": "We miss you! Come back for a special treat!",
    "voucher": {"title": "S$5 OFF", "type": "fixed", "value": 5, "currency": "SGD", "min_spend": 35},
}


def drafts(folder: Path, *rows: dict[str, Any]) -> str:
    path = folder / "drafts.jsonl"
    path.write_text("".join(json.dumps({"id": f"d{n}"} | row) + "\n" for n, row in enumerate(rows)))
    return str(path)


@pytest.fixture
def three(tmp_path: Path) -> str:
    """Two weak drafts and one that cannot be helped."""
    label = {"label": {"primary": "vague_incentive", "offer_contradiction": False, "audience_score": 3}}
    return drafts(tmp_path, WEAK | label, WEAK | {"audience": "new_followers"}, {"body": "  "})


def report_of(run: Run, *arguments: str) -> dict[str, Any]:
    result = run("evaluate", "--today", "2026-11-20", "--json", *arguments)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def records(tmp_path: Path) -> list[dict[str, Any]]:
    path = tmp_path / "var" / "evaluation" / "records.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_table_is_printed_and_saved(run: Run, three: str, tmp_path: Path) -> None:
    result = run("evaluate", "--drafts", three, "--today", "2026-11-20")
    assert result.exit_code == 0, result.output
    folder = tmp_path / "var" / "evaluation"
    assert {path.name for path in folder.iterdir()} == {
        *("evaluation.json", "evaluation.md", "evaluation.png", "records.jsonl")
    }
    page = (folder / "evaluation.md").read_text(encoding="utf-8")
    titles = [line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")]
    for part in (*titles, "not business uplift"):
        assert part in page
        assert part.replace("How to read this", "•") in result.stdout
    assert len(titles) == 12
    assert json.loads((folder / "evaluation.json").read_text())["overall"]["drafts"] == 3


def test_a_second_run_does_nothing_again(run: Run, three: str, tmp_path: Path) -> None:
    first = report_of(run, "--drafts", three)
    before = records(tmp_path)
    assert report_of(run, "--drafts", three) == first
    assert records(tmp_path) == before
    assert len(before) == 3


def test_a_changed_draft_is_answered_and_the_others_are_not(run: Run, three: str, tmp_path: Path) -> None:
    report_of(run, "--drafts", three)
    changed = WEAK | {"body": "Come back soon for a special treat!"}
    drafts(tmp_path, changed, WEAK | {"audience": "new_followers"})
    report_of(run, "--drafts", three)
    ids = [line["done"]["draft"]["id"] for line in records(tmp_path)]
    assert (sorted(ids[:3]), ids[3:]) == (["d0", "d1", "d2"], ["d0"])


def test_another_day_or_seed_is_another_question(run: Run, three: str, tmp_path: Path) -> None:
    report_of(run, "--drafts", three)
    report_of(run, "--drafts", three, "--seed", "1")
    report_of(run, "--drafts", three, "--today", "2026-12-20")
    assert len(records(tmp_path)) == 9


def test_fresh_answers_again(run: Run, three: str, tmp_path: Path) -> None:
    report_of(run, "--drafts", three)
    report_of(run, "--drafts", three, "--fresh")
    assert [next(iter(line)) for line in records(tmp_path)] == ["done"] * 3 + ["fresh"] + ["done"] * 3


def test_labels_are_compared_and_may_change_without_asking_again(
    run: Run, three: str, tmp_path: Path
) -> None:
    first = report_of(run, "--drafts", three)["agreement"]
    assert (first["primary"]["hits"], first["primary"]["of"]) == (1, 1)
    text = Path(three).read_text()
    Path(three).write_text(text.replace('"primary": "vague_incentive"', '"primary": "misaligned_tone"'))
    assert report_of(run, "--drafts", three)["agreement"]["primary"]["hits"] == 0
    assert len(records(tmp_path)) == 3


def test_lines_without_a_draft_are_told_and_left_out(run: Run, tmp_path: Path) -> None:
    path = Path(drafts(tmp_path, WEAK))
    path.write_text(path.read_text() + "no JSON\n" * 8)
    result = run("evaluate", "--drafts", str(path))
    assert "Line 2 is not JSON" in result.stderr
    assert "3 more lines without a draft" in result.stderr
    assert "1 draft of drafts.jsonl" in result.stdout


def test_a_broken_fact_ends_with_a_problem(run: Run, three: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lie = Rechecked(checked=1, broken=(Broken(where="message", rule="new_fact", detail="“50%” is made up."),))
    monkeypatch.setattr(assess, "recheck", lambda *_, **__: lie)
    result = run("evaluate", "--drafts", three, "--today", "2026-11-20")
    assert result.exit_code == 1
    assert "Broken in d0, message: “50%” is made up." in result.stderr


def test_a_draft_without_an_answer_ends_with_a_problem_and_is_tried_again(
    run: Run, three: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(assess, "recheck", lambda *_, **__: 1 / 0)
        result = run("evaluate", "--drafts", three, "--today", "2026-11-20")
    assert result.exit_code == 1
    assert "3 of 3 drafts have no answer; run it again" in result.stderr
    assert report_of(run, "--drafts", three)["overall"]["drafts"] == 3
    assert len(records(tmp_path)) == 3


def test_runs_are_compared_in_one_table(run: Run, three: str, tmp_path: Path) -> None:
    (tmp_path / "runs.toml").write_text('run = [{name = "rules"}, {name = "no past", history = false}]')
    result = run("evaluate", "--drafts", three, "--ablation", "runs.toml", "--today", "2026-11-20")
    assert result.exit_code == 0, result.output
    assert "Runs side by side" in result.stdout
    folder = tmp_path / "var" / "evaluation"
    names = {path.name for path in folder.iterdir()}
    assert {"ablation.md", "rules.md", "rules.png", "no-past.json"} <= names
    assert "| rules | no past |" in (folder / "ablation.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("run = 1", 1, "The ablation cannot be used: run"),
        ('run = [{name = "a", prompts = "nowhere"}]', 2, "“a”: there is no folder “nowhere”"),
        ('run = [{name = "a", path = "retrieval"}]', 2, "“a” needs a history"),
        ('run = [{name = "a", engine = "llm"}]', 2, "OPENAI_API_KEY is missing"),
    ],
)
def test_a_run_that_cannot_be_made_says_why(
    run: Run, three: str, tmp_path: Path, text: str, code: int, said: str
) -> None:
    (tmp_path / "runs.toml").write_text(text)
    result = run("evaluate", "--drafts", three, "--ablation", "runs.toml")
    assert (result.exit_code, said in result.output) == (code, True), result.output


def test_without_a_history_there_are_no_campaigns(run: Run) -> None:
    result = run("evaluate")
    assert result.exit_code == 1
    assert "There is no history yet" in result.output


@pytest.fixture
def history(run: Run, tmp_path: Path) -> Run:
    """One shop: two weak campaigns to new buyers, one to new followers; one strong one."""

    async def fill() -> None:
        database = Database(f"sqlite:///{tmp_path / 'var' / 'crmagent.db'}")
        await database.upgrade()
        async with database.session() as session:
            await add_merchant(session, "m1")
            for name, audience, quarter in (
                ("C-1", "new_buyers", "weak"),
                ("C-2", "new_buyers", "weak"),
                ("C-3", "new_followers", "weak"),
                ("C-4", "new_buyers", "strong"),
            ):
                await add_campaign(
                    session, "m1", name, offer=False, audience=audience, shrunk_score=1.0, quarter=quarter
                )
        await database.close()

    asyncio.run(fill())
    return run


def test_a_campaign_is_answered_as_on_the_day_it_was_sent(history: Run, tmp_path: Path) -> None:
    report = json.loads(history("evaluate", "--json").stdout)
    assert report["setup"]["today"] is None
    assert report["setup"]["source"] == "3 weak campaigns"
    assert not report["simulated"]
    assert [line["name"] for line in report["segments"]] == ["new_buyers", "new_followers"]
    # The day on which they were sent.
    again = json.loads(history("evaluate", "--json", "--today", "2026-11-20").stdout)
    assert again["setup"]["today"] == "2026-11-20"
    assert len(records(tmp_path)) == 3


def test_what_was_evaluated_is_no_suggestion_of_the_shop(history: Run, tmp_path: Path) -> None:
    history("evaluate")
    with closing(sqlite3.connect(tmp_path / "var" / "crmagent.db")) as connection:
        assert connection.execute("SELECT count(*) FROM suggestions").fetchone() == (0,)
