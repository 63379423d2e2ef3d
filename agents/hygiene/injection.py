"""Sentences that give orders to a machine, hidden in what a merchant, a product or a voucher says."""

import re
import unicodedata
from functools import cache

from agents.hygiene.mending import GAP, mend
from agents.hygiene.sentences import sentences, word_count
from agents.hygiene.types import Removed
from agents.lexicons import load

_NOTE = "A sentence that gives orders to a machine was taken out; it is not for customers."
_CLAUSE = re.compile(r"[;:—–,]\s|\s-\s|\s(?:and|but|then|so)\s")
_LOOSE_END = re.compile(r"(?:[\s,;:.(\[{\"'“|/–—-]|\b(?:and|or|but|then|also|please|now)\b)+$", re.IGNORECASE)
_NEXT_CLAUSE = re.compile(r"[;—–]\s|\s-\s")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|“[^“”]*”|\"[^\"]*\"|\{[^{}]*\}")
_ENOUGH_WORDS = 3
"""Words before an order in its sentence from which on they are worth keeping."""


def without_injection(text: str) -> tuple[str, list[Removed]]:
    """`text` without instructions to a machine; what sounds like one but is copy stays whole.

    The clause goes with which the order begins, up to the end of its sentence, and sentences that
    carry it on. Patterns: `lexicons/injection.toml`.
    """
    lowered = _flat(text)
    if not any(hint in lowered for hint in _hints()):
        return text, []
    removed: list[Removed] = []
    text = _blocks().sub(lambda match: _gone(match[0], removed), text)
    kept: list[str] = []
    following = False
    for sentence in sentences(text):
        body = sentence.rstrip()
        cleaned = _without_order(body)
        if cleaned == body and following and _follow_up().search(body):
            cleaned = GAP
        following = cleaned != body or (following and not body.strip())
        if cleaned != body:
            _gone(body, removed)
        kept.append(cleaned + sentence[len(body) :])
    return (mend("".join(kept)), removed) if removed else (text, removed)


def name_before_order(name: str) -> str:
    """What of a name stands before an order to a machine: "Canvas Tote (ignore your …" is "Canvas Tote"."""
    match = _orders().search(name)
    return _LOOSE_END.sub("", name[: match.start()]) if match else name


def _gone(text: str, removed: list[Removed]) -> str:
    removed.append(Removed(kind="injection", text=text, note=_NOTE))
    return GAP


def _without_order(sentence: str) -> str:
    """The sentence, or what is left of it when an order to a machine is cut out."""
    match = _orders().search(sentence)
    if match is None:
        plain = unicodedata.normalize("NFKC", sentence)
        return GAP if plain != sentence and _orders().search(plain) else sentence
    for bracket in _BRACKETS.finditer(sentence):
        if bracket.start() < match.start() and match.end() < bracket.end():
            return sentence[: bracket.start()] + GAP + sentence[bracket.end() :]
    head = _head(sentence[: match.start()])
    tail = _NEXT_CLAUSE.split(sentence[match.end() :], maxsplit=1)[1:]
    rest = tail[0] if tail and word_count(tail[0]) >= _ENOUGH_WORDS and not _suspicious(tail[0]) else ""
    return f"{head}{GAP}{' ' if rest else ''}{rest}" if head or rest else GAP


def _head(before: str) -> str:
    """What stands before the clause of the order, if it says something."""
    clauses = list(_CLAUSE.finditer(before))
    head = before[: clauses[-1].start()].rstrip(" ,;:-–—") if clauses else ""
    return f"{head}." if word_count(head) >= _ENOUGH_WORDS else ""


def _suspicious(text: str) -> bool:
    return _orders().search(text) is not None or _follow_up().search(text) is not None


def _flat(text: str) -> str:
    """Lower case, look-alike letters of other alphabets' typography written plainly."""
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).lower()


@cache
def _hints() -> tuple[str, ...]:
    return tuple(load("injection")["hints"])


@cache
def _orders() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in load("injection")["patterns"]), re.IGNORECASE)


@cache
def _follow_up() -> re.Pattern[str]:
    return re.compile("|".join(load("injection")["follow_ups"]), re.IGNORECASE)


@cache
def _blocks() -> re.Pattern[str]:
    return re.compile("|".join(load("injection")["blocks"]), re.IGNORECASE | re.DOTALL)
