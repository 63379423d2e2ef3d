"""What is said to a message that can't be made out: what is known, and the nearest things one can say."""

import re
from datetime import date
from functools import cache

from agents.lexicons import load
from handlers.asking.facts import known_of
from handlers.asking.ordering import orders_us
from handlers.replies import small_talk
from handlers.talk import Reply, Talk


def not_made_out(text: str, talk: Talk, *, today: date) -> Reply:
    """A short reply that names what stands now and what the message may have been about."""
    if talk.draft is None or not talk.is_about_a_draft:
        return small_talk("aside", talk)
    hints = load("asked")["hints"]
    is_order = orders_us(text, in_talk=True)
    if _NAME.fullmatch(text.strip()) and talk.draft.product is None and not is_order:
        bare = re.sub(r"^(?:for|about) (?:the )?", "", text.strip(" ."), flags=re.IGNORECASE)
        hint = f"If that is the product, say “product: {bare}”."
        return Reply(kind="note", text=f"I didn't get that. {hint} {hints['draft']}")
    near = next((hints["said"][name] for name, pattern in _hints().items() if pattern.search(text)), "")
    known = known_of(talk.draft, today=today)
    return Reply(
        kind="note",
        text=f"I didn't get that. We're at: {known}. {near or hints['said']['else']} {hints['draft']}",
    )


# A word or two that may well be a product's name: none of them speaks of us or of the answer.
_NAME = re.compile(
    r"(?!(?:\S+ )*(?:our|my|your|it|that|this|do|ok|okay|you|we|them|yes|no|so|and)\b)"
    r"(?:(?:for|about) (?:the )?(?:[a-z-]{3,} ?){1,3}|(?:the )?[a-z-]{3,}(?: [a-z-]{3,})?)\.?",
    re.IGNORECASE,
)


@cache
def _hints() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(p, re.IGNORECASE) for name, p in load("asked")["hints"]["about"].items()}
