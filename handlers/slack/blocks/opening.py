"""The first lines of an answer: what kind it is, and what is asked."""

from collections.abc import Sequence

from agents.types import Draft, Suggestion
from handlers.slack.blocks.base import line, rich, text
from handlers.slack.blocks.card import Block
from handlers.slack.blocks.cut import shortened
from handlers.slack.blocks.why import sentences
from handlers.words import heading

_REASON = 500  # weight


def headline(draft: Draft, suggestion: Suggestion) -> Block:
    """Outcome in bold, then channel and audience as far as they were said."""
    what, dot, whom = heading(draft, suggestion).partition(" · ")
    if suggestion.outcome == "unchanged":
        what = "I would send it as it is"
    if suggestion.outcome == "refused":
        dot = whom = ""
    return rich(line(text(what, bold=True), *([text(f"{dot}{whom}")] if whom else ())))


def questions(suggestion: Suggestion) -> list[Block]:
    """What only the merchant can answer or, of a refusal, the reasons."""
    said = suggestion.questions
    if suggestion.outcome == "refused":
        return [rich(line(text(shortened(reason, _REASON)))) for reason in said[:1]]
    return questions_to(said, first=suggestion.outcome == "ask")


def questions_to(said: Sequence[str], *, first: bool) -> list[Block]:
    """What is asked, with `first` before anything may be sent."""
    if first:
        return sentences("Before you send this", said)
    return sentences("Question to you" if len(said) == 1 else "Questions to you", said)
