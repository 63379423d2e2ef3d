"""How long our ingestion takes beside a bare DuckDB query with the same result, and how much memory.

    python evals/ingest.py [--rows 3000000] [--campaigns 15000] [--runs 3]

Sends and events are generated with duplicates, early, late, machine and bot events, as CSV and as
Parquet. Ours is everything from the files to scores in SQLite: hashing, checking every row, keeping
normalised Parquet, the Ibis expression, the upserts. The bare query is what a person would write by
hand to get the same numbers from the same files, into a CSV. Each run is a process of its own, ours
and bare in turn, the best of each; start-up (imports, compiling the expression: once a process,
0.3 s) is not counted. The bar: at most 1.5 times the bare query's time, and less than 2 GB.
"""

# ruff: noqa: S608, S603 (every path and command is our own)

import argparse
import asyncio
import json
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import duckdb

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from store.database import Database
from store.ingest.expression import warm_up
from store.ingest.run import ingest, ingest_all

_NOW = datetime(2026, 11, 20, tzinfo=UTC)
_BAR, _BAR_GB = 1.5, 2.0
_DIGITS = 1e-9

_GENERATE = """
CREATE TABLE sends AS SELECT 'm' || lpad(CAST(i % {campaigns} % 20 AS VARCHAR), 2, '0') AS merchant_id,
    'C-' || CAST(1000 + i % {campaigns} AS VARCHAR) AS campaign_id,
    'msg-' || lpad(CAST(i AS VARCHAR), 10, '0') || '-' || substr(md5(CAST(i AS VARCHAR)), 1, 8) AS message_id,
    TIMESTAMP '2026-10-01' + to_seconds((i % {campaigns}) * 100 + i * 7919 % 3600) AS delivered_at
FROM range({rows}) t(i);
CREATE TABLE events AS SELECT merchant_id, message_id, event,
    delivered_at + to_seconds(CAST(hash(message_id, event) % 640000 AS BIGINT) - 5000) AS time,
    hash(message_id, event, 1) % 50 = 0 AS machine_open,
    hash(message_id, event, 2) % 50 = 0 AS is_suspected_bot_click
FROM sends, (VALUES ('read', 30), ('click_store', 3), ('click_voucher', 2), ('click_product', 3),
    ('crm_button', 3), ('unsubscribe', 1)) v(event, share)
WHERE hash(message_id, event, 3) % 10000 < share * (50 + hash(campaign_id) % 100);
INSERT INTO sends SELECT * REPLACE (delivered_at + INTERVAL 1 HOUR AS delivered_at) FROM sends
    WHERE hash(message_id) % 100 = 0;
INSERT INTO events SELECT * FROM events WHERE hash(message_id) % 50 = 1;
CREATE TABLE campaigns AS SELECT 'm' || lpad(CAST(i % 20 AS VARCHAR), 2, '0') AS merchant_id,
    'C-' || CAST(1000 + i AS VARCHAR) AS campaign_id,
    ['potential_new_customers', 'new_buyers', 'lapsing_buyers', 'abandoned_cart_buyers',
     'unpaid_order_buyers', 'post_purchase_group', 'price_drop_group', 'active_old_followers',
     'frequent_buyers', 'new_followers', 'repeat_buyers'][1 + i % 11] AS audience,
    'push' AS channel, 'Title ' || i AS title, 'Body ' || i AS body
FROM range({campaigns}) t(i);
"""

_BARE = """
COPY (WITH s AS (SELECT merchant_id, message_id, min(campaign_id) AS campaign_id, min(delivered_at) AS d
      FROM '{sends}' GROUP BY ALL),
f AS (SELECT s.merchant_id, s.campaign_id, s.message_id, bool_or(event = 'read') AS r,
    bool_or(event = 'click_store') AS cs, bool_or(event = 'click_voucher') AS cv,
    bool_or(event = 'click_product') AS cp, bool_or(event = 'crm_button') AS cb,
    bool_or(event = 'unsubscribe') AS un
    FROM s JOIN '{events}' e ON e.merchant_id = s.merchant_id AND e.message_id = s.message_id
        AND e.time BETWEEN s.d AND s.d + INTERVAL 7 DAY
    WHERE NOT (event = 'read' AND machine_open)
        AND NOT (is_suspected_bot_click
            AND event IN ('click_store', 'click_voucher', 'click_product', 'crm_button'))
    GROUP BY ALL),
p AS (SELECT *, r::INT + 3 * cs::INT + 3 * cv::INT + 4 * cp::INT + 2 * cb::INT - 5 * un::INT AS score FROM f),
b AS (SELECT merchant_id, campaign_id, sum(r::INT) AS read, sum(cs::INT) AS click_store,
    sum(cv::INT) AS click_voucher, sum(cp::INT) AS click_product, sum(cb::INT) AS crm_button,
    sum(un::INT) AS unsubscribe, sum(score) AS total, sum(score * score) AS squares FROM p GROUP BY ALL),
n AS (SELECT merchant_id, campaign_id, count(*) AS delivered FROM s GROUP BY ALL),
c AS (SELECT n.*, audience, coalesce(read, 0) AS read, coalesce(click_store, 0) AS click_store,
    coalesce(click_voucher, 0) AS click_voucher, coalesce(click_product, 0) AS click_product,
    coalesce(crm_button, 0) AS crm_button, coalesce(unsubscribe, 0) AS unsubscribe,
    coalesce(total, 0) AS total, coalesce(squares, 0) AS squares, coalesce(total, 0) / delivered AS mean
    FROM n JOIN '{campaigns}' USING (merchant_id, campaign_id) LEFT JOIN b USING (merchant_id, campaign_id)),
v AS (SELECT audience, (sum(squares) - sum(total * mean)) / (sum(delivered) - count(*)) AS within,
    sum(total * mean) - sum(total)::DOUBLE ** 2 / sum(delivered) AS among, count(*) AS k,
    sum(delivered) - sum(delivered::DOUBLE ** 2) / sum(delivered) AS size FROM c GROUP BY ALL),
t AS (SELECT *, greatest(0, (among - (k - 1) * within) / size) AS between_ FROM v),
w AS (SELECT c.*, between_ / (between_ + within / delivered) AS weight FROM c JOIN t USING (audience)),
m AS (SELECT *, sum(weight * mean) OVER a / sum(weight) OVER a AS centre FROM w
    WINDOW a AS (PARTITION BY audience)),
k AS (SELECT *, centre + weight * (mean - centre) AS shrunk FROM m)
SELECT merchant_id, campaign_id, delivered, read, click_store, click_voucher, click_product, crm_button,
    unsubscribe, mean, shrunk, percent_rank() OVER (PARTITION BY audience ORDER BY shrunk) AS percentile
FROM k
) TO '{result}' (HEADER)
"""


def main() -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=3_000_000)
    parser.add_argument("--campaigns", type=int, default=15_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--worker", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        what, form, folder = arguments.worker
        work = _ours if what == "ours" else _bare
        print(json.dumps(work(form, Path(folder))))
        return
    with tempfile.TemporaryDirectory(prefix="ingest-") as name:
        _benchmark(Path(name), arguments.rows, arguments.campaigns, arguments.runs)


def _benchmark(folder: Path, rows: int, campaigns: int, runs: int) -> None:
    print(f"Generating {rows:,} messages of {campaigns:,} campaigns …")
    _generate(folder, rows, campaigns)
    for form in ("parquet", "csv"):
        figures: dict[str, list[dict[str, float]]] = {"bare": [], "ours": []}
        for _ in range(runs):
            for what, measured in figures.items():
                measured.append(_measure(what, form, folder))
        seconds = {what: min(run["seconds"] for run in found) for what, found in figures.items()}
        memory = max(run["gigabytes"] for run in figures["ours"])
        ratio, work = (
            min(run[unit] for run in figures["ours"]) / min(run[unit] for run in figures["bare"])
            for unit in ("seconds", "processor")
        )
        print(
            f"{form:8} bare {seconds['bare']:.2f} s, ours {seconds['ours']:.2f} s: ratio {ratio:.2f} "
            f"(bar {_BAR}; {work:.2f} in processor time), peak {memory:.2f} GB (bar {_BAR_GB}); "
            f"{_compare(folder, form)}"
        )


def _generate(folder: Path, rows: int, campaigns: int) -> None:
    with duckdb.connect() as connection:
        connection.execute(_GENERATE.format(rows=rows, campaigns=campaigns))
        connection.execute(f"COPY campaigns TO '{folder / 'campaigns.csv'}' (HEADER)")
        for form in ("csv", "parquet"):
            for table in ("sends", "events"):
                connection.execute(f"COPY {table} TO '{folder / f'{table}.{form}'}' (FORMAT {form})")
    asyncio.run(_prepare(folder))


async def _prepare(folder: Path) -> None:
    """A database with the campaigns in it, for every run to start from."""
    database = Database(f"sqlite:///{folder / 'base.db'}")
    await database.upgrade()
    await ingest(database, folder / "base", folder / "campaigns.csv", now=_NOW)
    await database.close()


def _measure(what: str, form: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--worker", what, form, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _ours(form: str, folder: Path) -> dict[str, float]:
    warm_up()
    data = folder / "data"
    shutil.rmtree(data, ignore_errors=True)
    shutil.copy(folder / "base.db", folder / f"{form}.db")
    return asyncio.run(_ingest(form, folder, data))


async def _ingest(form: str, folder: Path, data: Path) -> dict[str, float]:
    database = Database(f"sqlite:///{folder / f'{form}.db'}")
    files = [folder / f"sends.{form}", folder / f"events.{form}"]
    start, used = time.perf_counter(), time.process_time()
    await ingest_all(database, data, files, now=_NOW)
    seconds = time.perf_counter() - start
    processor = time.process_time() - used
    await database.close()
    return {"seconds": seconds, "processor": processor, "gigabytes": _peak()}


def _bare(form: str, folder: Path) -> dict[str, float]:
    start, used = time.perf_counter(), time.process_time()
    with duckdb.connect() as connection:
        connection.execute("SET memory_limit = '1GB'; SET preserve_insertion_order = false")
        connection.execute(
            _BARE.format(
                sends=folder / f"sends.{form}",
                events=folder / f"events.{form}",
                campaigns=folder / "campaigns.csv",
                result=folder / f"bare-{form}.csv",
            )
        )
    seconds, processor = time.perf_counter() - start, time.process_time() - used
    return {"seconds": seconds, "processor": processor, "gigabytes": _peak()}


def _peak() -> float:
    """Peak resident memory in GB; Linux counts it in kB, macOS in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9


def _compare(folder: Path, form: str) -> str:
    """Whether both gave the same counts and, to nine digits, the same scores."""
    counts = "delivered, read, click_store, click_voucher, click_product, crm_button, unsubscribe"
    ours = sqlite3.connect(folder / f"{form}.db").execute(
        f"SELECT c.merchant_id, c.id, {counts}, mean_score, shrunk_score FROM campaigns c "
        "JOIN engagement e ON e.merchant_id = c.merchant_id AND e.group_key = c.group_key"
    )
    with duckdb.connect() as connection:
        bare = connection.execute(
            f"SELECT merchant_id, campaign_id, {counts}, mean, shrunk FROM '{folder / f'bare-{form}.csv'}'"
        ).fetchall()
    by_key = {row[:2]: row[2:] for row in bare}
    alike = sum(_same(row[2:], by_key.get(row[:2], ())) for row in ours)
    return f"{alike:,} of {len(bare):,} campaigns with the same result"


def _same(ours: tuple[float, ...], bare: tuple[float, ...]) -> bool:
    return len(ours) == len(bare) and all(
        abs(one - other) < _DIGITS for one, other in zip(ours, bare, strict=True)
    )


if __name__ == "__main__":
    main()
