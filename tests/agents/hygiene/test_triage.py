"""What is worked on, what is asked back, what is refused."""

import json
from pathlib import Path

import pytest

from agents.hygiene import triage
from agents.types import Draft


@pytest.mark.parametrize(
    "text",
    [
        "We miss you",
        "Sale now",
        "新品上市",
        "สินค้าใหม่มาแล้ว",
        "{{first_name}}, we miss you",
        "- RM19 socks\n- RM29 hats\n- free shipping",
        "New in:\n• Linen shirts\n• Straw hats\n• Sandals",
        "✅ Quality you can trust\n✅ Plants and pots\n✅ Friendly service",
        "{% if vip %}Hi VIP{% else %}Hi there{% endif %}",
        "Hi <%= user.name %>, <% if x %>you have points<% end %>",
        "Select from our range of bags;",
        "Return your items for free.\nImport duty included.",
        "Eggs are back in the shop! Milk too",
        "Rhythm strengths",
    ],
)
def test_a_short_or_listed_message_is_worked_on(text: str) -> None:
    assert triage(Draft(body=text)).outcome == "ok"


@pytest.mark.parametrize(
    "text",
    [
        "Killer deals to die for",
        "Drop dead gorgeous dresses",
        "Damn good coffee, shut up and take my money",
        "We will kill the cold and beat any price",
        "We'll shoot you a reminder",
    ],
)
def test_strong_words_for_goods_are_no_abuse(text: str) -> None:
    assert triage(Draft(body=text)).outcome == "ok"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "no text"),
        (" \n\t", "no text"),
        ('{"title": "x",\n "body": "y"}', "code"),
        ("SELECT * FROM users WHERE id=1;", "code"),
        ("'; DROP TABLE customers; --", "code"),
        ('Traceback (most recent call last):\n  File "a.py", line 3\nValueError: x', "code"),
        ("2026-11-20 10:00:01 ERROR payment failed id=3", "code"),
        ("def foo(x):\n    return x;", "code"),
        ("const x = 5;\nconsole.log(x);", "code"),
        ("<html><body><div>", "code"),
        ("Lorem ipsum dolor sit amet, consectetur adipiscing elit", "filler"),
        ("test test", "filler"),
        ("Your text here", "filler"),
        ("asdfgh jkl qwerty", "can't read"),
        ("sdkfjhsdkjf lkjsdf", "can't read"),
        ("- milk\n- eggs\n- call mum", "private"),
        ("eggs\nmilk\nbread", "private"),
        ("Note to self: call dentist at 5", "private"),
        ("I will kill you if you don't pay", "threats"),
        ("Pay up. We know where you live.", "threats"),
        ("You stupid idiot, pay now", "threats"),
        ("All immigrants should be deported", "threats"),
        ("te voy a matar", "threats"),
    ],
)
def test_what_is_no_message_is_refused_with_the_reason(text: str, word: str) -> None:
    found = triage(Draft(body=text))
    assert found.outcome == "refused"
    assert word in found.reason


@pytest.mark.parametrize(
    "text",
    [
        "Sale",
        "促销",
        "SAVE10",
        "😍😍😍",
        "!!!",
        "{{first_name}}",
        "🔥 https://x.example",
        "- Sambal\n- Kaya\n- Belacan",
    ],
)
def test_too_little_is_asked_back(text: str) -> None:
    found = triage(Draft(body=text))
    assert found.outcome == "ask"
    assert found.reason.endswith(("?", "."))


def test_a_bare_link_is_asked_about_and_named() -> None:
    assert "https://x.example/a" in triage(Draft(body="https://x.example/a")).reason


def test_a_title_counts_as_words() -> None:
    assert triage(Draft(title="New boots", body="https://x.example/a")).outcome == "ok"


def test_broken_tags_are_asked_about_by_name() -> None:
    found = triage(Draft(title="Hi *|FNAME|", body="Hello {{ first_name }, welcome"))
    assert found.outcome == "ask"
    assert "*|FNAME|" in found.reason
    assert "{{ first_name }" in found.reason


def test_known_drafts_are_sorted_as_expected(shared: Path) -> None:
    for line in (shared / "data" / "dev_hard_cases.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        outcome = triage(Draft.model_validate(row)).outcome
        if row["expect"] == "refuse_clear_error":
            assert outcome in {"refused", "ask"}, row["id"]
        elif row["expect"] != "ask":
            assert outcome == "ok", row["id"]
    for name in ("dev_drafts", "demo_corpus"):
        for line in (shared / "data" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            assert triage(Draft.model_validate_json(line)).outcome == "ok"
