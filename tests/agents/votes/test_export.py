"""Lines as trainers read them, checked against the rules of each format; nothing private in them."""

import json
from typing import Any

import pytest

from agents.types import Message
from agents.votes import Ballot, Gathered
from agents.votes.export import FORMATS, Format, lessons, lines, split_of
from store.rows import MeasuredRow
from tests.agents.votes.voters import ITEM, OFFER, PLAIN, ballot, draft, reaction, suggestion

PRIVATE = "mei.tan@gmail.com"
TAGGED = "Hi {{first_name}}, S$5 off from S$35. Your Kopi-O Drip Bags wait, {{first_name}}."


def gathered(*ballots: Ballot, measured: tuple[MeasuredRow, ...] = ()) -> Gathered:
    return Gathered("m1", ballots, measured)


def told(format_: Format, *ballots: Ballot, measured: tuple[MeasuredRow, ...] = ()) -> list[dict[str, Any]]:
    found = lessons(gathered(*ballots, measured=measured), pairs=format_ != "trl-unpaired")
    return [json.loads(line) for line in lines(found, format_)]


def body(turns: list[dict[str, str]]) -> str:
    """What the assistant's one turn says."""
    (turn,) = turns
    return Message.model_validate_json(turn["content"]).body


# ── the rules of the formats ─────────────────────────────────────────────────
def is_conversation(turns: Any, *roles: str) -> bool:
    """Whether it is a list of turns of these roles, each with a text and nothing else."""
    return [turn["role"] for turn in turns] == list(roles) and all(
        turn.keys() == {"role", "content"} and turn["content"].strip() for turn in turns
    )


def check_openai(line: dict[str, Any]) -> None:
    assert line.keys() == {"input", "preferred_output", "non_preferred_output"}
    assert line["input"].keys() <= {"messages", "tools", "parallel_tool_calls"}
    assert is_conversation(line["input"]["messages"], "system", "user")
    assert is_conversation(line["preferred_output"], "assistant")
    assert is_conversation(line["non_preferred_output"], "assistant")
    assert line["preferred_output"] != line["non_preferred_output"]


def check_trl(line: dict[str, Any]) -> None:
    assert {"prompt", "chosen", "rejected"} <= line.keys()
    assert is_conversation(line["prompt"], "system", "user")
    assert is_conversation(line["chosen"], "assistant")
    assert is_conversation(line["rejected"], "assistant")
    assert line["chosen"] != line["rejected"]


def check_unpaired(line: dict[str, Any]) -> None:
    assert {"prompt", "completion", "label"} <= line.keys()
    assert is_conversation(line["prompt"], "system", "user")
    assert is_conversation(line["completion"], "assistant")
    assert type(line["label"]) is bool


CHECKS = {"openai": check_openai, "trl": check_trl, "trl-unpaired": check_unpaired}
EDIT = {"final": {"title": None, "body": TAGGED}, "suggested": {"title": None, "body": ITEM}}
MEASURED = tuple(
    MeasuredRow(
        set="s1",
        title="Hello",
        body=words,
        audience="new_buyers",
        channel="push",
        shop="Kopi",
        market="SG",
        product=None,
        voucher=None,
        delivered=1000,
        mean=mean,
        error=0.1,
    )
    for words, mean in (("Weak words", 1.0), ("Strong words", 2.0))
)


@pytest.mark.parametrize("format_", FORMATS)
def test_every_line_keeps_to_the_rules_of_its_format(format_: Format) -> None:
    found = told(
        format_,
        ballot(),
        ballot("T1:U2", "edit", "edited", detail=EDIT),
        reaction("T1:U3", "-1", -1.0),
        measured=MEASURED,
    )
    assert len(found) >= 3
    for line in found:
        CHECKS[format_](line)


def test_a_pair_says_what_was_asked_what_was_preferred_and_what_was_not() -> None:
    first, second = told("openai", ballot())
    assert {body(first["preferred_output"]), body(second["preferred_output"])} == {OFFER}
    assert {body(line["non_preferred_output"]) for line in (first, second)} == {ITEM, PLAIN_MASKED}
    asked = first["input"]["messages"][1]["content"]
    for known in ("Come back for a treat", "Kopi-O Drip Bags", "S$5 OFF", "Channel: push", "cart"):
        assert known in asked


PLAIN_MASKED = PLAIN.replace("{{first_name}}", "⟦P1⟧")


def test_tags_are_the_same_tokens_in_all_texts_of_a_line() -> None:
    tagged = draft(body="Hi {{first_name}}, come back")
    (line,) = [
        line
        for line in told("trl", ballot(kind="edit", value="edited", detail=EDIT, draft=tagged))
        if line["source"] == "edit"
    ]
    assert "Hi ⟦P1⟧, come back" in line["prompt"][1]["content"]
    assert body(line["chosen"]).count("⟦P1⟧") == 2
    assert "{{" not in json.dumps(line)
    assert 0 < line["edit_distance"] <= 1


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_private_leaves(format_: Format) -> None:
    private = {"final": {"title": None, "body": f"{TAGGED} Password: kopi123!"}, "suggested": {"body": ITEM}}
    asked = draft(body=f"Tell Mei Tan ({PRIVATE}) to come back")
    text = json.dumps(told(format_, ballot(kind="edit", value="edited", detail=private, draft=asked)))
    assert PRIVATE not in text
    assert "kopi123" not in text
    assert "T1" not in text
    assert "U1" not in text


def test_people_who_disagree_are_counted_against_each_other() -> None:
    two_for_offer = told("trl", ballot("T1:U1"), ballot("T1:U2"), ballot("T1:U3", value="1"))
    ways = {(body(line["chosen"]), body(line["rejected"])) for line in two_for_offer}
    assert (OFFER, ITEM) in ways
    assert (ITEM, OFFER) not in ways
    even = told("trl", ballot("T1:U1", value="2"), ballot("T1:U2", value="3"))
    assert not {(OFFER, PLAIN_MASKED), (PLAIN_MASKED, OFFER)} & {
        (body(line["chosen"]), body(line["rejected"])) for line in even
    }


def test_a_yes_or_no_is_what_people_think_on_the_whole() -> None:
    found = told(
        "trl-unpaired", ballot("T1:U1"), reaction("T1:U2", "-1", -1.0), reaction("T1:U3", "fire", 1.0)
    )
    assert {body(line["completion"]): line["label"] for line in found} == {OFFER: True}
    found = told("trl-unpaired", ballot("T1:U1", "dismissal", "unhelpful"))
    assert {body(line["completion"]): line["label"] for line in found} == {ITEM: False}


def test_outcomes_are_pairs_without_a_draft() -> None:
    (line,) = told("trl", measured=MEASURED)
    assert (body(line["chosen"]), body(line["rejected"])) == ("Strong words", "Weak words")
    assert line["source"] == "outcome"
    assert "Draft:" not in line["prompt"][1]["content"]


def test_all_that_is_about_one_campaign_is_in_one_split() -> None:
    again = suggestion(PLAIN, OFFER, id="S-2")
    found = lessons(
        gathered(ballot(), ballot("T1:U2", suggestion=again, draft=draft(audience="new_buyers"))), pairs=True
    )
    assert len({lesson.campaign for lesson in found}) == 1
    assert {split_of(lesson.campaign) for lesson in found} == {split_of(found[0].campaign)}


def test_splits_are_about_as_large_as_they_should_be_and_stay() -> None:
    splits = [split_of(f"campaign {number}") for number in range(2000)]
    shares = {name: splits.count(name) / len(splits) for name in ("train", "validation", "test")}  # type: ignore[arg-type]
    assert abs(shares["train"] - 0.8) < 0.03
    assert abs(shares["test"] - 0.1) < 0.03
    assert split_of("a1b2") == split_of("a1b2") == "train"


def test_the_same_lessons_come_in_the_same_order() -> None:
    ballots = [ballot(f"T1:U{n}", draft=draft(n)) for n in range(5)]
    forwards = lessons(gathered(*ballots), pairs=True)
    assert forwards == lessons(gathered(*reversed(ballots)), pairs=True)
