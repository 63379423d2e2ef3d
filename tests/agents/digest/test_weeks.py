from datetime import UTC, date, datetime, timedelta

import pytest

from agents.digest.weeks import Weekly, monday_of, week_of

MONDAYS_AT_NINE = {"day": 0, "hour": 9}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "due"),
    [
        ("Asia/Kathmandu", "2026-11-23T03:15"),
        ("Pacific/Honolulu", "2026-11-23T19:00"),
        ("Asia/Singapore", "2026-11-23T01:00"),
        ("Pacific/Kiritimati", "2026-11-22T19:00"),
        ("UTC", "2026-11-23T09:00"),
    ],
)
def test_it_is_due_at_the_shops_own_hour(zone: str, due: str) -> None:
    assert Weekly(zone=zone, **MONDAYS_AT_NINE).due("2026-W48") == at(due)


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [
        ("Europe/Berlin", "2026-10-19T07:00", "2026-10-26T08:00"),
        ("America/New_York", "2026-10-26T13:00", "2026-11-02T14:00"),
        ("Europe/Berlin", "2027-03-22T08:00", "2027-03-29T07:00"),
        ("America/New_York", "2027-03-08T14:00", "2027-03-15T13:00"),
    ],
)
def test_nine_stays_nine_when_the_clocks_change(zone: str, before: str, after: str) -> None:
    weekly = Weekly(zone=zone, **MONDAYS_AT_NINE)
    _, due = weekly.next(at(before) - timedelta(seconds=1))
    assert due == at(before)
    assert weekly.next(due)[1] == at(after)


@pytest.mark.parametrize(
    ("zone", "week", "hour", "due"),
    [
        ("Europe/Berlin", "2027-W12", 2, "2027-03-28T01:00"),  # there is no 02:00: 03:00 summer time
        ("America/New_York", "2027-W10", 2, "2027-03-14T07:00"),
        ("Australia/Lord_Howe", "2026-W40", 2, "2026-10-03T15:30"),  # half an hour is skipped
        ("Europe/Berlin", "2026-W43", 2, "2026-10-25T00:00"),  # comes twice: the first
        ("America/New_York", "2026-W44", 1, "2026-11-01T05:00"),
    ],
)
def test_an_hour_that_is_skipped_or_comes_twice_is_due_once(
    zone: str, week: str, hour: int, due: str
) -> None:
    weekly = Weekly(zone=zone, day=6, hour=hour)
    assert weekly.due(week) == at(due)
    moments = [at(due) + timedelta(minutes=15 * step) for step in range(-16, 17)]
    assert [week for now in moments if weekly.last(now)[0] == week] == [week] * 17
    assert weekly.next(at(due))[1] - at(due) > timedelta(days=6)


def test_the_leap_week_53_belongs_to_its_year_and_is_followed_by_week_1() -> None:
    weekly = Weekly(zone="Asia/Singapore", **MONDAYS_AT_NINE)
    assert weekly.last(at("2026-12-28T01:00")) == ("2026-W53", at("2026-12-28T01:00"))
    assert weekly.last(at("2027-01-03T12:00"))[0] == "2026-W53"
    assert weekly.next(at("2026-12-28T01:00")) == ("2027-W01", at("2027-01-04T01:00"))
    fridays = Weekly(zone="Asia/Singapore", day=4, hour=9)
    assert fridays.last(at("2027-01-01T02:00"))[0] == "2026-W53"


def test_every_week_of_ten_years_is_due_once_and_in_order() -> None:
    weekly = Weekly(zone="America/Santiago", day=6, hour=0)  # where midnight itself is skipped
    now, weeks = at("2024-01-01T12:00"), list[str]()
    while now < at("2034-01-01T00:00"):
        week, now = weekly.next(now)
        weeks.append(week)
        assert weekly.last(now) == (week, now)
    assert weeks == sorted(set(weeks))
    assert len(weeks) == 522


def test_a_week_has_a_monday_and_a_day_has_a_week() -> None:
    assert monday_of("2026-W53") == date(2026, 12, 28)
    assert week_of(date(2027, 1, 3)) == "2026-W53"


@pytest.mark.parametrize("said", ["2027-W53", "2026-48", "W48", "", "2026-W00", "²⁰²⁶-W48"])
def test_what_is_no_week_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        monday_of(said)
