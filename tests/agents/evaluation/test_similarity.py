"""How near a rewrite stays."""

import importlib.util
from pathlib import Path

import pytest

from agents.evaluation.similarity import similarity

PAIRS = [("Come back soon for a treat!", "Come back soon for S$5 off!"), ("The same", "The same")]


def test_the_same_text_is_as_near_as_can_be() -> None:
    far, same = similarity(PAIRS).chrf
    assert same == pytest.approx(100)
    assert 20 < far < 90


def test_what_computed_it_is_told() -> None:
    assert similarity(PAIRS).means["chrF"].startswith("sacrebleu nrefs:1|case:mixed|eff:yes|nc:6|nw:0")


def test_nothing_to_compare_is_no_error() -> None:
    assert similarity([]).chrf == ()


@pytest.mark.skipif(importlib.util.find_spec("bert_score") is not None, reason="the extra is installed")
def test_without_its_extra_there_is_no_bertscore_and_no_error() -> None:
    found = similarity(PAIRS, folder=Path("nowhere"))
    assert found.bertscore is None
    assert "BERTScore-F1" not in found.means


@pytest.mark.skipif(importlib.util.find_spec("bert_score") is None, reason="the extra is not installed")
@pytest.mark.filterwarnings("ignore")
def test_bertscore_works_without_a_network() -> None:
    found = similarity(PAIRS)
    assert found.bertscore is not None
    assert found.bertscore[1] == pytest.approx(1, abs=1e-4)
    assert found.means["BERTScore-F1"] == "all-MiniLM-L6-v2, layer 6"
