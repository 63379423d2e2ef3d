"""In which style a rewrite is told first: as this shop's, or the market's, strong messages are."""

from agents.engines.tasks import RewriteInput
from agents.lexicons import load

# What a strong message does that one of our styles does too.
_STYLE_OF_PATTERN = {
    "offer_in_title": "offer",
    "number_in_title": "offer",
    "item_in_title": "item",
    "names_item": "item",
    "asks_question": "question",
    "question": "question",
    "service_help": "service",
    "gratitude": "service",
}


def rank_styles(inputs: RewriteInput) -> tuple[str, ...]:
    """Every style, the one with most support from the measured patterns and exemplars first.

    Without evidence the order is the segment's own, from the phrase bank.
    """
    own: list[str] = load("phrases")["styles"][inputs.draft.audience]
    support = dict.fromkeys(own, 0.0)
    for pattern in inputs.contrast.patterns if inputs.contrast else ():
        style = _STYLE_OF_PATTERN.get(pattern.name)
        if style and pattern.lift_low > 0:
            support[style] += pattern.lift
    return tuple(sorted(own, key=lambda s: (-support[s], own.index(s))))
