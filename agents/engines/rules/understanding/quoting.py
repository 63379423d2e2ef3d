"""A draft set apart from what is said about it: in a code block, in quotation marks, as a quote."""

import re
from collections.abc import Iterator
from itertools import islice

from agents.engines.rules.understanding.cover import cover, mentions
from agents.engines.rules.understanding.span import Span

_FENCE = re.compile(r"```(?:[a-z]+\n)?(.+?)```", re.DOTALL)
_CLOSING = {'"': '"', "“": "”", "'": "'", "‘": "’", "`": "`", "«": "»", "„": "“"}
_OPENING = re.compile(r"(?:^|(?<=[:?!.\n ]))[\"“'‘`«„]")
_SHORTEST = 12
_TRIES = 40  # quotations; a text with more of them is no draft in quotation marks
_SPOKEN = 1_000  # characters around a draft; nobody says as much of it


def take_quoted(text: str, span: Span) -> Span | None:
    """The draft between marks, if what stands around them is said to us; None if it is not so."""
    for start, end, width in islice(_quotations(text, span), _TRIES):
        said = _around(text[span.start : start - width], text[end + width : span.end], fenced=width > 1)
        if said is not None:
            return span.narrowed(start=start, end=end, said=said)
    return None


def unquoted(body: str) -> str:
    """A body without the "> " that chat programs put before every quoted line."""
    lines = body.splitlines(keepends=True)
    if not lines or not all(line.startswith((">", "&gt;")) or not line.strip() for line in lines):
        return body
    return "".join(re.sub(r"^(?:>|&gt;) ?", "", line) for line in lines)


def _quotations(text: str, span: Span) -> Iterator[tuple[int, int, int]]:
    """(start, end, width of the marks) of what stands between marks, the longest of each kind first."""
    chunk = span.of(text)
    for found in _FENCE.finditer(chunk):
        yield span.start + found.start(1), span.start + found.end(1), 3
    opening = _OPENING.search(chunk)
    if opening is None:
        return
    closing = _CLOSING[opening.group()]
    start = opening.end()
    end = len(chunk)
    while (end := chunk.rfind(closing, start + _SHORTEST, end)) > 0:
        # An apostrophe inside a word closes nothing.
        if not (chunk[end + 1 : end + 2].isalnum() and chunk[end - 1].isalnum()):
            yield span.start + start, span.start + end, 1


def _around(before: str, after: str, *, fenced: bool) -> dict[str, str] | None:
    """What is said before and after a quotation, or None if part of it may belong to the draft."""
    if len(before) + len(after) > _SPOKEN:
        return None
    covers = [cover(part) for part in (before, after) if part.strip(" \t\n.,;:!")]
    if all(covers):
        return {name: value for found in covers if found for name, value in found.said.items()}
    if after.strip(" \t\n.,;:!") and not (fenced or cover(after)):
        return None
    spoken = mentions(f"{before}\n{after}")
    both = "audience" in spoken.said and "channel" in spoken.said
    return spoken.said if fenced or spoken.request or both else None
