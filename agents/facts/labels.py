"""Labels that the law puts at the very start of bulk messages: "<ADV>", "[QC]", "(AD)", "RM0"."""

import re
from collections.abc import Iterator
from functools import cache

from agents.facts.wordlists import either
from agents.lexicons import load
from agents.types import Message, Violation

_SENDER = r"[^\s:][^:\n.!?]{1,30}:\s"


def leading_label(text: str | None) -> str | None:
    """The label a text begins with, byte for byte and without the space behind it; None if there is none.

    Several in a row ("RM0 [Iklan]") are one label.
    """
    match = _label().match((text or "").lstrip())
    return match[0].rstrip() if match else None


def check_labels(draft: Message, message: Message) -> Iterator[Violation]:
    """A label of the draft's that a message lost, moved or put twice, in title or body (`label_lost`)."""
    pairs = [(draft.body, message.body)]
    if message.title is not None:
        pairs.append((draft.title or "", message.title))
    for old, new in pairs:
        label = leading_label(old)
        if label is not None and leading_label(new) != label:
            detail = f"“{label}” stands at the start of the draft and has to stay there as it is."
            yield Violation(rule="label_lost", detail=detail)


@cache
def _label() -> re.Pattern[str]:
    told = load("labels")
    words = f"(?i:{either(told['words'])})"
    boxed = [rf"{re.escape(pair[0])}\s?{words}\s?{re.escape(pair[1])}" for pair in told["brackets"]]
    named = rf"(?:{either(told['before_colon'])})\s?:(?=\s)"
    costs = rf"(?:{either(told['tariffs'])})(?=\s+(?:{'|'.join(boxed)}|{_SENDER}))"
    return re.compile(rf"(?:(?:{'|'.join(boxed)}|{named}|{costs})\s*)+")
