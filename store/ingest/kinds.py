"""What a file holds, as its columns tell."""

from collections.abc import Iterable, Sequence

from store.ingest.behaviour import WEIGHTS
from store.ingest.fields import Columns, Kind, bare, recognise
from store.ingest.vocabulary import table


def detect_kind(found: Sequence[str]) -> Kind | None:
    """What a file with these columns holds, None if nothing fits.

    An event column makes events; words make campaigns, and so does a count of delivered messages
    with nothing that names a message; flags beside a message make one row a message; else sends.
    """
    logs, campaigns = recognise(found, "messages"), recognise(found, "campaigns")
    names_message = "message_id" in logs or "user_id" in logs
    if "body" in campaigns and "campaign_id" in campaigns and not names_message:
        return "campaigns"
    if names_message and "event" in recognise(found, "events") and _is_stream(found, logs):
        return "events"
    if names_message and "campaign_id" in logs:
        return "messages" if _has_behaviour(logs) else "sends"
    if "campaign_id" in campaigns and ("delivered" in campaigns or "audience" in campaigns):
        return "campaigns"
    return "campaigns" if "body" in campaigns and "template_id" in campaigns else None


def _is_stream(found: Iterable[str], logs: Columns) -> bool:
    """A state column beside flags or a delivery time describes the message; a stream has neither."""
    names = {bare(column) for column in found}
    if not names.isdisjoint(table()["stream"]):
        return True
    return not _has_behaviour(logs) and names.isdisjoint(table()["sendlike"])


def _has_behaviour(columns: Columns) -> bool:
    return any(behaviour in columns for behaviour in WEIGHTS)
