"""What somebody thinks of an answer, in words: it is not good, theirs was better, the first one was."""

import re
from functools import cache
from typing import Literal

from agents.engines.rules.understanding.phrases import phrase_table
from handlers.talk import Reply, Talk, Vote

Feeling = Literal["bad", "mine", "first"]

_THANKS = "Thank you: I'll remember that."
_ANOTHER = f"{_THANKS} Here is another; or tell me what bothers you (“shorter”, “less salesy”)."
_WHAT = f"{_THANKS} What bothers you? Say “shorter”, “less salesy”, “more formal” or “use mine”."


def feeling_of(text: str) -> Feeling | None:
    """The feeling that a message is, if it is nothing else."""
    said = re.sub(r"[.,;:!\s]+", " ", text.replace("’", "'")).strip()
    return next((kind for kind in _KINDS if _says(kind).fullmatch(said)), None)


def own_words(talk: Talk) -> Reply:
    """The draft as the merchant wrote it, ready to copy."""
    return Reply(kind="message", text="Your own words:", message=talk.draft.message if talk.draft else None)


def disliked(talk: Talk, other: Reply) -> Reply:
    """The `other` version for whoever dislikes this one, with the vote that their words are."""
    if talk.suggestion is None:
        return other
    vote = Vote(suggestion_id=talk.suggestion.id, kind="feedback", value="bad", version=1)
    is_another = other.kind == "suggestion"
    return other.model_copy(update={"vote": vote, "text": _ANOTHER if is_another else _WHAT})


_KINDS: tuple[Feeling, ...] = ("mine", "first", "bad")


@cache
def _says(kind: str) -> re.Pattern[str]:
    return phrase_table("conversation", "feelings")[kind].any
