"""The pictures are PNGs as wide as three phones' points, on no paper, and their words tell the same."""

import struct
from collections.abc import Callable

import pytest

from agents.digest.types import Mark, WeekMean
from handlers.pictures.spread import spread_picture, spread_words
from handlers.pictures.trend import has_trend, trend_picture, trend_words
from tests.handlers.slack.blocks.digests import digest, spread

TREND = digest().trend


def size_and_kind(png: bytes) -> tuple[int, int, int]:
    """Width, height and colour type (6: with transparency) of a PNG."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, _, kind = struct.unpack(">IIBB", png[16:26])
    return width, height, kind


def test_a_panel_for_each_segment() -> None:
    one, three = (size_and_kind(spread_picture([spread()] * number, "SG")) for number in (1, 3))
    assert one[0] == three[0] == 1080
    assert three[1] > 2 * one[1]
    assert one[2] == three[2] == 6


def test_the_weeks_are_drawn() -> None:
    assert size_and_kind(trend_picture(TREND, "SG")) == (1080, 522, 6)


@pytest.mark.parametrize(
    "draw",
    [lambda: spread_picture([spread()], "ID"), lambda: trend_picture(TREND, "ID")],
    ids=["spread", "trend"],
)
def test_the_same_values_are_the_same_bytes(draw: Callable[[], bytes]) -> None:
    assert draw() == draw()


def test_numbers_on_one_place_can_all_be_drawn() -> None:
    crowded = spread().model_copy(update={"marks": tuple(Mark(score=0.3, position=n) for n in range(1, 6))})
    assert size_and_kind(spread_picture([crowded], None))[0] == 1080


def test_the_words_of_a_spread_tell_what_it_shows() -> None:
    said = spread_words([spread()], "ID")
    assert "New buyers: 71 templates, 14 shops" in said
    assert "between 0,20 and 0,80; strong ones reach 0,83" in said
    assert "To fix: no. 1 at 0,24. Your others at 0,61." in said


def test_the_words_of_a_trend_name_every_week() -> None:
    said = trend_words(TREND, "SG")
    assert said.count("delivered") == 12
    assert "31 Aug 0.30 (1,000 delivered)" in said


def test_weeks_without_messages_are_gaps_and_two_make_no_trend() -> None:
    gaps = tuple(
        WeekMean(monday=week.monday, score=week.score if number < 3 else None, delivered=5)
        for number, week in enumerate(TREND)
    )
    assert has_trend(gaps)
    assert size_and_kind(trend_picture(gaps, "SG"))[0] == 1080
    assert not has_trend(gaps[1:])


def test_scores_below_zero_and_zeros_can_be_drawn() -> None:
    low = tuple(
        WeekMean(monday=week.monday, score=-1.0 * (n % 2), delivered=9) for n, week in enumerate(TREND)
    )
    assert size_and_kind(trend_picture(low, "SG"))[0] == 1080
