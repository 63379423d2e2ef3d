"""What is told on standard error, and what is not, however much is asked for."""

import logging

# At DEBUG these write down whole statements and requests, with drafts and tokens in them.
_TALKATIVE = ("aiosqlite", "asyncpg", "sqlalchemy", "openai", "slack_sdk", "slack_bolt", "mcp")


def open_log(level: str) -> None:
    """Tell what is of this level or graver; of libraries never what they were given to keep or send."""
    logging.basicConfig(level=level, format="%(levelname)s %(message)s")
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLogger().getEffectiveLevel()))
    # Its INFO is every statement with what fills it in.
    logging.getLogger("sqlalchemy").setLevel(logging.WARNING)
