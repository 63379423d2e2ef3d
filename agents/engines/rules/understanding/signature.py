"""The end of a forwarded e-mail that is no part of the message: who wrote it to us, and the small print."""

import re
from functools import cache

from agents.engines.rules.understanding.span import Span
from agents.lexicons import load

_LINES = 7  # of a signature, its closing included
_CONTACT = re.compile(r"\S+@\S+\.\S|\+?\d[\d ()-]{6,}\d")


def take_signature(text: str, span: Span) -> Span:
    """The draft without the writer's own signature and the legal footer of the mail that brought it.

    A closing with a telephone number may well be meant for customers: it goes only with a legal footer
    below it, or where something was said to us above the draft.
    """
    chunk = span.of(text)
    body = _without_footer(chunk)
    if body == chunk and span.start == 0:
        return span
    closing = next(reversed(list(_words("closing").finditer(body))), None)
    if closing is None:
        return span.narrowed(end=span.start + len(body))
    signed = body[closing.start() :]
    is_ours = len(signed.strip().splitlines()) <= _LINES and (body != chunk or _CONTACT.search(signed))
    return span.narrowed(end=span.start + (closing.start() if is_ours else len(body)))


def _without_footer(chunk: str) -> str:
    """The text up to its legal footer, if it has one at the end."""
    found = _words("footer").search(chunk)
    return chunk[: found.start()] if found else chunk


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("understand")["signature"][name]), re.IGNORECASE | re.MULTILINE)
