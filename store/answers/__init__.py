"""Suggestions where they stand in Slack: posted, decided about, and what came of it."""

from store.answers.adopted import adopted
from store.answers.decisions import decide
from store.answers.outcomes import note_outcomes
from store.answers.posted import get_answer, recent_answers, save_answer

__all__ = ["adopted", "decide", "get_answer", "note_outcomes", "recent_answers", "save_answer"]
