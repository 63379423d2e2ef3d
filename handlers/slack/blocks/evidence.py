"""The small print of an answer: scores, what it rests on, what was kept and assumed, who wrote it."""

from collections.abc import Iterable, Iterator

from agents.audiences import profile
from agents.types import Draft, ExemplarRef, Path, Suggestion
from handlers.slack.blocks.base import small
from handlers.slack.blocks.card import Block
from handlers.slack.blocks.cut import shortened
from handlers.words import taken_for

_QUICK = 0.1  # seconds
_EXEMPLARS = 2
_LINES, _LINE = 6, 400
GROUNDS: dict[Path, str] = {
    "in_group": "Learned from your own strong messages to these people",
    "retrieval": "Learned from other shops' strong messages to these people",
    "rules": "By the rules of the trade: I know no strong messages to these people yet",
}


def small_print(draft: Draft, suggestion: Suggestion) -> list[Block]:
    """Everything that is worth a line and no more."""
    lines = [shortened(one, _LINE) for one in _lines(draft, suggestion)]
    more = [f"and {len(lines) - _LINES} more"] if len(lines) > _LINES else []
    return [small(*lines[:_LINES], *more)]


def scores_line(suggestion: Suggestion) -> str | None:
    """Both scores before and after: "Audience match 3 → 5 · marketing 1 → 5"."""
    pair = suggestion.scores
    if pair is None:
        return None
    told = []
    for name, field in (("Audience match", "audience_match"), ("marketing", "marketing_effectiveness")):
        after = f" → {getattr(pair.rewritten, field)}" if pair.rewritten else ""
        told.append(f"{name} {getattr(pair.original, field)}{after}")
    return f"{' · '.join(told)} (5 is best)"


def basis_line(suggestion: Suggestion) -> str:
    """Who did the work, and how long it took."""
    engine = "built-in engine" if suggestion.engine == "rules" else f"engine {suggestion.engine}"
    paid = f", {suggestion.usage.told}" if suggestion.usage else ""
    took = suggestion.elapsed_ms / 1000
    return f"{engine}, {f'{took:.1f} s' if took >= _QUICK else 'under 0.1 s'}{paid}"


def _lines(draft: Draft, suggestion: Suggestion) -> Iterator[str]:
    if scores := scores_line(suggestion):
        yield scores
    yield f"{_grounds(suggestion)} · {basis_line(suggestion)}"
    if suggestion.facts_kept:
        yield f"Kept: {', '.join(suggestion.facts_kept)}"
    yield from _assumed(draft, suggestion)


def _grounds(suggestion: Suggestion) -> str:
    cited = "; ".join(_cited(suggestion.exemplars[:_EXEMPLARS]))
    more = len(suggestion.exemplars) - _EXEMPLARS
    tail = f" and {more} more" if more > 0 else ""
    return f"{GROUNDS[suggestion.path]}{f': {cited}{tail}' if cited else ''}"


def _cited(exemplars: Iterable[ExemplarRef]) -> Iterator[str]:
    """One's own by their ids; what other shops sent has no name here."""
    unnamed = iter(("one",))
    for ref in exemplars:
        named = ref.source == "own" and ref.campaign_id
        name = ref.campaign_id if named else next(unnamed, "another")
        yield f"{name} (score {ref.score:.2f}, {ref.sample_size:,} delivered)"


def _assumed(draft: Draft, suggestion: Suggestion) -> Iterator[str]:
    """What was taken for granted, but for the audience: that stands beside its menu."""
    audience = taken_for(draft).audience if draft.audience is None else None
    beside = f"I took this for {profile(audience).plain_name}" if audience else None
    yield from (note for note in suggestion.assumptions if not (beside and note.startswith(beside)))
