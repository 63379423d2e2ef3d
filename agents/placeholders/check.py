"""The hard check: the tags of a rewrite are those of the original, byte for byte, where they belong."""

import re
from collections import Counter
from collections.abc import Iterator

from agents.placeholders.branches import moved_text
from agents.placeholders.broken import broken_tags
from agents.placeholders.find import find_placeholders
from agents.placeholders.layout import layout
from agents.placeholders.types import Placeholder
from agents.types import Message, Violation

_POSITIONAL = re.compile(r"\{\{\s*\d+\s*\}\}|\{\d*\}|%(?!\().*")


def check_placeholders(original: Message, rewritten: Message) -> tuple[Violation, ...]:
    """What is wrong with the tags of `rewritten`; empty when nothing is.

    `placeholder_lost` and `placeholder_added` compare the tags of title and body together (a tag may
    move between them); `placeholder_order` keeps values that are filled by position ({{1}}, %s) in
    their text and order; `block_broken` keeps conditions and loops in order, and what stands in a
    branch, words as well as tags, in that branch.
    """
    counted = [*_lost(original, rewritten), *_added(original, rewritten)]
    if counted:
        return tuple(counted)
    return (*_order(original, rewritten), *_blocks(original, rewritten))


def _parts(message: Message) -> tuple[tuple[str, str], ...]:
    return ("title", message.title or ""), ("body", message.body)


def _tags(message: Message) -> Counter[str]:
    return Counter(tag.text for _, text in _parts(message) for tag in find_placeholders(text))


def _broken(message: Message) -> Counter[str]:
    return Counter(fragment for _, text in _parts(message) for fragment in broken_tags(text))


def _lost(original: Message, rewritten: Message) -> Iterator[Violation]:
    for tag in _tags(original) - _tags(rewritten):
        yield Violation(rule="placeholder_lost", detail=f"{tag} is missing from the rewrite.")


def _added(original: Message, rewritten: Message) -> Iterator[Violation]:
    for tag in _tags(rewritten) - _tags(original):
        yield Violation(rule="placeholder_added", detail=f"{tag} stands more often than in the original.")
    for fragment in _broken(rewritten) - _broken(original):
        yield Violation(rule="placeholder_added", detail=f"{fragment} is a broken tag that was not there.")


def _order(original: Message, rewritten: Message) -> Iterator[Violation]:
    for (part, before), (_, after) in zip(_parts(original), _parts(rewritten), strict=True):
        wanted, got = _positional(before), _positional(after)
        if wanted != got:
            yield Violation(
                rule="placeholder_order",
                detail=f"Values filled by position must stay in order in the {part}: "
                f"{' '.join(wanted) or 'none'} became {' '.join(got) or 'none'}.",
            )


def _positional(text: str) -> list[str]:
    return [tag.text for tag in find_placeholders(text) if _by_position(tag)]


def _by_position(tag: Placeholder) -> bool:
    syntaxes = {"double_brace", "icu_simple", "printf"}
    return tag.syntax in syntaxes and _POSITIONAL.fullmatch(tag.text) is not None


def _blocks(original: Message, rewritten: Message) -> Iterator[Violation]:
    for (part, before), (_, after) in zip(_parts(original), _parts(rewritten), strict=True):
        for detail in _block_faults(before, after):
            yield Violation(rule="block_broken", detail=f"In the {part}, {detail}.")


def _block_faults(before: str, after: str) -> Iterator[str]:
    if _skeleton(before) != _skeleton(after):
        yield "the conditions changed place or order"
    elif _inhabitants(before) != _inhabitants(after):
        yield "a tag left or entered a branch of a condition"
    else:
        for words in moved_text(before, after):
            yield f"words of one branch stand in another or are gone: {words}"


def _skeleton(text: str) -> list[str]:
    return [tag.text for tag in find_placeholders(text) if tag.role in {"open", "middle", "close"}]


def _inhabitants(text: str) -> Counter[tuple[object, str]]:
    """Tags inside blocks with their branch; outside blocks a tag may move freely."""
    return Counter((piece.place, piece.words) for piece in layout(text) if piece.tag and piece.place)
