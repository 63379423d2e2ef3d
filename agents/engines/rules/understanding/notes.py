"""What is said to us behind a draft on its last line: "… selling out fast. for repeat customers"."""

import re

from agents.emoji import emoji_in
from agents.engines.rules.understanding.cover import Cover, cover, is_trade_talk
from agents.engines.rules.understanding.span import Span

_LONGEST = 160
_BRACKETED = re.compile(r"\s*[(\[](?P<said>[^()\[\]{}]{3,120})[)\]]\s*$")
# Where a note may begin: behind a sentence, a dash, an emoji or a link.
_CUT = re.compile(r"[.!?…]+[)\"”]*\s+|\s[–—-]\s+|\n+|(?<=[^\w\s.,;:!?'\"()&/%$-])\s+")


def take_bracketed_end(text: str, span: Span) -> Span:
    """The draft without an instruction in brackets at its end."""
    chunk = span.of(text)
    bracketed = _BRACKETED.search(chunk)
    found = cover(bracketed["said"]) if bracketed else None
    if bracketed is None or found is None or not found.said:
        return span
    return span.narrowed(end=span.start + bracketed.start(), said=found.said)


def take_notes(text: str, span: Span) -> Span:
    """The draft without the notes at its end, all of them, if every word of theirs is accounted for."""
    chunk = span.of(text)
    for cut in _CUT.finditer(chunk):
        rest = chunk[cut.end() :]
        if len(rest) > _LONGEST or not chunk[: cut.start()].strip() or not rest.strip():
            continue
        if (found := cover(rest)) and _is_note(rest, found):
            return span.narrowed(end=span.start + _kept(cut), said=found.said)
    return span


def _is_note(rest: str, found: Cover) -> bool:
    """Whether it can't be the last sentence to customers: "For our regulars." might be."""
    rest = rest.strip(" .!-–—")
    first = rest[:1]
    both = found.said.keys() >= {"audience", "channel"}
    loose = first.islower() and found.frame and "audience" in found.said and not found.names_others
    return both or found.request or loose or is_trade_talk(rest)


def _kept(cut: re.Match[str]) -> int:
    """Where the draft ends: behind the mark of its last sentence, before a dash."""
    mark = cut.group().rstrip()
    is_end = mark[:1] in set(".!?…") or bool(emoji_in(mark))
    return cut.start() + (len(mark) if is_end else 0)
