"""Finding the tags of a text."""

from functools import lru_cache

from agents.placeholders.blocks import parse
from agents.placeholders.types import Placeholder


@lru_cache(maxsize=2048)
def find_placeholders(text: str) -> tuple[Placeholder, ...]:
    """Every personalisation tag of `text`, in order, never overlapping.

    Knows the syntaxes of `lexicons/placeholders.toml`. A bracketed or percent-signed word counts
    only when it names a field ("[FIRST NAME]", "%name%"), so button labels and prices stay text.
    Broken tags are not found here: see `broken_tags`.
    """
    return parse(text).tags
