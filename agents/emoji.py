"""Emoji as a reader counts them."""

import re
from functools import cache


@cache
def _emoji() -> re.Pattern[str]:
    tone = "\ufe0f?[\U0001f3fb-\U0001f3ff]?"
    one = f"[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u231a-\u23ff\u25fb-\u25fe]{tone}"
    return re.compile(
        rf"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f\u20e3|{one}[\U000e0020-\U000e007f]*(?:\u200d{one})*"
    )


def emoji_in(text: str) -> tuple[str, ...]:
    """The emoji of `text` in order; a flag, a skin tone or a family is one."""
    return tuple(_emoji().findall(text))


def without_emoji(text: str) -> str:
    """`text` with its emoji taken out and nothing else changed."""
    return _emoji().sub("", text)
