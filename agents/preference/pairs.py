"""From votes to pairs: who chose what over what, and how much it counts."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Annotated, NamedTuple

from pydantic import Field

from agents.copy_facts import Known
from agents.types import Message, Segment, Value

_LIKENESS = 0.05


class Pair(Value):
    """One message preferred to another, for the same audience and offer.

    `weight` is how much it counts: 1 is one person's plain choice. `group` is the campaign or test that
    both were written for: what is measured on held-out pairs is held out by it. `merchant_id` is "" where
    no shop in particular chose. `known` is the product and voucher that both were written about.
    """

    chosen: Message
    rejected: Message
    weight: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 1.0
    merchant_id: str = ""
    segment: Segment | None = None
    group: str
    source: str
    known: Known = Known()


class Vote(NamedTuple):
    """A choice and whose it was. `person` tells people apart and is not kept.

    An outcome is nobody's choice: give each campaign's a `person` of its own.
    """

    person: str
    pair: Pair


def weigh(votes: Iterable[Vote]) -> tuple[Pair, ...]:
    """The votes as pairs, one for each message preferred to another in a group, whatever their order.

    - Somebody who votes a hundred times on the same two messages counts as one; who votes both ways is
      divided between the two.
    - One choice among k + 1 messages is k pairs that hang together: each counts 2/(k + 1), so that a
      choice between two counts 1 and any choice less than 2.
    - n choices of one person for one shop count as n / (1 + (n − 1) · 0.05), never more than 20: the
      effective size of a sample of people who are like themselves (L. Kish 1965, Survey Sampling, 5.4).
    - People who disagree leave a pair in either direction, each with its weight.
    """
    voices = _voices(votes)
    choices: defaultdict[tuple[str, str], int] = defaultdict(int)
    for shop, person, _ in voices:
        choices[shop, person] += 1
    kept: dict[_Key, Pair] = {}
    total: defaultdict[_Key, float] = defaultdict(float)
    for (shop, person, _), said in voices.items():
        whole = 2 / (len({frozenset(sides) for sides in said}) + 1)
        part = whole / (1 + (choices[shop, person] - 1) * _LIKENESS)
        for sides, given in said.items():
            both = sum(p.weight for p in (*given, *said.get(sides[::-1], ())))
            ways = len(given) + len(said.get(sides[::-1], ()))
            key = _Key(shop, given[0].group, *sides)
            share = sum(p.weight for p in given) / both if both else 0.0
            total[key] += part * share * (both / ways)
            kept[key] = min(given[0], kept.get(key, given[0]), key=_order)
    return tuple(kept[key].model_copy(update={"weight": total[key]}) for key in sorted(kept) if total[key])


class _Key(NamedTuple):
    shop: str
    group: str
    chosen: str
    rejected: str


_Said = dict[tuple[str, str], list[Pair]]


def _voices(votes: Iterable[Vote]) -> dict[tuple[str, str, str], _Said]:
    """What each person said of each group's messages, in an order of its own."""
    found: defaultdict[tuple[str, str, str], _Said] = defaultdict(dict)
    for person, pair in sorted(votes, key=lambda vote: (vote.person, _order(vote.pair))):
        sides = (pair.chosen.text, pair.rejected.text)
        if pair.weight and sides[0] != sides[1]:
            found[pair.merchant_id, person, pair.group].setdefault(sides, []).append(pair)
    return found


def _order(pair: Pair) -> str:
    return pair.model_dump_json()
