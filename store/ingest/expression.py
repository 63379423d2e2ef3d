"""The expression of `engagement` as DuckDB's SQL, over tables of these names and columns."""

from functools import cache
from typing import Final

from store.ingest.behaviour import WEIGHTS

# What the expression sees of each table: there, messages and campaigns are named by keys.
SENDS: Final = {"message": "uint64", "campaign": "uint64", "delivered_at": "timestamp"}
EVENTS: Final = {
    "message": "uint64",
    "event": "string",
    "at": "timestamp",
    "machine_open": "boolean",
    "suspected_bot": "boolean",
}
CAMPAIGNS: Final = {
    "campaign": "uint64",
    "merchant_id": "string",
    "group_key": "string",
    "audience": "string",
}
TOTALS: Final = {"campaign": "uint64", "delivered": "int64"} | dict.fromkeys(WEIGHTS, "int64")
COUNTS: Final = TOTALS | {"score_sum": "int64", "score_squares": "int64"}
#: What is told of each version of a campaign.
OUTCOMES: Final = (
    "merchant_id",
    "campaign_id",
    "variant",
    "delivered",
    *WEIGHTS,
    "clicked",
    "score_sum",
    "score_squares",
)


def warm_up() -> None:
    """Have the expression compiled, which takes some tenths of a second the first time."""
    count_sql()
    rank_sql()


@cache
def count_sql() -> str:
    """The SQL of `engagement.count` over the tables sends and events."""
    # Ibis takes a quarter of a second to import, which only an import of files should pay.
    import ibis  # noqa: PLC0415

    from store.ingest.engagement import count  # noqa: PLC0415

    sends, events = ibis.table(SENDS, name="sends"), ibis.table(EVENTS, name="events")
    return str(ibis.to_sql(count(sends, events), dialect="duckdb"))


@cache
def rank_sql() -> str:
    """The SQL of `engagement.rank` over the tables campaigns, counts, and totals of the others."""
    import ibis  # noqa: PLC0415

    from store.ingest.engagement import count_totals, rank  # noqa: PLC0415

    counts = ibis.table(COUNTS, name="counts")
    totals = count_totals(ibis.table(TOTALS, name="totals"))
    both = counts.select(*COUNTS).union(totals.select(*COUNTS))
    return str(ibis.to_sql(rank(both, ibis.table(CAMPAIGNS, name="campaigns")), dialect="duckdb"))
