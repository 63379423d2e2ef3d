"""The lexicons are data that people edit: what the code expects of them."""

import re

import pytest

from agents.engines.rules.diagnosis.phrases import phrasebook
from agents.lexicons import load
from agents.types import ERROR_TYPES

FIELDS = {"quote", "offer", "item", "people", "truth", "says", "remedy", "known_remedy", "with", "step"}


@pytest.mark.parametrize("name", ["presumptions", "tone", "offers", "actions"])
def test_every_wording_compiles(name: str) -> None:
    assert phrasebook(name)


def test_every_presumption_and_register_says_what_it_is() -> None:
    tables = [*load("diagnosis_presumptions").values(), *load("diagnosis_tone").values()]
    assert all(table["says"].split()[0].endswith("s") for table in tables)


def test_every_register_has_a_remedy() -> None:
    assert all(table["remedy"] for table in load("diagnosis_tone").values())


def test_wordings_are_written_without_apostrophes_and_in_lower_case() -> None:
    for name in ("presumptions", "tone", "offers", "actions"):
        for group, table in load(f"diagnosis_{name}").items():
            for wording in (w for key in ("phrases", "strong", "clear", "mild") for w in table.get(key, ())):
                assert wording == wording.lower(), (name, group, wording)
                assert not re.search(r"[’']", wording), (name, group, wording)


def test_advice_uses_only_fields_that_are_filled() -> None:
    for error in ERROR_TYPES:
        for sentence in load("diagnosis_feedback")[error].values():
            assert set(re.findall(r"\{(\w+)\}", sentence)) <= FIELDS
            assert sentence.endswith(".")


def test_every_weighed_merit_can_be_explained_or_is_self_explaining() -> None:
    weights = load("diagnosis_quality")
    assert set(weights["reasons"]) <= set(weights["audience"]) | set(weights["market"])
