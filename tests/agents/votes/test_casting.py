"""What people do says this rather than that; each counts once, in one context, as they meant it last."""

from collections.abc import Iterable

from agents.preference import Vote, weigh
from agents.votes import Ballot, cast
from tests.agents.votes.voters import ITEM, OFFER, PLAIN, ballot, draft, later, reaction, suggestion

OTHER = "Finish your order and take S$5 off from S$35."


def votes(*ballots: Ballot) -> list[tuple[str, str, str, float]]:
    """Who said what rather than what, and how strongly."""
    found = [(v.person, v.pair.chosen.body, v.pair.rejected.body, v.pair.weight) for v in cast_all(ballots)]
    return sorted(found)


def cast_all(ballots: Iterable[Ballot]) -> tuple[Vote, ...]:
    return cast(ballots, merchant_id="m1")


def test_a_version_that_was_taken_is_preferred_to_those_beside_it() -> None:
    assert votes(ballot()) == [("T1:U1", OFFER, ITEM, 1.0), ("T1:U1", OFFER, PLAIN, 1.0)]


def test_the_first_version_may_be_taken_without_a_look_at_the_others_and_counts_half() -> None:
    assert [v[3] for v in votes(ballot(value="1"))] == [0.5, 0.5]


def test_edited_words_are_preferred_to_those_that_were_suggested() -> None:
    detail = {"final": {"title": None, "body": OTHER}, "suggested": {"title": None, "body": ITEM}}
    assert votes(ballot(kind="edit", value="edited", detail=detail)) == [("T1:U1", OTHER, ITEM, 1.0)]


def test_an_edit_that_changes_nothing_but_tags_and_spaces_says_nothing() -> None:
    detail = {"final": {"title": None, "body": f"{{{{ name }}}}  {ITEM}"}, "suggested": {"body": ITEM}}
    assert votes(ballot(kind="edit", value="edited", detail=detail)) == []


def test_words_sent_to_a_channel_count_as_the_version_that_they_are() -> None:
    detail = {"final": {"title": None, "body": PLAIN}}
    told = votes(ballot(kind="adoption", value="sent", version=3, detail=detail))
    assert told == [("T1:U1", PLAIN, ITEM, 1.0), ("T1:U1", PLAIN, OFFER, 1.0)]


def test_an_approved_answer_is_preferred_to_a_rejected_one_for_the_same_draft() -> None:
    again = suggestion(OFFER, id="S-2")
    told = votes(
        reaction("T1:U1", "-1", -1.0, suggestion=suggestion(ITEM)),
        reaction("T1:U1", "fire", 1.0, suggestion=again),
    )
    assert told == [("T1:U1", OFFER, ITEM, 1.0)]


def test_two_people_who_approve_and_reject_say_it_together_each_half() -> None:
    again = suggestion(OFFER, id="S-2")
    told = votes(
        reaction("T1:U1", "x", -1.0, suggestion=suggestion(ITEM)),
        reaction("T1:U2", "fire", 1.0, suggestion=again),
    )
    assert told == [("T1:U1", OFFER, ITEM, 0.5), ("T1:U2", OFFER, ITEM, 0.5)]


def test_a_thumb_says_a_little_of_the_versions_beside_the_one_it_is_on() -> None:
    up = votes(ballot(kind="feedback", value="good"))
    down = votes(ballot(kind="feedback", value="bad"))
    assert up == [("T1:U1", ITEM, OFFER, 0.25), ("T1:U1", ITEM, PLAIN, 0.25)]
    assert down == [("T1:U1", OFFER, ITEM, 0.25), ("T1:U1", PLAIN, ITEM, 0.25)]


def test_a_rejection_for_wrong_facts_says_nothing_of_the_words() -> None:
    down, reason = ballot(kind="feedback", value="bad"), ballot(kind="reason", value="wrong_facts")
    assert votes(down, reason) == []
    assert votes(down, ballot(kind="reason", value="wrong_tone")) != []


def test_the_latest_word_of_a_person_counts() -> None:
    first, second = ballot(value="2"), ballot(value="3", at=later(5))
    told = votes(second, first)
    assert ("T1:U1", PLAIN, OFFER, 1.0) in told
    assert ("T1:U1", OFFER, PLAIN, 1.0) not in told


def test_what_somebody_meant_to_say_outweighs_what_a_later_thumb_implies() -> None:
    told = votes(ballot(value="2"), ballot(kind="feedback", value="good", at=later(5)))
    assert ("T1:U1", OFFER, ITEM, 1.0) in told


def test_nothing_is_compared_across_audiences_channels_or_offers() -> None:
    liked, disliked = suggestion(OFFER, id="S-2"), suggestion(ITEM)
    for other in (
        {"audience": "new_buyers"},
        {"channel": "im"},
        {"voucher": None},
        {"product": None},
        {"id": "C-9"},
    ):
        told = votes(
            reaction("T1:U1", "x", -1.0, suggestion=disliked),
            reaction("T1:U1", "fire", 1.0, suggestion=liked, draft=draft(**other)),
        )
        assert told == []


def test_people_who_disagree_are_kept_as_weights_on_both_sides() -> None:
    pairs = weigh(cast_all([ballot("T1:U1"), ballot("T1:U2"), ballot("T1:U3", value="1")]))
    told = {(p.chosen.body, p.rejected.body): p.weight for p in pairs}
    assert told[OFFER, ITEM] > told[ITEM, OFFER] > 0


def test_one_person_who_says_it_a_hundred_times_says_it_once() -> None:
    once = weigh(cast_all([ballot()]))
    often = weigh(cast_all([ballot(at=later(minute)) for minute in range(100)]))
    assert once == often


def test_the_votes_know_their_context_and_name_no_campaign() -> None:
    (vote, _) = cast_all([ballot()])
    assert vote.pair.segment == "abandoned_cart_buyers"
    assert vote.pair.known.voucher is not None
    assert "C-1" not in vote.pair.group
