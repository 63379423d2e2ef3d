"""The evidence behind a suggestion, in full."""

from collections.abc import Iterator

from rich.text import Text

from agents.types import Finding, Suggestion
from handlers.terminal.safe import printable
from handlers.words import ERROR, basis, exemplar


def render_details(suggestion: Suggestion) -> Iterator[Text]:
    """Findings, exemplars, reasons for the scores, the comparison and every channel rule, a line each."""
    yield from (Text(printable(line)) for line in _details(suggestion))


def _details(suggestion: Suggestion) -> Iterator[str]:
    yield from (_finding(error) for error in suggestion.errors)
    yield from (f"The draft says {c.said or 'nothing'}: {c.known}." for c in suggestion.contradictions)
    yield from (f"Learned from {exemplar(ref)}" for ref in suggestion.exemplars)
    if pair := suggestion.scores:
        yield f"Draft: {' '.join(pair.original.reasons)}"
        if pair.rewritten:
            yield f"Rewrite: {' '.join(pair.rewritten.reasons)}"
    if preference := suggestion.preference:
        held = "in both orders" if preference.consistent_when_swapped else "not in both orders"
        yield f"Compared blind: {preference.winner}, {preference.confidence:.0%} sure, {held}."
    yield from (f"{finding.severity}: {finding.detail}" for finding in suggestion.lint)
    yield basis(suggestion)


def _finding(error: Finding) -> str:
    """An error, what shows it (what is missing can't be quoted), and what to do."""
    quoted = f"“{error.evidence}”. " if error.evidence else ""
    return f"{ERROR[error.type]}: {quoted}{error.feedback}"
