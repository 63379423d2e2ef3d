"""The way out of a mailing, which has to stay as the merchant wrote it."""

import re
from collections.abc import Iterator
from functools import cache

from agents.channels.subject import Subject, finding, numbers
from agents.types import LintFinding


@cache
def _ways_out() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{way})" for way in numbers("optout")["patterns"]), re.IGNORECASE)


def opt_out_text(text: str) -> str | None:
    """The opt-out clause of `text` as written ("Reply STOP to opt out"), None if there is none."""
    match = _ways_out().search(text)
    return match[0].strip() if match else None


def opt_out_kept(subject: Subject) -> Iterator[LintFinding]:
    """An error when the original had a way out and the message has it no longer word for word."""
    clause = opt_out_text(subject.original.body) if subject.original else None
    if clause and _flat(clause) not in _flat(subject.message.body):
        yield finding("optout_lost", "error", f"The opt-out text must stay as it is: “{clause}”.")


def _flat(text: str) -> str:
    return " ".join(text.split())
