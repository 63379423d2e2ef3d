"""What each audience segment implies: what a message to it may presume, its tone, its next steps."""

from functools import cache

from agents.lexicons import load
from agents.types import Segment, Value


class Profile(Value):
    """One segment. `plain_name` names it for merchants ("people who left something in their cart").

    `truth` is what is so, for use inside a sentence ("they have bought once, and only just").
    `may` and `may_not` are sentences; `presume_not` names the groups of wordings (lexicon
    diagnosis_presumptions) that are false here, `fits` those that show a message knows its readers.
    `tone` is a sentence, `steps` next steps ("finish
    the order"), best first, and `remedy` what to write instead of a false presumption; `{item}` in
    them is the product's name or, when none is known, `item`. `newness` sorts offers for newcomers:
    "new" (they fit), "once" (has just had it), "known" (has bought), "follower" (long known,
    perhaps never bought), "unknown".
    """

    segment: Segment
    plain_name: str
    truth: str
    item: str
    may: tuple[str, ...]
    may_not: tuple[str, ...]
    presume_not: frozenset[str]
    fits: frozenset[str]
    tone: str
    steps: tuple[str, ...]
    remedy: str
    newness: str


@cache
def profile(segment: Segment) -> Profile:
    """What `segment` implies."""
    return Profile(segment=segment, **load("audiences")[segment])
