from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from agents.digest.ranking import expected_gain, got_worse, ranked, weekly_volume
from agents.digest.types import Candidate, Standard

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
STANDARD = Standard(audience="new_buyers", score=1.0, templates=40, shops=9)


def template(campaign_id: str = "C-1", **values: Any) -> Candidate:
    """Ten weeks old, clearly below what strong templates reach."""
    told = {
        "group": f"g-{campaign_id}",
        "campaign_id": campaign_id,
        "audience": "new_buyers",
        "delivered": 1000,
        "first_sent": NOW - timedelta(weeks=10),
        "score": 0.4,
        "low": 0.3,
        "high": 0.5,
        "shrunk": 0.42,
        "percentile": 0.2,
    }
    return Candidate.model_validate(told | values)


def order(*candidates: Candidate, **past: Any) -> list[str]:
    told = {"told": {}, "settled": frozenset()} | past
    found, _ = ranked(candidates, {"new_buyers": STANDARD}, now=NOW, **told)
    return [one.candidate.campaign_id for one in found]


def test_the_gain_is_the_way_to_the_strong_times_the_messages_of_a_week() -> None:
    assert weekly_volume(template(), NOW) == 100
    assert expected_gain(template(), STANDARD, 100) == pytest.approx(58)
    assert expected_gain(template(shrunk=1.2), STANDARD, 100) == 0


def test_a_campaign_of_this_week_counts_as_one_week_and_an_undated_one_as_a_quarter() -> None:
    assert weekly_volume(template(first_sent=NOW), NOW) == 1000
    assert weekly_volume(template(first_sent=NOW + timedelta(days=1)), NOW) == 1000
    assert weekly_volume(template(first_sent=None, delivered=1300), NOW) == 100


def test_what_would_bring_most_comes_first_not_what_scores_worst() -> None:
    worst = template("C-1", shrunk=0.1, low=0.0, high=0.2, delivered=50)
    most_sent = template("C-2", shrunk=0.5, delivered=9000)
    assert order(worst, most_sent) == ["C-2", "C-1"]


def test_one_that_may_be_as_good_as_strong_ones_is_left_alone() -> None:
    five_people = template(delivered=5, low=-0.6, high=1.4, shrunk=0.55)
    assert order(five_people) == []


def test_a_segment_without_a_standard_ranks_nothing() -> None:
    assert order(template(audience="repeat_buyers")) == []


def test_the_same_template_does_not_come_again_unless_it_got_worse() -> None:
    same, worse = template("C-1"), template("C-2")
    told = {same.group: 0.45, worse.group: 0.60}  # of an interval of ± 0.1
    found, again = ranked([same, worse], {"new_buyers": STANDARD}, told=told, settled=frozenset(), now=NOW)
    assert [(one.candidate.campaign_id, one.worse) for one in found] == [("C-2", True)]
    assert again == 1
    assert not got_worse(same, 0.51)
    assert got_worse(same, 0.53)


def test_what_was_settled_does_not_come_again_even_if_it_got_worse() -> None:
    one = template()
    assert order(one, told={one.group: 0.9}, settled={one.group}) == []


def test_equals_stand_in_the_order_of_their_ids() -> None:
    assert order(template("C-3"), template("C-1"), template("C-2")) == ["C-1", "C-2", "C-3"]
