"""Where Slack's libraries log: never in full, because in full means tokens and what people write."""

import logging

# Said of SLACK_BOT_TOKEN in the environment, which Bolt reads by itself; we have handed it what we use.
_NOT_OURS = "`token` will be unused"


def library_logger() -> logging.Logger:
    """The logger for Bolt and the SDK, as talkative as the program, but for DEBUG.

    Both look at the level of this very logger, and at DEBUG write whole requests and responses.
    """
    logger = logging.getLogger("slack")
    logger.setLevel(max(logging.INFO, logging.getLogger().getEffectiveLevel()))
    logger.addFilter(_concerns_us)  # the same filter again changes nothing
    return logger


def _concerns_us(record: logging.LogRecord) -> bool:
    return _NOT_OURS not in record.getMessage()
