"""The one expression against the reference in plain Python, on small random histories."""

from datetime import datetime, timedelta
from functools import cache
from itertools import chain
from typing import Any

import duckdb
import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ibis.config import Config

from store.ingest.engagement import engagement
from tests.store.ingest import reference
from tests.store.ingest.reference import WEIGHTS, Campaign, Event, Send

START = datetime(2026, 10, 1, 12)  # noqa: DTZ001 (DuckDB's and Spark's TIMESTAMP are naive)
TABLES = {
    "sends": {"message": "string", "campaign": "string", "delivered_at": "timestamp"},
    "events": {
        "message": "string",
        "event": "string",
        "at": "timestamp",
        "machine_open": "boolean",
        "suspected_bot": "boolean",
    },
    "campaigns": {"campaign": "string", "merchant_id": "string", "group_key": "string", "audience": "string"},
}
TYPES = {"string": "VARCHAR", "timestamp": "TIMESTAMP", "boolean": "BOOLEAN"}

# Eight messages over five campaigns, hours around the seven days' two ends: collisions are likely.
messages = st.integers(0, 7).map(lambda number: f"message-{number}")
campaign_ids = st.integers(0, 4).map(lambda number: f"C-{number}")
moments = st.builds(
    lambda day, second: START + timedelta(days=day, seconds=second),
    st.integers(-1, 9),
    st.integers(-1, 1),
)
sends = st.lists(st.builds(Send, messages, campaign_ids, moments), min_size=1, max_size=16)
events = st.lists(
    st.builds(Event, messages, st.sampled_from(sorted(WEIGHTS)), moments, st.booleans(), st.booleans()),
    max_size=25,
)
campaigns = st.lists(
    st.builds(
        Campaign,
        campaign_ids,
        st.sampled_from(["m01", "m02"]),
        st.sampled_from(["g1", "g2", "g3", "g4"]),
        st.sampled_from(["new_buyers", "repeat_buyers"]),
    ),
    max_size=5,
    unique_by=lambda one: one.campaign,
)


@cache
def _compiled(dialect: str = "duckdb") -> str:
    tables = {name: ibis.table(schema, name=name) for name, schema in TABLES.items()}
    return str(ibis.to_sql(engagement(**tables), dialect=dialect))


def _run(**rows: list[Any]) -> list[dict[str, Any]]:
    with duckdb.connect() as connection:
        for name, schema in TABLES.items():
            columns = ", ".join(f'"{column}" {TYPES[kind]}' for column, kind in schema.items())
            connection.execute(f"CREATE TABLE {name} ({columns})")
            if rows[name]:
                row = f"({', '.join('?' * len(schema))})"
                values = ", ".join([row] * len(rows[name]))
                connection.execute(f"INSERT INTO {name} VALUES {values}", list(chain(*rows[name])))  # noqa: S608
        cursor = connection.execute(_compiled())
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@settings(max_examples=50, deadline=None)
@given(sends, events, campaigns)
def test_the_expression_equals_a_count_by_hand(
    sends: list[Send], events: list[Event], campaigns: list[Campaign]
) -> None:
    """Duplicates, early, late, machine and bot events included."""
    expected = reference.engagement(sends, events, campaigns)
    rows = {
        (row["merchant_id"], row["group_key"], row["audience"]): row
        for row in _run(sends=sends, events=events, campaigns=campaigns)
    }
    assert rows.keys() == expected.keys()
    for key, group in expected.items():
        row = rows[key]
        assert row["delivered"] == len(group.scores)
        assert {name: row[name] for name in WEIGHTS} == group.counts
        assert row["mean_score"] == pytest.approx(group.mean)
        assert row["shrunk_score"] == pytest.approx(group.shrunk, abs=1e-9)


def _history(*means: tuple[int, int]) -> tuple[list[Send], list[Event], list[Campaign]]:
    """Campaigns of (messages, of which read), one group each, one segment."""
    sends, events, campaigns = [], [], []
    for number, (size, read) in enumerate(means):
        campaigns.append(Campaign(f"C-{number}", "m01", f"g{number}", "new_buyers"))
        for message in range(size):
            name = f"{number}-{message}"
            sends.append(Send(name, f"C-{number}", START))
            if message < read:
                events.append(Event(name, "read", START, False, False))
    return sends, events, campaigns


def _ranked(*means: tuple[int, int]) -> list[dict[str, Any]]:
    sends, events, campaigns = _history(*means)
    return sorted(
        _run(sends=sends, events=events, campaigns=campaigns), key=lambda row: str(row["group_key"])
    )


def test_percentiles_and_quarters_follow_the_shrunk_score() -> None:
    """Eight campaigns of one size, each better than the one before."""
    rows = _ranked(*((200, 20 * step) for step in range(1, 9)))
    assert [row["percentile"] for row in rows] == pytest.approx([(step + 0.5) / 8 for step in range(8)])
    assert [row["quarter"] for row in rows] == ["weak", "weak", None, None, None, None, "strong", "strong"]


def test_a_template_sent_to_five_people_neither_leads_nor_trails() -> None:
    """Five of five read, and none of five: both means are extreme, both shrink into the middle."""
    by_score = _ranked(*((400, 140 + 4 * step) for step in range(12)), (5, 5), (5, 0))
    lucky, unlucky = (next(row for row in by_score if row["group_key"] == name) for name in ("g12", "g13"))
    assert (lucky["mean_score"], unlucky["mean_score"]) == (1.0, 0.0)
    assert (lucky["quarter"], unlucky["quarter"]) == (None, None)
    quarters = {row["group_key"]: row["quarter"] for row in by_score}
    assert (quarters["g0"], quarters["g11"]) == ("weak", "strong")


def test_where_campaigns_differ_by_chance_alone_none_is_strong_or_weak() -> None:
    rows = _ranked((100, 50), (100, 51), (100, 49), (100, 50), (100, 50))
    assert {row["percentile"] for row in rows} == {0.5}
    assert {row["quarter"] for row in rows} == {None}


def test_the_interval_of_the_mean_narrows_with_the_sample() -> None:
    few, many = _ranked((20, 10), (2000, 1000))
    assert few["score_low"] < few["mean_score"] < few["score_high"]
    assert few["score_high"] - few["score_low"] == pytest.approx(
        10 * (many["score_high"] - many["score_low"])
    )


def test_both_ends_of_the_seven_days_count() -> None:
    sends = [Send(f"m{number}", "C-0", START) for number in range(4)]
    offsets = (timedelta(0), timedelta(days=7), timedelta(seconds=-1), timedelta(days=7, seconds=1))
    events = [Event(f"m{n}", "read", START + offset, False, False) for n, offset in enumerate(offsets)]
    (row,) = _run(sends=sends, events=events, campaigns=[Campaign("C-0", "m01", "g", "new_buyers")])
    assert row["read"] == 2


class _SparkOptions(Config):  # type: ignore[misc]
    treat_nan_as_null: bool = False


def test_the_expression_compiles_for_spark(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every operation in it has a form for Spark: a function of DuckDB's alone would fail here."""
    # Ibis makes these options when pyspark, which we don't install, is imported.
    monkeypatch.setattr(ibis.options, "pyspark", _SparkOptions())
    assert "INTERVAL" in _compiled("pyspark")
