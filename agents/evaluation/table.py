"""A table of words, for a terminal and for Markdown alike."""

from agents.types import Value

Row = tuple[str, ...]


class Table(Value):
    """A heading, the columns (the first is text, the others figures), and rows of as many cells."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def name(segment: str) -> str:
    """A segment, or another of our words, as a heading names it."""
    return segment.replace("_", " ").capitalize()
