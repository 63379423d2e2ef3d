"""Blocks: matching the ends of conditions and loops to their openings."""

from typing import NamedTuple

from agents.placeholders.roles import Part, part_of
from agents.placeholders.scan import Form, Span, scan
from agents.placeholders.types import Placeholder, Role


class Parsed(NamedTuple):
    """The tags of a text, the block tags that lack their other half, and openers never closed."""

    tags: tuple[Placeholder, ...]
    unbalanced: tuple[Span, ...]
    unclosed: tuple[tuple[int, Form], ...]


def parse(text: str) -> Parsed:
    """Read all tags of `text` and give each its role, with a stack for the blocks."""
    spans, unclosed = scan(text)
    parts = [part_of(span, frozenset()) for span in spans]
    ends = frozenset(part.block for part in parts if part.role == "close")
    if ends:
        parts = [part_of(span, ends) for span in spans]
    roles, unbalanced = _balance(spans, parts)
    tags = tuple(
        Placeholder(text=span.text, start=span.start, end=span.end, syntax=span.syntax, role=role)
        for span, role in zip(spans, roles, strict=True)
    )
    return Parsed(tags, tuple(unbalanced), tuple(unclosed))


def _balance(spans: list[Span], parts: list[Part]) -> tuple[list[Role], list[Span]]:
    roles: list[Role] = []
    stack: list[tuple[Span, str]] = []
    unbalanced: list[Span] = []
    for span, part in zip(spans, parts, strict=True):
        role = part.role
        if role == "open":
            stack.append((span, part.block))
        elif role == "close":
            unbalanced += _closed(stack, part.block)
            role = "close" if stack and stack[-1][1] == part.block else "variable"
            if role == "close":
                stack.pop()
            elif part.block != "go":  # outside a Go block "{{ end }}" is a field called "end"
                unbalanced.append(span)
        elif role == "middle" and not stack:
            unbalanced.append(span)
        roles.append(role)
    return roles, unbalanced + [span for span, _ in stack]


def _closed(stack: list[tuple[Span, str]], block: str) -> list[Span]:
    """Drop from the stack what an end tag leaves open inside its block; say what that was."""
    dropped: list[Span] = []
    if any(name == block for _, name in stack):
        while stack[-1][1] != block:
            dropped.append(stack.pop()[0])
    return dropped
