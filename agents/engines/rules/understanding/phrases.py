"""The small notation of `lexicons/understand.toml`, made into patterns."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from agents.lexicons import load

_GAP = r"[\s_-]+"
# "left [something] in": the space after an optional part is as optional as the part itself …
_OPTIONAL = re.compile(r"\[([^\[\]]*)\] ")
# … and at the end of a phrase or branch it is the space before.
_OPTIONAL_LAST = re.compile(r" \[([^\[\]]*)\](?=$|[)|]|\(\?: )")
_DEPTH = 2  # how deep [ ] may stand in [ ]


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern for any of the phrases, as whole words, capitals and hyphens aside."""
    # Longest first: an alternation takes the first branch that fits, not the longest.
    branches = sorted((_pattern(phrase) for phrase in phrases), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(branches)})(?!\w)", re.IGNORECASE)


@cache
def phrase_table(section: str) -> dict[str, re.Pattern[str]]:
    """A section of the lexicon, each name with the pattern of its phrases."""
    return {name: compile_phrases(phrases) for name, phrases in load("understand")[section].items()}


def best_match(patterns: Mapping[str, re.Pattern[str]], text: str) -> tuple[str, re.Match[str]] | None:
    """The name whose pattern matches the longest stretch of `text`, the earliest of equals."""
    found = ((name, match) for name, pattern in patterns.items() for match in pattern.finditer(text))
    return max(found, key=lambda pair: (len(pair[1].group()), -pair[1].start()), default=None)


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
