"""What is weak about a draft, with the evidence, and what to do about it step by step."""

from collections.abc import Iterable, Iterator, Sequence

from agents.types import Finding, GuidanceStep, Suggestion
from handlers.slack.blocks.base import Span, items, line, rich, text
from handlers.slack.blocks.card import Block
from handlers.slack.blocks.cut import shortened
from handlers.words import FAULT

_FINDINGS, _STEPS, _ASKED = 5, 8, 6
_SENTENCE, _WORDS = 500, 300  # weights


def titled(title: str, entries: Iterable[Sequence[Span]], *, ordered: bool = False) -> Block:
    """A list under a bold line."""
    return rich(line(text(title, bold=True)), items(entries, ordered=ordered))


def sentences(title: str, said: Sequence[str], *, most: int = _ASKED, each: int = _SENTENCE) -> list[Block]:
    """Sentences as a list under a bold line: the first `most`, each of weight `each`; none, no list."""
    if not said:
        return []
    entries = [[text(shortened(one, each))] for one in said[:most]]
    return [titled(title, [*entries, *_and_more(said, most)])]


def reasons(suggestion: Suggestion) -> list[Block]:
    """Each error in plain words, its evidence quoted once."""
    found = suggestion.errors
    if not found:
        return []
    entries = [_finding(error) for error in found[:_FINDINGS]]
    return [titled("Why it's weak", [*entries, *_and_more(found, _FINDINGS)])]


def steps(suggestion: Suggestion) -> list[Block]:
    """The guidance, numbered, with before and after; nothing that the reasons above said already."""
    if not suggestion.guidance:
        return []
    entries = list(_numbered(suggestion))
    return [titled("Step by step", [*entries[:_STEPS], *_and_more(entries, _STEPS)], ordered=True)]


def _finding(error: Finding) -> list[Span]:
    """The feedback often quotes the evidence; where it doesn't, the quote stands before it."""
    evidence = shortened(error.evidence, _WORDS) if error.evidence not in error.feedback else ""
    quote = [text(f" (“{evidence}”)")] if evidence else []
    feedback = text(f". {shortened(error.feedback, _SENTENCE)}")
    return [text(FAULT[error.type], bold=True), *quote, feedback]


def _numbered(suggestion: Suggestion) -> Iterator[list[Span]]:
    said = [error.feedback for error in suggestion.errors]
    shown: set[str] = set()
    for step in suggestion.guidance:
        spans = [text(f"{shortened(step.step, _WORDS).rstrip('.')}.", bold=True)]
        if why := _why(step, said):
            spans.append(text(f" {shortened(why, _SENTENCE)}"))
        yield [*spans, *_change(step, shown)]


def _why(step: GuidanceStep, said: Iterable[str]) -> str:
    why = step.why
    for feedback in said:
        why = why.removeprefix(feedback).strip()
    return why


def _change(step: GuidanceStep, shown: set[str]) -> list[Span]:
    """The words before and after; an "after" that stood in an earlier step is not shown again."""
    if not step.before or not step.after or step.after in shown:
        return []
    shown.add(step.after)
    before, after = shortened(step.before, _WORDS), shortened(step.after, _WORDS)
    return [text(f"\n“{before}” → "), text(f"“{after}”", italic=True)]


def _and_more(all_of: Sequence[object], most: int) -> list[list[Span]]:
    more = len(all_of) - most
    return [[text(f"and {more} more", italic=True)]] if more > 0 else []
