"""Figures become tables: word for word, on purpose."""

from io import BytesIO

import pytest
from PIL import Image
from syrupy.assertion import SnapshotAssertion

from agents.evaluation.comparison import comparison
from agents.evaluation.markdown import page, sections
from agents.evaluation.plot import picture
from agents.evaluation.summary import summarise
from agents.evaluation.types import Report
from agents.types import SEGMENTS, Draft
from tests.agents.evaluation.samples import OLD, SETUP, five, kept, nearness, record


@pytest.fixture
def report() -> Report:
    return summarise(five(), setup=SETUP, nearness=nearness())


def test_the_page_changes_only_on_purpose(report: Report, snapshot: SnapshotAssertion) -> None:
    assert page(report, plot="evaluation.png") == snapshot


def test_runs_side_by_side_change_only_on_purpose(report: Report, snapshot: SnapshotAssertion) -> None:
    other = report.model_copy(update={"setup": SETUP.model_copy(update={"name": "alone", "history": False})})
    assert "\n".join(sections(comparison([report, other]))) == snapshot


def test_a_word_from_outside_stays_in_its_cell() -> None:
    odd = five()[2].model_copy(update={"draft": Draft(id="a|b\n# c", audience="new_buyers", body=OLD)})
    text = page(summarise([odd], setup=SETUP, nearness=nearness(1)))
    assert "| a\\|b # c, message: new_fact |" in text


def test_a_report_without_pairs_has_a_page_and_a_picture() -> None:
    report = summarise([kept("a")], setup=SETUP, nearness=nearness(0))
    assert "As sent | 1 | 0 " in page(report)
    assert picture(report).startswith(b"\x89PNG")


def test_the_picture_has_a_line_for_each_segment(report: Report) -> None:
    def height(of: Report) -> int:
        return Image.open(BytesIO(picture(of))).height

    records = [
        record(segment, draft=Draft(audience=segment, channel="push", body=OLD)) for segment in SEGMENTS
    ]
    everywhere = summarise(records, setup=SETUP, nearness=nearness(len(records)))
    assert height(everywhere) > height(report)
    assert Image.open(BytesIO(picture(report))).width > 1500


def test_the_same_report_gives_the_same_picture(report: Report) -> None:
    assert picture(report) == picture(report)
