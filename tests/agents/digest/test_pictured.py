"""What the pictures of a digest are drawn from."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.digest.spread import spread_of
from agents.digest.trend import trend_of
from agents.digest.types import Mark, Standard

STANDARD = Standard(audience="new_buyers", score=1.0, templates=40, shops=9)
SCORES = [0.1 + 0.03 * step for step in range(40)]


def test_every_template_is_in_a_bar_and_no_bar_is_one_shops_template() -> None:
    spread = spread_of(SCORES, STANDARD, [Mark(score=0.2, position=1)])
    assert spread
    assert sum(spread.counts) == 40
    assert min(spread.counts) >= 3
    assert len(spread.edges) == len(spread.counts) + 1


@given(st.lists(st.floats(-5, 10), min_size=6, max_size=200))
def test_bars_hold_three_at_least_and_everything(scores: list[float]) -> None:
    spread = spread_of(scores, STANDARD, [])
    if spread is not None:
        assert sum(spread.counts) == len(scores)
        assert min(spread.counts) >= 3
        assert all(a < b for a, b in pairwise(spread.edges))


def test_the_best_and_the_worst_of_all_do_not_show() -> None:
    spread = spread_of([*SCORES, 55.0], STANDARD, [])
    assert spread
    assert max(spread.edges) < 2


@pytest.mark.parametrize("scores", [SCORES[:5], [0.5] * 40])
def test_too_few_or_all_alike_are_no_picture(scores: list[float]) -> None:
    assert spread_of(scores, STANDARD, []) is None


def test_a_segment_of_few_shops_is_no_picture() -> None:
    few = STANDARD.model_copy(update={"shops": 4})
    assert spread_of(SCORES, few, []) is None


def test_a_weeks_mean_is_over_its_messages_and_weeks_begin_where_the_shop_is() -> None:
    sunday_night = datetime(2026, 11, 15, 17, 0, tzinfo=UTC)  # Monday in Singapore
    sent = [(sunday_night, 100, 1.0), (datetime(2026, 11, 18, tzinfo=UTC), 300, 0.2)]
    trend = trend_of(sent, week="2026-W48", zone="Asia/Singapore")
    assert len(trend) == 12
    assert trend[0].monday == date(2026, 8, 31)
    assert (trend[-1].monday, trend[-1].delivered) == (date(2026, 11, 16), 400)
    assert trend[-1].score == pytest.approx(0.4)
    assert trend[-2].score is None
    in_honolulu = trend_of(sent, week="2026-W48", zone="Pacific/Honolulu")
    assert [week.delivered for week in in_honolulu[-2:]] == [100, 300]


def test_what_is_older_or_of_this_week_is_left_out() -> None:
    sent = [(datetime(2026, 8, 30, tzinfo=UTC), 100, 1.0), (datetime(2026, 11, 24, tzinfo=UTC), 100, 1.0)]
    assert not any(week.delivered for week in trend_of(sent, week="2026-W48", zone="UTC"))
