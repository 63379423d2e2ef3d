"""The little language of the lexicons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.engines.rules.diagnosis.wording import WordingError, compile_wording


def finds(wording: str, text: str) -> str | None:
    """The words that a wording finds in a text."""
    match = compile_wording(wording).pattern.search(text)
    return match[1] if match else None


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("welcome back", "hi, welcome back to us"),
        ("welcome back", "welcome, back"),
        ("(miss|missed) you", "we missed you"),
        ("we [really] miss you", "we miss you"),
        ("we [really] miss you", "we really miss you"),
        ("[so] glad", "so glad"),
        ("glad you [are|were]*", "glad you are"),
        ("stop* buying", "you stopped buying"),
        ("since ... bought", "since the day you bought"),
        ("# off", "s$5 off"),
        ("# off", "10% off"),
        ("^ order", "hello. order"),
        ("_ or _ ?", "red or green?"),
        ("come again $", "please come again!"),
        ("welcome to -(take|see)", "welcome to the shop"),
    ],
)
def test_a_wording_finds_what_it_says(wording: str, text: str) -> None:
    assert finds(wording, text)


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("welcome back", "welcome. back in a minute"),
        ("miss you", "dismiss youth"),
        ("since ... bought", "since the very first day on which you ever bought"),
        ("^ order", "your order"),
        ("come again $", "come again tomorrow with friends"),
        ("welcome to -(take|see)", "welcome to see"),
    ],
)
def test_a_wording_leaves_alone_what_it_does_not_say(wording: str, text: str) -> None:
    assert finds(wording, text) is None


@pytest.mark.parametrize("broken", ["(a", "a)", "[a|b", "-(a", "a|b"])
def test_unbalanced_brackets_are_refused_with_the_wording(broken: str) -> None:
    with pytest.raises(WordingError) as caught:
        compile_wording(broken)
    assert caught.value.wording == broken


@given(st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1, max_size=5))
def test_plain_words_always_find_themselves(words: list[str]) -> None:
    assert finds(" ".join(words), " ".join(words)) == " ".join(words)
