"""Links, byte for byte: web addresses with their placeholders, bare domains, mail addresses."""

import re
from collections.abc import Iterator

from agents.facts.page import Page
from agents.facts.types import Fact
from agents.facts.wordlists import LETTERS, UNSPACED

_LETTER = rf"A-Za-z0-9_{LETTERS}"  # not \w: scripts without spaces may stand right beside a link
_WEB = re.compile(rf"https?://[^\s<>\"'|\\^`{UNSPACED}]+", re.IGNORECASE)
_MAIL = re.compile(rf"[{_LETTER}.+-]+@[{_LETTER}-]+(?:\.[{_LETTER}-]+)+")
# Bare domains only where a writer who forgets the space after a full stop is not taken for one.
_BARE = re.compile(
    rf"(?<![@{_LETTER}./-])(?:(?i:www)\.(?:[{_LETTER}-]+\.)+[A-Za-z]{{2,}}"
    r"|(?:[A-Za-z0-9-]+\.)+(?:com|net|org|COM|NET|ORG)(?:\.[a-z]{2})?"
    r"|(?:[a-z0-9-]+\.)+(?:com|net|org|io|shop|store|link|page|site|online)(?:\.[a-z]{2})?"
    r"|(?:[a-z0-9-]+\.)+(?:co|com)\.[a-z]{2}|(?:[a-z0-9-]+\.)+[a-z]{2,4}(?=/\w)"
    r"|[a-z0-9-]{4,}\.(?:my|sg|ph|th|vn|uk|de|nl|ie|hk|ae|nz|au|jp|id|cn|tw|mx|br|fr|at|ch))"
    rf"(?![{_LETTER}@-])(?:/[^\s<>\"'{UNSPACED}]*)?"
)
_TAIL = ".,;:!?…'\"*_~"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def read_links(page: Page) -> Iterator[Fact]:
    """Every link of `page`, without the punctuation that follows it."""
    for pattern in _patterns(page):
        for match in pattern.finditer(page.text):
            yield _fact(page, match.start(), _without_tail(page.text, *match.span()))


def _patterns(page: Page) -> tuple[re.Pattern[str], ...]:
    """Only what can be there: most texts hold neither dots between letters nor slashes."""
    text = page.text
    return tuple(
        p
        for p, sign in (
            (_WEB, "://" in text),
            (_MAIL, "@" in text),
            (_BARE, bool(re.search(r"[A-Za-z0-9]\.[A-Za-z]{2}", text))),
        )
        if sign
    )


def _without_tail(text: str, start: int, end: int) -> int:
    while end > start:
        last = text[end - 1]
        unpaired = last in _PAIRS and text.count(_PAIRS[last], start, end) < text.count(last, start, end)
        if last not in _TAIL and not unpaired:
            break
        end -= 1
    return end


def _fact(page: Page, start: int, end: int) -> Fact:
    said = page.quote(start, end)
    return Fact(kind="link", text=said, key=f"link:{said}", start=start, end=end)
