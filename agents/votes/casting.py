"""From ballots to votes: each person's latest word on any two messages, within one context."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from agents.placeholders import strip_placeholders
from agents.preference import Vote
from agents.preference.pairs import Pair
from agents.types import Message
from agents.votes.ballots import Ballot
from agents.votes.feelings import feelings_of
from agents.votes.sayings import Saying, choices, compared, implied


def cast(ballots: Iterable[Ballot], *, merchant_id: str) -> tuple[Vote, ...]:
    """The votes in what a shop's people did; for `agents.preference.weigh`, which counts people.

    Only messages of one context are compared: the same campaign, audience, channel, product and offer.
    Of what one person said of the same two messages, what they meant to say outweighs what it implies,
    and the latest counts. Ballots that were taken back must not be among them.
    """
    by_group: defaultdict[str, list[Ballot]] = defaultdict(list)
    for ballot in ballots:
        by_group[ballot.context.group].append(ballot)
    return tuple(vote for group in sorted(by_group) for vote in _within(by_group[group], merchant_id))


def _within(ballots: Sequence[Ballot], merchant_id: str) -> list[Vote]:
    """The votes in one context."""
    feelings = feelings_of(ballots)
    said = [*choices(ballots), *compared(feelings), *implied(ballots, feelings)]
    latest: dict[tuple[str, frozenset[str]], Saying] = {}
    for saying in sorted(said, key=lambda one: (one.plain, one.at)):
        if _differ(saying.chosen, saying.rejected):
            sides = frozenset((saying.chosen.text, saying.rejected.text))
            latest[saying.person, sides] = saying
    return [_vote(saying, ballots[0], merchant_id) for saying in latest.values()]


def _vote(saying: Saying, ballot: Ballot, merchant_id: str) -> Vote:
    context = ballot.context
    pair = Pair(
        chosen=saying.chosen,
        rejected=saying.rejected,
        weight=saying.strength,
        merchant_id=merchant_id,
        segment=context.segment,
        group=context.group,
        source=saying.source,
        known=ballot.known,
    )
    return Vote(saying.person, pair)


def _differ(one: Message, other: Message) -> bool:
    """Whether two messages differ in more than placeholders, spaces and capitals."""
    return _words(one) != _words(other)


def _words(message: Message) -> tuple[str, ...]:
    return tuple(
        " ".join(strip_placeholders(part or "").split()).casefold() for part in (message.title, message.body)
    )
