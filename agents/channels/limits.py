"""How long a title and a body may be."""

from functools import cache

from agents.channels.subject import numbers
from agents.types import Channel, Value


class Limits(Value):
    """Lengths of a channel in characters of the rendered text; None where there is none.

    Above `warn` something is cut or costs more, above `error` it is refused or nobody sees it.
    `body_target` is what a writer should aim at. SMS bodies are counted in units, see `count_sms`.
    """

    has_title: bool
    title_warn: int | None = None
    title_error: int | None = None
    body_target: int | None = None
    body_warn: int | None = None
    body_error: int | None = None


@cache
def limits(channel: Channel) -> Limits:
    """The limits of `channel`, from `lexicons/channels.toml`."""
    known = numbers(channel)
    lengths = {name: known.get(name) for name in ("title_warn", "title_error", "body_warn", "body_error")}
    target = known.get("gsm7_single") or known.get("body_warn")
    return Limits(has_title=channel in {"push", "email", "whatsapp"}, body_target=target, **lengths)
