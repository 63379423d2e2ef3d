"""What each audience segment implies: what a message to it may presume, its tone, its next steps."""

from functools import cache

from agents.lexicons import load
from agents.types import Segment, Value


class Audience(Value):
    """One segment. `plain` names it for merchants ("people who left something in their cart").

    `person` is one of them and `truth` what is so, both for use inside a sentence. `may` and
    `may_not` are sentences; `presume_not` names the groups of wordings (diagnosis_presumptions)
    that are false here. `tone` is a sentence, `steps` next steps ("finish the order"), best
    first, and `remedy` what to write instead of a false presumption; `{item}` in both is the
    product's name or a stand-in. `newness` sorts offers for newcomers: "new" (they fit), "once"
    (has just had it), "known" (has bought), "follower" (long known, perhaps never bought),
    "unknown".
    """

    segment: Segment
    plain: str
    person: str
    truth: str
    may: tuple[str, ...]
    may_not: tuple[str, ...]
    presume_not: frozenset[str]
    tone: str
    steps: tuple[str, ...]
    remedy: str
    newness: str


@cache
def audience(segment: Segment) -> Audience:
    """What `segment` implies."""
    return Audience(segment=segment, **load("audiences")[segment])
