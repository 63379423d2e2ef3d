from datetime import date

import pytest

from agents.engines.rules.understanding.days_said import is_only_a_day
from agents.engines.rules.understanding.days_told import no_such_day, start_told, two_days
from agents.engines.rules.understanding.offer_terms import last_day
from agents.facts.read import read_facts

FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("until friday", date(2026, 11, 27)),
        ("until next friday", date(2026, 12, 4)),
        ("till next sunday", date(2026, 12, 6)),
        ("till sunday", date(2026, 11, 29)),
        ("next monday", date(2026, 11, 30)),
        ("till end of the month", date(2026, 11, 30)),
        ("until the end of next month", date(2026, 12, 31)),
        ("this week", date(2026, 11, 29)),
        ("valid 1 week", date(2026, 12, 4)),
        ("for two weeks", date(2026, 12, 11)),
        ("for 3 days", date(2026, 11, 30)),
        ("valid for a month", date(2026, 12, 27)),
        ("1-5 dec", date(2026, 12, 5)),
        ("before 5 dec", date(2026, 12, 4)),
        ("from 5 dec", None),
        ("for regulars", None),
    ],
)
def test_the_last_day_is_the_one_that_was_meant(text: str, day: date | None) -> None:
    assert last_day(text, read_facts(text, today=FRIDAY, market="SG"), FRIDAY) == day


def test_a_month_from_the_end_of_january_is_the_end_of_february() -> None:
    assert last_day("valid 1 month", (), date(2027, 1, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("text", "is_day"),
    [
        ("make that 12 dec", True),
        ("no, till next monday pls", True),
        ("see you sunday", False),
        ("12 dec or 15%?", False),
    ],
)
def test_a_day_alone_is_known(text: str, is_day: bool) -> None:
    assert is_only_a_day(text, read_facts(text, today=FRIDAY)) == is_day


@pytest.mark.parametrize(
    ("text", "day"),
    [("until 31 nov", "31 nov"), ("Feb 30", "Feb 30"), ("until 30 nov", None), ("29 feb", None)],
)
def test_a_day_that_does_not_exist_is_found(text: str, day: str | None) -> None:
    assert no_such_day(text) == day


def test_a_day_in_figures_that_is_months_away_may_be_another() -> None:
    assert two_days("until 12/5", today=FRIDAY, market="SG") == (date(2027, 5, 12), date(2026, 12, 5))
    assert two_days("until 5/12", today=FRIDAY, market="SG") is None
    assert two_days("until 28/5", today=FRIDAY, market="SG") is None


def test_a_first_day_is_known_for_one() -> None:
    assert start_told("10% off 1-5 dec")
    assert start_told("1 dec to 5 dec")
    assert not start_told("until 5 dec")
