"""What a team's choices have in common, told with the counts: "in 14 of 17 choices"."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import NormalDist
from typing import NamedTuple

from agents.copy_facts import Known
from agents.lexicons import load
from agents.preference.pairs import Pair
from agents.preference.style import measure, measures
from agents.types import Message

_FEWEST = 6
_SURE = 0.95
_EVEN = 0.5
_SHORTER = "shorter"


class Habit(NamedTuple):
    """A measure that the chosen and the rejected messages differ in, mostly the same way round.

    `times` of `choices` where there was something to choose, the chosen message did it, or did not where
    `likes` is False. `sentence` says so. `least` is the lower end of the share's 95 % interval.
    """

    name: str
    likes: bool
    times: int
    choices: int
    least: float
    sentence: str

    def shown_by(self, message: Message, known: Known = Known()) -> bool:  # noqa: B008 - it is frozen
        """Whether a message is as the team likes it, so that the habit may be given as a reason."""
        return self.name != _SHORTER and (self.name in _does(message, known)) == self.likes


def habits(pairs: Iterable[Pair], *, most: int = 3) -> tuple[Habit, ...]:
    """What one team's pairs have in common, clearest first.

    A choice is counted once, however many messages were rejected in it, and only where they differ in the
    measure; people who disagree on it cancel out by weight. Told from six choices on, if the 95 % interval
    of the share (E. B. Wilson 1927) lies on one side of one half. These are counts of what was chosen, not
    its reasons: measures go together, and many are looked at.
    """
    counted = _counted(pairs)
    found = [_habit(name, counted[name]) for name in sorted(counted)]
    return tuple(sorted((h for h in found if h), key=_rank)[:most])


def _rank(habit: Habit) -> tuple[float, int, int, str]:
    """The clearest first; of those that are as clear, what people would say of their own accord."""
    told: list[str] = load("habits")["first"]
    place = told.index(habit.name) if habit.name in told else len(told)
    return -habit.least, -habit.choices, place, habit.name


def _counted(pairs: Iterable[Pair]) -> dict[str, list[float]]:
    """For every measure, each choice's leaning: how much more weight was for it than against it."""
    leaning: defaultdict[str, defaultdict[tuple[str, str], float]] = defaultdict(lambda: defaultdict(float))
    for pair in pairs:
        chosen, rejected = _does(pair.chosen, pair.known), _does(pair.rejected, pair.known)
        choice = (pair.merchant_id, pair.group)
        for name in chosen ^ rejected:
            leaning[name][choice] += pair.weight if name in chosen else -pair.weight
        if _is_shorter(pair.chosen, pair.rejected):
            leaning[_SHORTER][choice] += pair.weight
        elif _is_shorter(pair.rejected, pair.chosen):
            leaning[_SHORTER][choice] -= pair.weight
    return {name: [lean for lean in choices.values() if lean] for name, choices in leaning.items()}


def _habit(name: str, leanings: Sequence[float]) -> Habit | None:
    choices, liked = len(leanings), sum(lean > 0 for lean in leanings)
    likes = 2 * liked >= choices
    times = liked if likes else choices - liked
    if choices < _FEWEST or (least := _least(times, choices)) <= _EVEN:
        return None
    wording = load("habits")
    label = wording["labels"].get(name) or _labels()[name]
    sentence = wording["likes" if likes else "dislikes"].format(label=label, times=times, choices=choices)
    return Habit(name, likes, times, choices, least, sentence)


def _does(message: Message, known: Known) -> frozenset[str]:
    """The measures that a team may be told of and that a message shows."""
    shown = zip(measures(), measure(message, known), strict=True)
    return frozenset(one.name for one, amount in shown if one.told and amount)


def _labels() -> dict[str, str]:
    return {one.name: one.label for one in measures()}


def _is_shorter(one: Message, other: Message) -> bool:
    share: float = load("habits")["shorter_by"]
    return len(one.text) <= share * len(other.text)


def _least(k: int, n: int) -> float:
    """The lower end of Wilson's score interval."""
    z = NormalDist().inv_cdf((1 + _SURE) / 2)
    middle = (k / n + z * z / (2 * n)) / (1 + z * z / n)
    return middle - z * math.sqrt(k / n * (1 - k / n) / n + z * z / (4 * n * n)) / (1 + z * z / n)
