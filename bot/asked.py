"""What goes to a process that thinks, and what comes back: one line of JSON each."""

from datetime import date

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
    """Something to do: to answer, or (where nothing was said) to bring the search up to date."""

    number: int
    said: Said | None


class Response(Value):
    """How the request of this number ended. `error` is an exception as `bot/records.py` writes it."""

    number: int
    reply: Reply | None = None
    talk: Talk | None = None
    error: str = ""
