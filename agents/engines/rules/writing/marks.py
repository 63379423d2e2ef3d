"""How a sentence begins and ends."""

import re

_LINK = re.compile(r"https?://\S+")


def finish(text: str) -> str:
    """The text with a full stop, unless it ends in a mark, an emoji, a link or a placeholder."""
    bare = text.rstrip()
    if not bare or not (bare[-1].isalnum() or bare[-1] in "%)\"”’'"):
        return bare
    last = bare.rsplit(maxsplit=1)[-1]
    return bare if _LINK.match(last) or last.endswith("\ue001") else f"{bare}."


def sentence_case(text: str) -> str:
    """The text with its first letter a capital, unless it starts with a name like "iPhone"."""
    match = re.match(r"[^\w\ue000]*([a-z])(?![A-Z])", text)
    if not match or re.match(r"\S*\.\w", text):
        return text
    at = match.start(1)
    return text[:at] + text[at].upper() + text[at + 1 :]
