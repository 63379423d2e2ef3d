"""The small notation of `lexicons/understand.toml`, made into patterns."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from agents.lexicons import load

_GAP = r"[\s_-]+"
# "left [something] in": the space after an optional part is as optional as the part itself …
_OPTIONAL = re.compile(r"\[([^\[\]]*)\] ")
# … and at the end of a phrase or branch it is the space before.
_OPTIONAL_LAST = re.compile(r" \[([^\[\]]*)\](?=$|[)|]|\(\?: )")
_DEPTH = 2  # how deep [ ] may stand in [ ]


class Phrases:
    """Several ways to say one thing, as whole words, capitals and hyphens aside."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._sources = [_pattern(phrase) for phrase in phrases]
        self.any = _compiled("|".join(self._sources))

    @cached_property
    def _each(self) -> tuple[re.Pattern[str], ...]:
        # Compiled when something was found: most of a lexicon is never looked for one by one.
        return tuple(_compiled(source) for source in self._sources)

    def longest(self, text: str) -> re.Match[str] | None:
        """The longest stretch of `text` that says it, the earliest of equals, None if none does."""
        if not self.any.search(text):
            return None
        # An alternation takes the first branch that fits, not the longest: each has to be asked.
        found = (match for pattern in self._each for match in pattern.finditer(text))
        return max(found, key=_length, default=None)


def best_match(table: Mapping[str, Phrases], text: str) -> tuple[str, re.Match[str]] | None:
    """The name in `table` whose phrase takes the longest stretch of `text`, the earliest of equals."""
    found = ((name, match) for name, phrases in table.items() if (match := phrases.longest(text)))
    return max(found, key=lambda pair: _length(pair[1]), default=None)


@cache
def phrase_table(lexicon: str, section: str) -> dict[str, Phrases]:
    """A section of a lexicon, each name with its phrases."""
    return {name: Phrases(phrases) for name, phrases in load(lexicon)[section].items()}


def _length(match: re.Match[str]) -> tuple[int, int]:
    return len(match.group()), -match.start()


def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{source})(?!\w)", re.IGNORECASE)


def _pattern(phrase: str) -> str:
    words: dict[str, str] = load("understand")["words"]
    while "{" in phrase:
        phrase = re.sub(r"\{(\w+)\}", lambda found: words[found.group(1)], phrase)
    # Inside out; what stands at an end goes first, as it owns the space before it.
    for notation, pattern in ((_OPTIONAL_LAST, r"(?: (?:\1))?"), (_OPTIONAL, r"(?:(?:\1) )?")) * _DEPTH:
        while (simpler := notation.sub(pattern, phrase)) != phrase:
            phrase = simpler
    phrase = re.sub(r"\((?!\?)", "(?:", phrase).replace("'", "['’]?")
    return re.sub(r"[ -]", lambda _: _GAP, phrase).replace("…", rf"(?:{_GAP}\w+){{0,3}}")
