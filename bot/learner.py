"""A process that learns what was said since the last time, and ends: `python -m bot.learner`.

`bot/learning.py` starts it, and tells it the settings on standard input.
"""

import json
import os
import sys

from bot.app import open_history
from bot.cli.errors import failure_of
from bot.cli.options import now
from bot.learning import learn
from bot.settings import Settings

_BEHIND = 10  # of niceness: whoever answers goes first


async def _learn() -> None:
    settings = Settings(_env_file=None, **json.loads(sys.stdin.buffer.read()))  # type: ignore[call-arg] # pydantic's own
    async with open_history(settings) as database:
        await learn(settings, database, now=now())


def main() -> None:
    """The life of the process; what went wrong is said on standard error."""
    os.nice(_BEHIND)
    sys.exit(failure_of(_learn))


if __name__ == "__main__":
    main()
