"""What people think of single versions, by their reactions and thumbs."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from agents.types import Message
from agents.votes.ballots import Ballot

_NOT_ABOUT_WORDS = frozenset({"wrong_facts", "wrong_audience"})


class Feeling(NamedTuple):
    """What one person thinks of one message, −1 to 1, since when."""

    person: str
    message: Message
    mood: float
    at: datetime


def feelings_of(ballots: Sequence[Ballot]) -> tuple[Feeling, ...]:
    """What each person thinks of each version by their reactions, latest thumb and dismissal, in one context.

    A rejection for facts or for the wrong audience says nothing of the words.
    """
    excused = {
        (b.person, b.suggestion.id) for b in ballots if b.kind == "reason" and b.value in _NOT_ABOUT_WORDS
    }
    said: defaultdict[tuple[str, str], dict[str, tuple[float, Ballot]]] = defaultdict(dict)
    for ballot in sorted(ballots, key=lambda b: b.at):
        mood = _mood(ballot)
        about = ballot.message
        if mood is None or about is None or (mood < 0 and (ballot.person, ballot.suggestion.id) in excused):
            continue
        # A person's latest thumb counts; reactions add up, each once.
        kind = ballot.value if ballot.kind == "reaction" else "thumb"
        said[ballot.person, about.text][kind] = (mood, ballot)
    return tuple(_summed(person, told) for (person, _), told in said.items())


def _summed(person: str, told: dict[str, tuple[float, Ballot]]) -> Feeling:
    last = max((ballot for _, ballot in told.values()), key=lambda b: b.at)
    mood = max(-1.0, min(1.0, sum(mood for mood, _ in told.values())))
    assert last.message is not None  # noqa: S101 - only such are told
    return Feeling(person, last.message, mood, last.at)


def _mood(ballot: Ballot) -> float | None:
    if ballot.kind == "reaction":
        return float(ballot.detail.get("weight", 0.0))
    if ballot.kind == "feedback":
        return 1.0 if ballot.value == "good" else -1.0
    return -1.0 if ballot.kind == "dismissal" else None
