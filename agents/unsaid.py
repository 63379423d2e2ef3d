"""What a rewrite leaves out or takes for granted that only the merchant can settle."""

import re
from functools import cache

from agents.hygiene.noise import is_hollow, is_teaser
from agents.lexicons import load
from agents.types import Draft, Message

_LONGEST = 90


def left_unsaid(message: Message, draft: Draft) -> tuple[str, ...]:
    """A question for each: a consequence left out; a teaser for a product that may not be on sale yet."""
    return (*_consequence(message, draft), *_to_come(draft))


def _to_come(draft: Draft) -> tuple[str, ...]:
    said = draft.message.text
    if draft.product is None or draft.voucher or not (is_hollow(said) and is_teaser(said)):
        return ()
    return (load("unsaid")["to_come"].format(product=draft.product.name),)


def _consequence(message: Message, draft: Draft) -> tuple[str, ...]:
    told = _consequences().search(draft.message.text)
    if told is None or _consequences().search(message.text) or len(told[0]) > _LONGEST:
        return ()
    return (load("unsaid")["question"].format(said=told[0].strip(" .!")),)


@cache
def _consequences() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in load("unsaid")["consequences"]), re.IGNORECASE)
