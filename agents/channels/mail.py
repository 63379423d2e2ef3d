"""E-mail: what an inbox shows of the subject, and what makes it distrust one."""

import re
from collections.abc import Iterator
from functools import cache

from agents.channels.lengths import Limit, length_findings
from agents.channels.subject import Subject, finding, listed, numbers
from agents.emoji import emoji_in
from agents.placeholders import find_placeholders
from agents.rendered import worst_case
from agents.types import LintFinding


def email_rules(subject: Subject) -> Iterator[LintFinding]:
    """The title is the subject line; the first words of the body are its preview."""
    line = (subject.message.title or "").strip()
    if not line:
        yield finding("email_subject_missing", "warning", "An e-mail without a subject is rarely opened.")
        return
    yield from _length(line)
    yield from _trust(line)
    preview = subject.message.body.strip().split("\n", 1)[0].strip()
    if _same(preview, line):
        low, high = numbers("email")["preheader"]
        detail = f"The preview repeats the subject; use its {low}–{high} characters for the next point."
        yield finding("email_preheader_repeats", "warning", detail)


def _length(line: str) -> Iterator[LintFinding]:
    known = numbers("email")
    limit = Limit(
        known["title_warn"], "most phones cut it at {}", known["title_error"], "beyond {} no inbox shows it"
    )
    size = len(worst_case(line))
    yield from length_findings("email_subject_length", size, limit, what="The subject")
    if size > known["subject_front"]:
        shown = _front(line, known["subject_front"]).rstrip()
        detail = f"A narrow phone shows “{shown}…”: offer or product should stand in it."
        yield finding("email_subject_front", "info", detail)


def _front(line: str, room: int) -> str:
    """The beginning of a subject that has room, with its tags as they are written."""
    inside = {at for tag in find_placeholders(line) for at in range(tag.start + 1, tag.end)}
    cuts = (at for at in range(len(line), 0, -1) if at not in inside)
    return next((line[:at] for at in cuts if len(worst_case(line[:at])) <= room), "")


def _trust(line: str) -> Iterator[LintFinding]:
    fake = _fake_reply().match(line)
    if fake:
        yield finding(
            "email_fake_reply", "warning", f"“{fake[0].strip()}” pretends to be a conversation; drop it."
        )
    emoji = emoji_in(line)
    if len(emoji) > numbers("email")["emoji"]:
        yield finding("email_subject_emoji", "warning", f"{len(emoji)} emoji in the subject; two are plenty.")
    spam = list(dict.fromkeys(match[0] for match in _spam().finditer(line)))
    if spam:
        yield finding("email_spam_words", "warning", f"{listed(spam)} in the subject trips spam filters.")


def _same(first: str, second: str) -> bool:
    def letters(text: str) -> str:
        return re.sub(r"\W", "", text).casefold()

    return letters(first) == letters(second) != ""


@cache
def _fake_reply() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(numbers('house')['fake_reply'])})\s*:\s", re.IGNORECASE)


@cache
def _spam() -> re.Pattern[str]:
    phrases = "|".join(map(re.escape, numbers("house")["spam_phrases"]))
    return re.compile(rf"(?<!\w)(?:{phrases})(?!\w)", re.IGNORECASE)
