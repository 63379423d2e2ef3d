"""Replies that need no brain: a version to copy, the shortest one, a request for the draft."""

from agents.types import Draft
from handlers.talk import Reply, Talk


def chosen(talk: Talk, number: int) -> Reply:
    """The version of this number (1 is the rewrite) alone, ready to copy."""
    if not 1 <= number <= len(talk.versions):
        count = len(talk.versions)
        text = (
            f"There is no version {number}: choose 1 to {count}." if count else "There is nothing to use yet."
        )
        return Reply(kind="note", text=text)
    return Reply(kind="message", text="Ready to copy:", message=talk.versions[number - 1])


def shortest(talk: Talk) -> Reply:
    """The shortest version on offer, if it is shorter than the first."""
    if not talk.versions:
        return Reply(kind="note", text="There is nothing to shorten yet.")
    short = min(talk.versions, key=lambda version: len(version.text))
    if short == talk.versions[0]:
        return Reply(kind="note", text="The first one is the shortest I have; “more” brings others.")
    return Reply(kind="message", text=f"The shortest, {len(short.text)} characters:", message=short)


def waiting(draft: Draft, talk: Talk) -> tuple[Reply, Talk]:
    """What to say when something is known about a draft but not the draft."""
    known = [name for name in ("audience", "channel", "product", "voucher", "title") if getattr(draft, name)]
    noted = f"Noted: {', '.join(known)}. " if known else ""
    if talk.merchant:
        noted = f"Speaking for {talk.merchant.name}. {noted}"
    reply = Reply(kind="note", text=f"{noted}Now paste the draft.")
    return reply, talk.model_copy(update={"draft": draft, "suggestion": None})
