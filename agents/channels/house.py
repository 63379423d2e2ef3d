"""Our house style, the same in every channel: say it calmly."""

import re
from collections.abc import Iterator
from functools import cache

from agents.channels.subject import Subject, finding, listed, numbers
from agents.placeholders import mask
from agents.types import LintFinding

_OTHERS = re.compile(r"⟦P\d+⟧|\[[^\]\n]{1,40}\]|https?://\S+|www\.\S+|[\w.%+-]{1,64}@[\w.-]+")
_PREFIX = 40
"""Characters in which a text message names its shop: "BLOOME: …"."""


def house_style(subject: Subject) -> Iterator[LintFinding]:
    """Warnings on exclamation marks, capitals, doubled currency signs and words of spam."""
    text = _plain(subject.message.text)
    yield from _exclamations(text)
    yield from _capitals(text, subject)
    doubled = re.search(r"[$€£¥]{2,}", text)
    if doubled:
        yield finding("currency_repeat", "warning", f"{doubled[0]} reads as spam; write the amount.")


def _plain(text: str) -> str:
    """The words alone: tags, links and [BUTTON LABELS] keep their own spelling."""
    return _OTHERS.sub(" ", mask(text).text)


def _exclamations(text: str) -> Iterator[LintFinding]:
    count = len(re.findall("[!！]", text))
    if count > numbers("house")["exclamations"]:
        yield finding(
            "exclamation", "warning", f"{count} exclamation marks; one is enough, none is often better."
        )


def _capitals(text: str, subject: Subject) -> Iterator[LintFinding]:
    known, excused = numbers("house"), _excused(text, subject)
    words = [match[0] for match in _word().finditer(text) if match[0] not in excused]
    letters = "".join(words)
    share = sum(map(str.isupper, letters)) / len(letters) if letters else 0.0
    if len(letters) >= known["capitals_from"] and share > known["capitals"]:
        yield finding(
            "capitals", "warning", f"{share:.0%} of the letters are capitals; that reads as shouting."
        )
    shouted = list(
        dict.fromkeys(word for word in words if word.isupper() and len(word) >= known["caps_word"])
    )
    spam = [word for word in shouted if word in known["spam_words"]]
    if spam:
        yield finding("spam_word", "warning", f"{listed(spam)} in capitals trips spam filters.")
    others = [word for word in shouted if word not in spam]
    if others:
        yield finding("all_caps_word", "warning", f"{listed(others)} in capitals reads as shouting.")


def _excused(text: str, subject: Subject) -> set[str]:
    """Words that are capitals by right: codes, acronyms, what customers send, the shop, the way out."""
    head, colon, _ = text[:_PREFIX].partition(":")
    own = (subject.merchant or "").upper() + (f" {head}" if colon and subject.channel == "sms" else "")
    known = numbers("house")
    words = {*known["acronyms"], *known["zones"], *numbers("optout")["keywords"], *_codes().findall(text)}
    words |= set(_keywords().findall(text)) - set(known["hurry_words"])
    return words | set(re.findall(r"[^\W\d_]+", own))


@cache
def _word() -> re.Pattern[str]:
    # Digits, underscores and asterisks make a code of a word: SPF50, NEW_IN, *VIP*25
    return re.compile(r"(?<![\w*])[^\W\d_]+(?:['’][^\W\d_]+)?(?![\w*])")


@cache
def _codes() -> re.Pattern[str]:
    words = "|".join(numbers("house")["code_words"])
    return re.compile(rf"(?i:\b(?:{words})\b)\s*(?:(?i:code|is))?\s*[:=]?\s*[\"'“]?([A-Z][A-Z0-9]{{2,}})\b")


@cache
def _keywords() -> re.Pattern[str]:
    words = "|".join(numbers("house")["send_words"])
    between = r"(?:\s+(?:us|me|back|with|the|word|code|to|a))*\s*[:=]?\s*[\"'“‘]?"
    return re.compile(rf"\b(?i:{words})\b(?i:{between})([A-Z]{{3,}})\b")
