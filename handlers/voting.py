"""What somebody says of the answer under discussion: a version they take, a thumb up or down."""

import re
from typing import Literal

from agents.types import Suggestion
from handlers.replies import chosen, small_talk
from handlers.talk import Answer, Reply, Talk, Vote

Thumb = Literal["good", "bad"]
_SKIN = re.compile("[\\U0001f3fb-\\U0001f3ff\\ufe0f]")
_THUMBS: dict[str, Thumb] = {
    **dict.fromkeys(("👍", ":+1:", ":thumbsup:", "+1", "thumbs up", "thumb up"), "good"),
    **dict.fromkeys(("👎", ":-1:", ":thumbsdown:", "-1", "thumbs down", "thumb down"), "bad"),
}
_TELL_ME = (
    "Thank you: I'll remember that. Tell me what to change (“shorter”, “less salesy”, “more formal”), "
    "or say “more” for other versions."
)


def thumb_of(text: str) -> Thumb | None:
    """The thumb that a message is, if it is nothing else."""
    said = re.sub(r"::skin-tone-\d", "", _SKIN.sub("", text.strip().lower()))
    return _THUMBS.get(said.rstrip("!. "))


def taken(talk: Talk, number: int) -> Reply:
    """The version of this number alone, ready to copy; that it was asked for is a vote for it."""
    reply, suggestion = chosen(talk, number), talk.suggestion
    if reply.message is None or suggestion is None or number > len(talk.versions):
        return reply  # one of before is no version of this suggestion
    vote = Vote(suggestion_id=suggestion.id, kind="choice", value=str(number), version=number)
    return reply.model_copy(update={"vote": vote})


def thumbed(thumb: Thumb, reply: Reply, suggestion: Suggestion) -> Reply:
    """The reply to a thumb, which is a vote on what was suggested first."""
    vote = Vote(suggestion_id=suggestion.id, kind="feedback", value=thumb, version=1)
    text = _TELL_ME if thumb == "bad" else f"Thank you: I'll remember that. {reply.text}".strip()
    return reply.model_copy(update={"vote": vote, "text": text})


def voted(text: str, talk: Talk) -> Answer | None:
    """The answer to a thumb on what is under discussion; None if the message is none."""
    thumb = thumb_of(text)
    if thumb is None or talk.suggestion is None or not talk.is_about_a_draft:
        return None
    return thumbed(thumb, small_talk("nod", talk), talk.suggestion), talk
