"""Sentences that give orders to a machine, hidden in what a merchant, a product or a voucher says."""

import re
from functools import cache

from agents.hygiene.carriers import cut_brackets, cut_encoded, cut_tags, plainly
from agents.hygiene.mending import GAP, mend
from agents.hygiene.sentences import sentences, word_count
from agents.hygiene.types import Removed
from agents.lexicons import load

_NOTE = "Words addressed to the writer or a machine, not to customers, were taken out."
_CLAUSE = re.compile(r"[;:—–,]\s|\s-\s|\s(?:and|but|then|so)\s")
_LOOSE_END = re.compile(
    r"(?:[\s,;:.(\[{\"'“|/–—-]|\b(?:and|or|but|then|also|please|now|always|never)\b|(?<=[\s\"”}])[}\]\"”])+$",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(r"[;—–]\s|\s-\s")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|“[^“”]*”|\"[^\"]*\"|\{[^{}]*\}")
_SUBORDINATE = re.compile(
    r"\W*(?:before|after|when|while|if|once|as|since|unless|until|instead|because|although|so that|by)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"[<\[{]")
_ENOUGH_WORDS = 3
"""Words before an order in its sentence from which on they are worth keeping."""


def without_injection(text: str) -> tuple[str, list[Removed]]:
    """`text` without instructions to a machine; what sounds like one but is copy stays whole.

    A pair of brackets that holds an order goes whole; else the clause goes with which the order
    begins, up to the end of its sentence, and sentences that carry it on. Patterns:
    `lexicons/injection.toml`.
    """
    removed: list[Removed] = []
    text = cut_encoded(text, _is_order, lambda found: _gone(found, removed))
    if not removed and not _searched(text) and not _OPENING.search(text):
        return text, []
    text = _blocks().sub(lambda match: _gone(match[0], removed), text)
    text = cut_brackets(text, _is_order, lambda found: _gone(found, removed))
    kept: list[str] = []
    following = False
    parts = sentences(text)
    for sentence, after in zip(parts, [*parts[1:], ""], strict=True):
        body = sentence.rstrip()
        cleaned = _without_order(body)
        if cleaned == body and ((following and _of("follow_ups").search(body)) or _begins_order(body, after)):
            cleaned = GAP
        following = cleaned != body or (following and not body.strip())
        if cleaned != body:
            _gone(body, removed)
        kept.append(cleaned + sentence[len(body) :])
    return (mend("".join(kept)), removed) if removed else (text, removed)


def without_order_tags(text: str) -> tuple[str, list[Removed]]:
    """`text` without tags of sending platforms that hold an order: "[[NOTE TO THE AI: …]]"."""
    removed: list[Removed] = []
    cut = cut_tags(text, _is_order, lambda found: _gone(found, removed))
    return (mend(cut), removed) if removed else (text, removed)


def _is_order(text: str) -> bool:
    """Whether `text` talks to a machine, a writer or a judge instead of a customer."""
    return _order(text) is not None


def name_before_order(name: str) -> tuple[str, list[Removed]]:
    """What of a name stands before an order to a machine: "Canvas Tote (ignore your …" is "Canvas Tote"."""
    removed: list[Removed] = []
    found = [match.start() for match in (_order(name), _of("name_ends").search(plainly(name))) if match]
    if not found:
        return name, removed
    _gone(name[min(found) :], removed)
    before = _LOOSE_END.sub("", name[: min(found)])
    return before or without_injection(name)[0], removed


def _gone(text: str, removed: list[Removed]) -> str:
    removed.append(Removed(kind="injection", text=text, note=_NOTE))
    return GAP


def _without_order(sentence: str) -> str:
    """The sentence, or what is left of it when an order to a machine is cut out."""
    match = _order(sentence)
    if match is None:
        return sentence
    for bracket in _BRACKETS.finditer(sentence):
        if bracket.start() < match.start() and match.end() < bracket.end():
            return sentence[: bracket.start()] + GAP + sentence[bracket.end() :]
    head = _head(sentence[: match.start()])
    tail = _NEXT_CLAUSE.split(sentence[match.end() :], maxsplit=1)[1:]
    rest = tail[0] if tail and word_count(tail[0]) >= _ENOUGH_WORDS and not _suspicious(tail[0]) else ""
    return f"{head}{GAP}{' ' if rest else ''}{rest}" if head or rest else GAP


def _begins_order(sentence: str, after: str) -> bool:
    """Whether a sentence that is copy by itself is an order because of the one after it."""
    return _of("said_after").search(after) is not None and _of("said_before").search(sentence) is not None


def _head(before: str) -> str:
    """What stands before the clause of the order, if it says something."""
    clauses = list(_CLAUSE.finditer(before))
    head = before[: clauses[-1].start()].rstrip(" ,;:-–—") if clauses else ""
    return f"{head}." if word_count(head) >= _ENOUGH_WORDS and not _SUBORDINATE.match(head) else ""


def _suspicious(text: str) -> bool:
    return _is_order(text) or _of("follow_ups").search(text) is not None


def _order(text: str) -> re.Match[str] | None:
    """Where the first order in `text` begins, read with look-alike letters made plain."""
    seen = plainly(text)
    found = [match for pattern in _searched(text) if (match := pattern.search(seen))]
    return min(found, key=lambda match: match.start(), default=None)


def _searched(text: str) -> list[re.Pattern[str]]:
    """The groups of patterns that `text` gives a reason to look for."""
    lowered = plainly(text).lower()
    return [pattern for hints, pattern in _orders() if any(hint in lowered for hint in hints)]


@cache
def _orders() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    return tuple((tuple(group["hints"]), _joined(group["patterns"])) for group in load("injection")["orders"])


@cache
def _of(name: str) -> re.Pattern[str]:
    return _joined(load("injection")[name])


@cache
def _blocks() -> re.Pattern[str]:
    return re.compile("|".join(load("injection")["blocks"]), re.IGNORECASE | re.DOTALL)


def _joined(patterns: list[str]) -> re.Pattern[str]:
    """One pattern of several, their <parts> filled in."""
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    for part, pattern in load("injection")["parts"].items():
        joined = joined.replace(f"<{part}>", pattern)
    return re.compile(joined, re.IGNORECASE)
