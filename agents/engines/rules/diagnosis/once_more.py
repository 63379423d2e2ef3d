"""Whether people who have just got a thing of which one is enough are told to get another."""

import re

from agents.engines.rules.diagnosis.faults import WRONG_OFFER, Fault
from agents.engines.rules.diagnosis.phrases import Hit
from agents.engines.rules.diagnosis.reading import plain
from agents.engines.rules.diagnosis.signals import Signals
from agents.engines.rules.diagnosis.themes import FOR_OTHERS
from agents.lexicons import load

_JUST_BOUGHT = ("post_purchase_group", "new_buyers")
_ANOTHER = re.compile(
    r"\b(?:another|a (?:second|2nd|third)|one more|(?:two|three) more|your next)"
    r" (?:[\w-]+ )??(?:\w+-)?(\w+)\b"
    r"(?=\W*(?:\Z|[^\w\s]|\n)|\s+(?:today|now|at|from|and|or|in|this|before|until|while|too|also|with)\b)"
)
"""A second knife, not a second knife course."""


def same_thing_again(signals: Signals) -> Fault | None:
    """Tell "you bought a pram, now buy another pram" from one for a friend."""
    if signals.context.profile.segment not in _JUST_BOUGHT or FOR_OTHERS.search(signals.reading.norm):
        return None
    named = plain(signals.context.product.name) if signals.context.product else ""
    enough, text = load("diagnosis_themes")["one_is_enough"]["nouns"].split(), signals.reading.norm
    for match in _ANOTHER.finditer(text):
        thing = match[1] if match[1] in enough else match[1].removesuffix("s")
        rest = f"{named} {text[: match.start()]} {text[match.end() :]}"
        if thing in enough and re.search(rf"\b{re.escape(thing)}(?:e?s)?\b", rest):
            return Fault("irrelevant_offer", "second", WRONG_OFFER, (Hit("goods", 1.0, *match.span()),))
    return None
