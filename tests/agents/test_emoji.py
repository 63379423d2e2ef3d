"""Emoji are counted as readers count them."""

import pytest

from agents.emoji import emoji_in, without_emoji


@pytest.mark.parametrize(
    ("text", "count"),
    [("Hi 👋🏽 there", 1), ("👩‍👩‍👧 🇲🇾", 2), ("☕🎁 ❤️", 3), ("50% off! ™ → é 你", 0), ("1️⃣ first", 1)],
)
def test_flags_families_and_skin_tones_are_one_each(text: str, count: int) -> None:
    assert len(emoji_in(text)) == count


def test_nothing_else_goes_with_the_emoji() -> None:
    assert without_emoji("Hi 👋🏽, RM5 off ❤️!") == "Hi , RM5 off !"
