"""Sentences that give orders to a machine, hidden in what a merchant, a product or a voucher says."""

import re
from functools import cache

from agents.hygiene.carriers import cut_carriers, cut_tags, plainly
from agents.hygiene.mending import GAP, mend
from agents.hygiene.sentences import sentences, word_count
from agents.hygiene.types import Removed
from agents.lexicons import load

_NOTE = "Words addressed to the writer or a machine, not to customers, were taken out."
_CLAUSE = re.compile(r"[;:—–,]\s|\s-\s|\s(?:and|but|then|so)\s")
_LOOSE_END = re.compile(
    r"(?:[\s,;:.(\[{\"'“|/–—-]|\b(?:and|or|but|then|also|please|now)\b|(?<=[\s\"”}])[}\]\"”])+$",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(r"[;—–]\s|\s-\s")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|“[^“”]*”|\"[^\"]*\"|\{[^{}]*\}")
_ENOUGH_WORDS = 3
"""Words before an order in its sentence from which on they are worth keeping."""


def without_injection(text: str) -> tuple[str, list[Removed]]:
    """`text` without instructions to a machine; what sounds like one but is copy stays whole.

    A pair of brackets that holds an order goes whole; else the clause goes with which the order
    begins, up to the end of its sentence, and sentences that carry it on. Patterns:
    `lexicons/injection.toml`.
    """
    seen = plainly(text)
    if not any(hint in seen.lower() for hint in _hints()):
        return text, []
    removed: list[Removed] = []
    text = _blocks().sub(lambda match: _gone(match[0], removed), text)
    text = cut_carriers(text, _is_order, lambda found: _gone(found, removed))
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


def without_order_tags(text: str) -> tuple[str, list[Removed]]:
    """`text` without tags of sending platforms that hold an order: "[[NOTE TO THE AI: …]]"."""
    removed: list[Removed] = []
    cut = cut_tags(text, _is_order, lambda found: _gone(found, removed))
    return (mend(cut), removed) if removed else (text, removed)


def _is_order(text: str) -> bool:
    """Whether `text` talks to a machine, a writer or a judge instead of a customer."""
    seen = plainly(text)
    return any(hint in seen.lower() for hint in _hints()) and _orders().search(seen) is not None


def name_before_order(name: str) -> str:
    """What of a name stands before an order to a machine: "Canvas Tote (ignore your …" is "Canvas Tote"."""
    seen = plainly(name)
    found = [match.start() for pattern in (_orders(), _name_ends()) if (match := pattern.search(seen))]
    return _LOOSE_END.sub("", name[: min(found)]) if found else name


def _gone(text: str, removed: list[Removed]) -> str:
    removed.append(Removed(kind="injection", text=text, note=_NOTE))
    return GAP


def _without_order(sentence: str) -> str:
    """The sentence, or what is left of it when an order to a machine is cut out."""
    match = _orders().search(plainly(sentence))
    if match is None:
        return sentence
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


@cache
def _hints() -> tuple[str, ...]:
    return tuple(load("injection")["hints"])


@cache
def _orders() -> re.Pattern[str]:
    return _joined("patterns")


@cache
def _name_ends() -> re.Pattern[str]:
    return _joined("name_ends")


@cache
def _follow_up() -> re.Pattern[str]:
    return _joined("follow_ups")


@cache
def _blocks() -> re.Pattern[str]:
    return re.compile("|".join(load("injection")["blocks"]), re.IGNORECASE | re.DOTALL)


def _joined(name: str) -> re.Pattern[str]:
    """One pattern of all in the list `name`, their <parts> filled in."""
    joined = "|".join(f"(?:{pattern})" for pattern in load("injection")[name])
    for part, pattern in load("injection")["parts"].items():
        joined = joined.replace(f"<{part}>", pattern)
    return re.compile(joined, re.IGNORECASE)
