"""What somebody thinks of an answer, in words: it is not good, theirs was better, the first one was."""

import re
from functools import cache
from typing import Literal

from agents.engines.rules.understanding.phrases import phrase_table
from handlers.going_back import at_first
from handlers.talk import Answer, Reply, Talk, Vote
from handlers.voting import taken

Feeling = Literal["bad", "mine", "first"]

_THANKS = "Thank you: I'll remember that."
_ANOTHER = f"{_THANKS} Here is another; or tell me what bothers you (“shorter”, “less salesy”)."
_WHAT = f"{_THANKS} What bothers you? Say “shorter”, “less salesy”, “more formal” or “use mine”."


def feeling_of(text: str) -> Feeling | None:
    """The feeling that a message is, if it is nothing else."""
    said = re.sub(r"[.,;:!\s]+", " ", text.replace("’", "'")).strip()
    return next((kind for kind in _KINDS if _says(kind).fullmatch(said)), None)


def of_before(feeling: Feeling, talk: Talk) -> Answer | None:
    """The merchant's own words, or the first of our versions, for whoever prefers them; else None."""
    if feeling == "mine":
        message = talk.draft.message if talk.draft else None
        return Reply(kind="message", text="Your own words:", message=message), talk
    return at_first(talk) or (taken(talk, 1), talk) if feeling == "first" else None


def disliked(talk: Talk, other: Answer) -> Answer:
    """The `other` version for whoever dislikes this one, with the vote that their words are."""
    reply, now = other
    if talk.suggestion is None:
        return other
    vote = Vote(suggestion_id=talk.suggestion.id, kind="feedback", value="bad", version=1)
    text = _ANOTHER if reply.kind == "suggestion" else _WHAT
    return reply.model_copy(update={"vote": vote, "text": text}), now


_KINDS: tuple[Feeling, ...] = ("mine", "first", "bad")


@cache
def _says(kind: str) -> re.Pattern[str]:
    return phrase_table("conversation", "feelings")[kind].any
