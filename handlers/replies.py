"""Replies that need no brain: a version to copy, a request for the draft, small talk."""

from typing import Literal

from agents.types import Draft, Message
from handlers.talk import Reply, Talk

SmallTalk = Literal["greeting", "thanks", "nod", "aside", "longer", "nothing"]

_CHANGES = "“shorter”, “warmer”, “for frequent buyers”, “15% off until 5 Dec”"
_START = "Paste a draft and say for whom it is and where it goes, or name a campaign; “help” tells more."
_SAID: dict[SmallTalk, str] = {
    "greeting": f"Hello! {_START}",
    "thanks": "You're welcome. Paste the next draft whenever you like.",
    "nod": f"Good. “use” gives the text to copy, “more” brings other versions, and {_CHANGES} change it.",
    "aside": (
        f"I can't tell what to change. Say it like {_CHANGES}, or ask “why?”. "
        "If it is a new draft, put “draft:” before it."
    ),
    "longer": "I don't pad messages. Send the draft again with what else it should say.",
    "nothing": "Paste a draft first, or name a campaign.",
}


def small_talk(kind: SmallTalk, talk: Talk) -> Reply:
    """A short answer to what asks for nothing, with what could come next."""
    open_question = next(iter(talk.suggestion.questions), "") if talk.suggestion else ""
    if kind == "nod" and open_question and open_question != talk.reminded:
        return Reply(kind="note", text=f"One question is still open: {open_question}")
    if kind in {"nod", "aside"} and not talk.is_about_a_draft:
        return Reply(kind="note", text=_START)
    return Reply(kind="note", text=_SAID[kind])


def chosen(talk: Talk, number: int) -> Reply:
    """The version of this number (1 is the rewrite) alone, ready to copy."""
    count = len(talk.versions)
    before = _before(talk)
    if count < number <= count + len(before):
        return Reply(kind="message", text="Ready to copy, from before:", message=before[number - count - 1])
    if not 1 <= number <= count:
        there = {0: "There is nothing to use yet.", 1: f"There is no version {number}, only one: “use”."}
        choose = f"There is no version {number}: choose 1 to {count}."
        return Reply(kind="note", text=there.get(count, choose))
    text = (
        "Ready to copy; “the first one was better” goes back:" if before and number == 1 else "Ready to copy:"
    )
    return Reply(kind="message", text=text, message=talk.versions[number - 1])


def _before(talk: Talk) -> tuple[Message, ...]:
    """Versions that other answers to the same draft with the same offer had, the latest first."""
    turns = (turn for turn in reversed(talk.earlier) if turn.draft and turn.draft == talk.draft)
    told = (message for turn in turns for message in Talk(suggestion=turn.suggestion).versions)
    return tuple(message for message in dict.fromkeys(told) if message not in talk.versions)


def too_long(size: int, most: int) -> Reply:
    """What to say to more text than a message to customers can have."""
    text = (
        f"That is {size:,} characters, and I read {most:,} at a time, which is more than any channel shows."
    )
    return Reply(kind="note", text=f"{text} Paste the message alone, as one customer would get it.")


def waiting(draft: Draft, talk: Talk, note: str = "") -> tuple[Reply, Talk]:
    """What to say when something is known about a draft but not the draft."""
    known = [name for name in ("audience", "channel", "product", "voucher", "title") if getattr(draft, name)]
    noted = f"Noted: {', '.join(known)}. " if known else ""
    if talk.merchant:
        noted = f"Speaking for {talk.merchant.name}. {noted}"
    reply = Reply(kind="note", text=f"{note} {noted}Now paste the draft.".lstrip())
    return reply, talk.model_copy(update={"draft": draft, "suggestion": None})
