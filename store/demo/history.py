"""Message logs that add up to the demo's totals, once the dirt in them is dropped."""

# ruff: noqa: S608 (nothing here comes from outside)

from datetime import datetime
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from store.demo.corpus import demo_campaigns
from store.ingest.behaviour import WEIGHTS
from store.ingest.engine import Limits, connect
from store.ingest.sql import quoted

# Multiplying by a prime larger than any count of messages and taking the remainder shuffles 0 … n − 1
# without a repetition: so exactly as many different messages get a behaviour as the totals say, and
# the same ones every time.
_SHUFFLE = {
    "read": 1_000_003,
    "click_store": 1_000_033,
    "click_voucher": 1_000_037,
    "click_product": 1_000_039,
    "crm_button": 1_000_081,
    "unsubscribe": 1_000_099,
}
_PLACES = {name: place for place, name in enumerate(WEIGHTS)}

# Seconds after delivery, most of them early; the last reader is done two hours before the seven days are.
_READ_AFTER = "CAST(597600 * pow(((m * 48271 + n * 1009) % 10007) / 10007, 3) AS BIGINT)"


def write_logs(sends: Path, events: Path, folder: Path) -> None:
    """Write the sends and events of the demo as Parquet, the same bytes for the same version of DuckDB.

    About 1.3 million messages. Some sends are logged twice, the second time later; some events are
    logged twice, come too early or too late, are opened by machines or clicked by bots.
    """
    # One thread keeps the rows in order, and so the bytes and the hash of the files.
    with connect(Limits(threads=1), folder) as connection:
        connection.execute("SET preserve_insertion_order = true")
        _table_of_campaigns(connection, demo_campaigns())
        for path, select in ((sends, _sends()), (events, _events())):
            connection.execute(f"COPY ({select}) TO {quoted(str(path))} (FORMAT parquet)")


def _table_of_campaigns(connection: DuckDBPyConnection, campaigns: list[dict[str, Any]]) -> None:
    rows = [
        [
            number,
            campaign["merchant"]["id"],
            campaign["id"],
            datetime.fromisoformat(campaign["sent_at"]).replace(tzinfo=None),
            campaign["engagement"]["delivered"],
            *(campaign["engagement"][name] for name in WEIGHTS),
        ]
        for number, campaign in enumerate(campaigns)
    ]
    counts = ", ".join(f"{name} BIGINT" for name in WEIGHTS)
    connection.execute(
        "CREATE TABLE demo (n BIGINT, merchant_id VARCHAR, campaign_id VARCHAR, sent_at TIMESTAMP, "
        f"delivered BIGINT, {counts})"
    )
    connection.executemany(f"INSERT INTO demo VALUES ({', '.join('?' * (5 + len(WEIGHTS)))})", rows)


def _messages(count: str, place: str) -> str:
    """A row for each of `count` messages of each campaign; `place` makes the message's number m of j."""
    return (
        f"SELECT *, campaign_id || '-' || lpad(CAST(m AS VARCHAR), 6, '0') AS message_id, "
        f"sent_at + to_seconds(m * 7919 % 1800) AS delivered_at "
        f"FROM (SELECT *, {place} AS m FROM (SELECT *, unnest(range({count})) AS j FROM demo))"
    )


def _sends() -> str:
    columns = "merchant_id, message_id, campaign_id"
    each = _messages("delivered", "j")
    again = f"SELECT {columns}, delivered_at + INTERVAL 1 HOUR FROM ({each}) WHERE (m * 31 + n) % 97 = 0"
    return f"SELECT {columns}, delivered_at FROM ({each}) UNION ALL {again}"


def _events() -> str:
    good = " UNION ALL ".join(map(_behaviour, WEIGHTS))
    twice = f"SELECT * REPLACE (time + INTERVAL 5 MINUTE AS time) FROM ({good}) WHERE hour(time) % 12 = 5"
    dirt = [
        _dirt("delivered // 200", "click_product", "delivered_at - INTERVAL 1 HOUR"),
        _dirt("delivered // 150", "click_voucher", "delivered_at + INTERVAL 8 DAY"),
        _dirt("delivered // 20", "read", "delivered_at + INTERVAL 3 SECOND", machine="true"),
        _dirt("delivered // 60", "click_store", "delivered_at + INTERVAL 4 SECOND", bot="true"),
    ]
    return " UNION ALL ".join([good, twice, *dirt])


def _behaviour(name: str) -> str:
    """Exactly as many messages as the total says; whoever does more than read is one of the readers."""
    reader = f"(j * {_SHUFFLE[name]} + n * 13) % read"
    position = "j" if name == "read" else reader
    message = f"(({position}) * {_SHUFFLE['read']} + n * 7) % delivered"
    later = 0 if name == "read" else f"30 + (m * 17 + {_PLACES[name]} * 101) % 3000"
    time = f"delivered_at + to_seconds({_READ_AFTER} + {later})"
    return _event(_messages(name, message), name, time)


def _dirt(count: str, name: str, time: str, *, machine: str = "false", bot: str = "false") -> str:
    message = f"(j * {_SHUFFLE[name]} + n * 17) % delivered"
    return _event(_messages(count, message), name, time, machine, bot)


def _event(messages: str, name: str, time: str, machine: str = "false", bot: str = "false") -> str:
    return (
        f"SELECT merchant_id, message_id, '{name}' AS event, {time} AS time, {machine} AS machine_open, "
        f"{bot} AS is_suspected_bot_click FROM ({messages})"
    )
