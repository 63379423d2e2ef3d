"""Chats of marketplaces and messengers: which one it is we can only guess from the market."""

from collections.abc import Iterator

from agents.channels.subject import Subject, finding, numbers
from agents.rendered import worst_case
from agents.types import LintFinding


def chat_rules(subject: Subject) -> Iterator[LintFinding]:
    """What the chats of this market take, for information."""
    body = worst_case(subject.message.body)
    longest = max((len(part) for part in body.split("\n")), default=0)
    for chat in numbers("im")["chats"]:
        size, most = (len(body), chat["text"]) if "text" in chat else (longest, chat["paragraph"])
        if subject.market in chat["markets"] and size > most:
            yield finding(
                "chat_length", "info", f"{chat['name']} takes {most} characters; this has {size:,}."
            )
