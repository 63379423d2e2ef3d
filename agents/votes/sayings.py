"""What a ballot says of two messages: this one rather than that one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from agents.types import Message
from agents.votes.ballots import Ballot
from agents.votes.feelings import Feeling

_TAKEN_FIRST = 0.5  # what it counts that the first version was taken: others may not have been looked at
_LEANING = 0.25  # what a thumb on one version says of the others beside it


class Saying(NamedTuple):
    """One message rather than another, by one person at one time.

    `strength` 0–1. `plain` is what they meant to say; what is only implied gives way to it.
    """

    person: str
    at: datetime
    chosen: Message
    rejected: Message
    strength: float
    source: str
    plain: bool


def choices(ballots: Iterable[Ballot]) -> Iterator[Saying]:
    """Versions that were taken, over those beside them; words that were edited, over those suggested."""
    for ballot in ballots:
        taken, versions = ballot.taken, ballot.versions
        if taken is None:
            continue
        if taken not in versions:
            suggested = Message.model_validate(ballot.detail.get("suggested") or versions[0])
            yield Saying(ballot.person, ballot.at, taken, suggested, 1.0, "edit", plain=True)
            continue
        strength = _TAKEN_FIRST if taken == versions[0] else 1.0
        for other in versions:
            if other != taken:
                yield Saying(ballot.person, ballot.at, taken, other, strength, "choice", plain=True)


def compared(feelings: Sequence[Feeling]) -> Iterator[Saying]:
    """What was approved over what was rejected, each by anybody; all of it said in one context."""
    moods: defaultdict[str, dict[str, Feeling]] = defaultdict(dict)
    for feeling in feelings:
        moods[feeling.person][feeling.message.text] = feeling
    approved = {f.message.text: f.message for f in feelings if f.mood > 0}
    rejected = {f.message.text: f.message for f in feelings if f.mood < 0}
    for person in sorted(moods):
        said = moods[person]
        for one, liked in approved.items():
            for other, disliked in rejected.items():
                both = [said[text] for text in (one, other) if text in said]
                lead = sum(f.mood if f.message.text == one else -f.mood for f in both) / 2
                if one != other and lead > 0:
                    at = max(f.at for f in both)
                    yield Saying(person, at, liked, disliked, lead, "approval", plain=len(both) > 1)


def implied(ballots: Iterable[Ballot], feelings: Iterable[Feeling]) -> Iterator[Saying]:
    """What a thumb on one version says of those beside it: a little."""
    beside = {message.text: ballot.versions for ballot in ballots for message in ballot.versions}
    for feeling in feelings:
        for other in beside.get(feeling.message.text, ()):
            sides = (feeling.message, other) if feeling.mood > 0 else (other, feeling.message)
            if feeling.mood and other != feeling.message:
                strength = _LEANING * abs(feeling.mood)
                yield Saying(feeling.person, feeling.at, *sides, strength, "leaning", plain=False)
