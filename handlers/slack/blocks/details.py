"""The evidence behind a suggestion, in full: the answer to "why?"."""

from collections.abc import Iterator

from agents.types import ExemplarRef, Preference, Suggestion
from handlers.slack.blocks.base import small
from handlers.slack.blocks.card import Card
from handlers.slack.blocks.evidence import GROUNDS, basis_line, scores_line
from handlers.slack.blocks.fit import ALWAYS, Part, fitted
from handlers.slack.blocks.gist import notice
from handlers.slack.blocks.why import reasons, sentences, steps

_RULES, _RULE = 30, 200  # entries, weight of each
_SHORTENED = [small("Shortened to fit in Slack.")]


def details_card(suggestion: Suggestion) -> Card:
    """Findings, contradictions, exemplars, reasons for the scores, the comparison, every channel rule."""
    return Card(text=notice(_gist(suggestion)), blocks=tuple(fitted(_parts(suggestion), _SHORTENED)))


def _gist(suggestion: Suggestion) -> str:
    return " ".join(("Why:", *(error.feedback for error in suggestion.errors[:2])))


def _parts(suggestion: Suggestion) -> Iterator[Part]:
    yield Part(8, reasons(suggestion))
    against = [f"The draft says “{c.said or 'nothing'}”: {c.known}." for c in suggestion.contradictions]
    yield Part(7, sentences("What does not agree", against))
    yield Part(6, steps(suggestion))
    yield Part(5, sentences("Learned from", [_exemplar(ref) for ref in suggestion.exemplars]))
    yield Part(4, sentences("Scores", list(_scores(suggestion))))
    rules = [finding.detail for finding in suggestion.lint]
    yield Part(3, sentences("What the channel says", rules, most=_RULES, each=_RULE))
    yield Part(ALWAYS, [small(f"{GROUNDS[suggestion.path]} · {basis_line(suggestion)}")])


def _exemplar(ref: ExemplarRef) -> str:
    name = f"Your {ref.campaign_id}" if ref.source == "own" and ref.campaign_id else "Another shop's"
    return f"{name} (score {ref.score:.2f}, {ref.sample_size:,} delivered): {ref.why}"


def _scores(suggestion: Suggestion) -> Iterator[str]:
    if line_ := scores_line(suggestion):
        yield line_
    if pair := suggestion.scores:
        told = {error.feedback for error in suggestion.errors}
        if others := [reason for reason in pair.original.reasons if reason not in told]:
            yield f"Draft: {' '.join(others)}"
        if pair.rewritten:
            yield f"Rewrite: {' '.join(pair.rewritten.reasons)}"
    if suggestion.preference:
        yield _preference(suggestion.preference)


def _preference(preference: Preference) -> str:
    won = {"rewritten": "the rewrite won", "original": "the draft won", "tie": "neither won"}
    held = "in both orders" if preference.consistent_when_swapped else "but not in both orders"
    return f"Compared blind, {won[preference.winner]} {held}, {preference.confidence:.0%} sure."
