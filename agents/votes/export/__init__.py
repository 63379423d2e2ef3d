"""Preference data for training other models, in the formats that trainers read."""

from agents.votes.export.formats import FORMATS, Format, lines
from agents.votes.export.lessons import Lesson, lessons
from agents.votes.export.splits import SPLITS, Split, split_of

__all__ = ["FORMATS", "SPLITS", "Format", "Lesson", "Split", "lessons", "lines", "split_of"]
