"""Telling what the platform calls the versions of a test: "A=var_12 B=var_13"."""

import re
from collections.abc import Iterable

from handlers.errors import RequestError
from store.database import Database
from store.trials import name_arm

_NAME = re.compile(r"(?P<arm>[A-Ea-e])=(?P<variant>\S{1,200})")
_HOW = "Write it like “A=var_12 B=var_13”: the version, and what your platform calls it."


class CannotNameError(RequestError):
    """Nothing was named: not understood, no such version, or the test has been looked at already."""


async def name_versions(database: Database, merchant_id: str, trial_id: str, said: Iterable[str]) -> None:
    """Have these versions counted for the arms, all or none. Raises `CannotNameError`."""
    names = [(word, _NAME.fullmatch(word)) for word in said]
    if not names:
        raise CannotNameError(_HOW)
    async with database.session() as session:
        for word, name in names:
            if name is None:
                raise CannotNameError(f"“{word}” names no version. {_HOW}")
            named = {"arm": name["arm"], "variant": name["variant"]}
            if not await name_arm(session, merchant_id=merchant_id, trial_id=trial_id, **named):
                raise CannotNameError(
                    f"There is no version {name['arm'].upper()} of {trial_id.upper()} to name. Names can be "
                    "told until the first messages are in the logs."
                )
