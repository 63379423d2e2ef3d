"""What goes to a process that thinks, and what comes back: one line of JSON each."""

from datetime import date

from agents.first_version import FirstVersion
from agents.types import Draft, Value
from handlers.talk import Reply, Talk
from handlers.tenant import Tenant

LINE = 1 << 26  # bytes at most


class Said(Value):
    """What was said, by whom, after what: a text or a whole draft, and all that the answer depends on."""

    said: str | Draft
    talk: Talk
    today: date
    tenant: Tenant


class Request(Value):
    """Something to do: to answer, or (where nothing was said) to bring the search up to date.

    `is_watched` asks for a first version as well.
    """

    number: int
    said: Said | None
    is_watched: bool = False


class Response(Value):
    """How the request of this number ended, or `first` what there is of its answer before it ends.

    `error` is an exception as `bot/records.py` writes it.
    """

    number: int
    first: FirstVersion | None = None
    reply: Reply | None = None
    talk: Talk | None = None
    error: str = ""
