"""In which style a rewrite is told first: as this shop's, or the market's, strong messages are."""

from agents.engines.tasks import RewriteInput
from agents.lexicons import load

# What a strong message does that one of our styles does too; the names are those of features and moves.
_STYLE_OF_MOVE = {
    "offer_in_title": "offer",
    "item_in_title": "item",
    "question_in_title": "question",
    "asks_question": "question",
    "service_help": "service",
    "gratitude": "service",
}


def rank_styles(inputs: RewriteInput) -> tuple[str, ...]:
    """Every style, the one with most support from measured patterns and exemplars first.

    A pattern counts with its lift when its interval excludes zero, a move of an exemplar with its
    share of the exemplars. Without evidence the order is the segment's own, from the phrase bank.
    """
    own: list[str] = load("phrases")["styles"][inputs.draft.audience]
    support = dict.fromkeys(own, 0.0)
    for pattern in inputs.contrast.patterns if inputs.contrast else ():
        if pattern.lift_low > 0 and pattern.name in _STYLE_OF_MOVE:
            support[_STYLE_OF_MOVE[pattern.name]] += pattern.lift
    for exemplar in inputs.exemplars:
        styles = {_STYLE_OF_MOVE[m] for m in exemplar.moves if m in _STYLE_OF_MOVE}
        for style in styles:
            support[style] += 1 / len(inputs.exemplars)
    return tuple(sorted(own, key=lambda s: (-support[s], own.index(s))))
