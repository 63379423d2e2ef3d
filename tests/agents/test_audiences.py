"""What each segment implies."""

import pytest

from agents.audiences import profile
from agents.lexicons import load
from agents.types import SEGMENTS, Segment


@pytest.mark.parametrize("segment", SEGMENTS)
def test_every_segment_is_described_in_plain_words(segment: Segment) -> None:
    about = profile(segment)
    assert about.segment == segment
    assert about.plain_name.startswith("people ")
    assert about.steps
    assert about.may
    assert about.may_not


@pytest.mark.parametrize("segment", SEGMENTS)
def test_what_may_not_be_presumed_has_wordings_to_find_it(segment: Segment) -> None:
    about = profile(segment)
    assert about.presume_not | about.fits <= set(load("diagnosis_presumptions"))


@pytest.mark.parametrize("segment", SEGMENTS)
def test_what_shows_that_a_message_knows_its_readers_is_not_false_for_them(segment: Segment) -> None:
    about = profile(segment)
    assert not about.presume_not & about.fits


def test_strangers_are_told_apart_from_people_who_have_bought() -> None:
    assert profile("potential_new_customers").newness == "new"
    assert profile("frequent_buyers").newness == "known"
