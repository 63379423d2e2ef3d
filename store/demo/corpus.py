"""The demo campaigns as a file that the importer reads, each with a day on which it was sent."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from importlib import resources
from typing import Any

#: The day the demo is set on. Campaigns end ten days earlier, so that their seven days are over.
DEMO_DAY = date(2026, 11, 20)

_SPAN = 270  # days over which campaigns without a deadline are spread
_REST = 10
_LEAD = 21  # a campaign with a deadline goes out up to three weeks before it


def demo_campaigns() -> list[dict[str, Any]]:
    """The campaigns in the order of the corpus, `id` C-1001 and on, with `sent_at` and `engagement`.

    `engagement` holds the totals of the seven days after each campaign.
    """
    return [
        row | {"id": f"C-{1000 + number}", "sent_at": _sent_at(number, row).isoformat()}
        for number, row in enumerate(_rows(), start=1)
    ]


def campaign_file() -> str:
    """The campaigns as JSON Lines for the importer: without engagement, which the logs will give."""
    kept = (
        "id",
        "merchant",
        "audience",
        "channel",
        "title",
        "body",
        "product",
        "voucher",
        "language",
        "sent_at",
    )
    return "".join(
        json.dumps({name: row[name] for name in kept}, ensure_ascii=False) + "\n" for row in demo_campaigns()
    )


def _rows() -> Iterator[dict[str, Any]]:
    text = resources.files("store.demo").joinpath("corpus.jsonl").read_text(encoding="utf-8")
    return map(json.loads, text.splitlines())


def _sent_at(number: int, row: dict[str, Any]) -> datetime:
    """A day and an hour that only the campaign's number decides, before its voucher ends."""
    last = DEMO_DAY - timedelta(days=_REST)
    expires_at = (row["voucher"] or {}).get("expires_at")
    # Multiples of numbers without a common divisor reach every day and hour, in no visible order.
    if expires_at and date.fromisoformat(expires_at) <= last + timedelta(days=_LEAD):
        day = min(last, date.fromisoformat(expires_at) - timedelta(days=2 + number * 5 % _LEAD))
    else:
        day = last - timedelta(days=number * 37 % _SPAN)
    return datetime.combine(day, time(hour=1 + number * 7 % 12, minute=number * 11 % 60), tzinfo=UTC)
