"""Choices as lessons: what was asked, what was preferred, what was not; nothing in them that is private."""

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from agents.preference import Pair, weigh
from agents.types import Draft, Message, Value
from agents.votes.ballots import Ballot, Gathered
from agents.votes.casting import cast
from agents.votes.export.masking import masked, request
from agents.votes.feelings import feelings_of
from agents.votes.outcomes import SOURCE, draft_of, outcome_votes

Turn = Mapping[str, str]
"""One turn of a conversation: its role and its content."""


class Lesson(Value):
    """One lesson. With `rejected`, a pair; without, a message and whether it is `liked`.

    `weight` is how much more the choice was made than its opposite; `campaign` is by what data is split
    and gives nothing away. All texts are cleaned of personal data and carry tags as ⟦P1⟧.
    """

    prompt: tuple[Turn, ...]
    answer: str
    rejected: str | None = None
    liked: bool = True
    weight: float
    source: str
    segment: str | None
    merchant_id: str
    campaign: str
    edit_distance: float | None = None


def lessons(gathered: Gathered, *, pairs: bool) -> tuple[Lesson, ...]:
    """The lessons of one shop, in a fixed order: pairs of messages, or messages with a yes or no.

    People who disagree are counted against each other: what is left over is the lesson.
    """
    found = _pairs(gathered) if pairs else _singles(gathered)
    return tuple(sorted(found, key=lambda lesson: (lesson.campaign, lesson.model_dump_json())))


def _pairs(gathered: Gathered) -> Iterator[Lesson]:
    yield from (lesson for lesson in _masked_pairs(gathered) if lesson.answer != lesson.rejected)


def _masked_pairs(gathered: Gathered) -> Iterator[Lesson]:
    """Pairs, some of which may say the same once they are masked."""
    drafts = {ballot.context.group: ballot.draft for ballot in gathered.ballots}
    for pair in _net(weigh(cast(gathered.ballots, merchant_id=gathered.merchant_id))):
        yield _pair(pair, drafts[pair.group], improve=True)
    about = {row.set: row for row in gathered.measured}
    for vote in outcome_votes(gathered.measured, merchant_id=gathered.merchant_id):
        row = about[vote.person.removeprefix(f"{SOURCE}:")]
        yield _pair(vote.pair, draft_of(row, gathered.merchant_id), improve=False)


def _net(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Of a pair that was chosen both ways, the way that counts more, by how much."""
    weights = {(p.group, p.chosen.text, p.rejected.text): p for p in pairs}
    for (group, chosen, rejected), pair in weights.items():
        against = weights.get((group, rejected, chosen))
        left = pair.weight - (against.weight if against else 0.0)
        if left > 0:
            yield pair.model_copy(update={"weight": left})


def _pair(pair: Pair, draft: Draft, *, improve: bool) -> Lesson:
    asked, (chosen, rejected) = masked(draft, (pair.chosen, pair.rejected))
    return Lesson(
        prompt=request(asked, improve=improve),
        answer=_said(chosen),
        rejected=_said(rejected),
        weight=round(pair.weight, 4),
        source=pair.source,
        segment=pair.segment,
        merchant_id=pair.merchant_id,
        campaign=pair.group.partition("/")[0],
        edit_distance=_distance(chosen, rejected) if pair.source == "edit" else None,
    )


def _singles(gathered: Gathered) -> Iterator[Lesson]:
    groups: defaultdict[str, list[Ballot]] = defaultdict(list)
    for ballot in gathered.ballots:
        groups[ballot.context.group].append(ballot)
    for ballots in groups.values():
        for message, mood in _moods(ballots):
            asked, (said,) = masked(ballots[0].draft, (message,))
            yield Lesson(
                prompt=request(asked, improve=True),
                answer=_said(said),
                liked=mood > 0,
                weight=round(abs(mood), 4),
                source="mood",
                segment=ballots[0].context.segment,
                merchant_id=gathered.merchant_id,
                campaign=ballots[0].context.campaign,
            )


def _moods(ballots: Sequence[Ballot]) -> Iterator[tuple[Message, float]]:
    """Each message that was taken, liked or disliked, with the moods of all people added up."""
    moods: dict[tuple[str, str], tuple[Message, float]] = {}
    for feeling in feelings_of(ballots):
        moods[feeling.person, feeling.message.text] = (feeling.message, feeling.mood)
    for ballot in sorted(ballots, key=lambda b: b.at):
        if (taken := ballot.taken) is not None:
            moods[ballot.person, taken.text] = (taken, 1.0)
    total: defaultdict[str, float] = defaultdict(float)
    messages = {message.text: message for message, _ in moods.values()}
    for message, mood in moods.values():
        total[message.text] += mood
    yield from ((messages[text], mood) for text, mood in total.items() if mood)


def _said(message: Message) -> str:
    return message.model_dump_json()


def _distance(one: Message, other: Message) -> float:
    """0 for the same words, 1 for nothing in common."""
    return round(1 - difflib.SequenceMatcher(None, one.text.split(), other.text.split()).ratio(), 3)
