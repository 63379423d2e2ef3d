import pytest

from agents.preference import Pair, Vote, weigh
from agents.types import Message

A, B, C, D = (Message(body=f"Message {letter}") for letter in "ABCD")


def vote(person: str, chosen: Message, rejected: Message, *, group: str = "c1", shop: str = "m01") -> Vote:
    """Somebody's choice."""
    pair = Pair(chosen=chosen, rejected=rejected, merchant_id=shop, group=group, source="choice")
    return Vote(person, pair)


def weights(votes: list[Vote]) -> dict[tuple[str, str], float]:
    """The weight of each direction."""
    return {(p.chosen.body[-1], p.rejected.body[-1]): round(p.weight, 6) for p in weigh(votes)}


def test_one_choice_between_two_weighs_one() -> None:
    assert weights([vote("ana", A, B)]) == {("A", "B"): 1.0}


def test_a_hundred_votes_of_one_person_weigh_as_one() -> None:
    assert weights([vote("ana", A, B)] * 100) == {("A", "B"): 1.0}
    assert weights([vote(f"person {i}", A, B) for i in range(100)]) == {("A", "B"): 100.0}


def test_who_votes_both_ways_is_divided() -> None:
    both = [*[vote("ana", A, B)] * 3, vote("ana", B, A)]
    assert weights(both) == {("A", "B"): 0.75, ("B", "A"): 0.25}


def test_people_who_disagree_are_kept_in_both_directions() -> None:
    votes = [vote("ana", A, B), vote("ben", A, B), vote("chi", B, A)]
    assert weights(votes) == {("A", "B"): 2.0, ("B", "A"): 1.0}


def test_one_choice_among_four_weighs_less_than_three() -> None:
    among_four = weights([vote("ana", A, other) for other in (B, C, D)])
    assert among_four == {("A", "B"): 0.5, ("A", "C"): 0.5, ("A", "D"): 0.5}


def test_many_choices_of_one_person_never_weigh_more_than_twenty_people() -> None:
    many = [vote("ana", A, B, group=f"c{i}") for i in range(1000)]
    total = sum(pair.weight for pair in weigh(many))
    assert 19 < total < 20
    assert sum(p.weight for p in weigh(many[:2])) == pytest.approx(2 / 1.05)


def test_a_person_in_two_shops_is_two_people() -> None:
    pairs = weigh([vote("ana", A, B), vote("ana", A, B, shop="m02")])
    assert [(p.merchant_id, p.weight) for p in pairs] == [("m01", 1.0), ("m02", 1.0)]


def test_the_order_of_votes_changes_nothing() -> None:
    people = ("ana", "ben", "chi")
    votes = [vote(who, *sides, group=g) for who in people for sides in ((A, B), (C, B), (B, A)) for g in "xy"]
    assert weigh(votes[::-1]) == weigh(votes[::2] + votes[1::2]) == weigh(votes)


def test_a_vote_between_equals_and_one_without_weight_are_nothing() -> None:
    silent = Vote("ana", vote("ana", A, B).pair.model_copy(update={"weight": 0.0}))
    assert weigh([vote("ana", A, A), silent]) == ()
