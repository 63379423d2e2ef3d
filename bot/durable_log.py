"""The log of the durable engine, which goes the way of ours."""

import logging


def take_over_log() -> None:
    """Have DBOS's log go where ours goes: without a handler it would write to the terminal itself."""
    theirs = logging.getLogger("dbos")
    if not theirs.handlers:
        theirs.addHandler(logging.NullHandler())
        theirs.addFilter(_is_news)


def _is_news(record: logging.LogRecord) -> bool:
    """Not that a job was taken again while it waits to be taken up: that is what we have it for."""
    return "already exists in queue" not in record.getMessage()
