"""Edits by quotation: “replace "A" with "B"”, “remove ends soon”, “add a link …”, “start with Hey”."""

import re
from functools import cache
from typing import Literal

from agents.lexicons import load
from agents.placeholders import find_placeholders
from agents.types import Draft, Value
from handlers.moves import spelled_out

_LONGEST = 400  # characters
_NAMED = {
    "link": re.compile(r"https?://\S+"),
    "greeting": re.compile(r"\A\W*(?:hi|hello|hey|dear|good morning)\b[^,!.\n]{0,40}[,!.\n]", re.IGNORECASE),
}
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_POLITE = r"(?:(?:please|ok|and|now|also|can you|could you)[, ]+)*"


class Edit(Value):
    """One change to a text: `old` words give way to `new` ones, or `new` ones come first or last.

    `loose` when nothing but the text itself tells whether the words were meant.
    """

    kind: Literal["replace", "first", "last"]
    old: str = ""
    new: str = ""
    loose: bool = False

    def on(self, text: str) -> str:
        """The text with the change made; as it was where the words are not in it."""
        if self.kind == "first":
            return (
                text
                if text.startswith(self.new)
                else f"{self.new}{'' if self.new[-1] in ',!.:?' else '!'} {text}"
            )
        if self.kind == "last":
            body, gap = text.rstrip(), "\n" if "\n" in text else " "
            return text if body.endswith(self.new) else f"{body}{gap}{self.new}"
        if self.new:
            return re.sub(re.escape(self.old), lambda _: self.new, text, flags=re.IGNORECASE)
        words = re.escape(self.old)
        changed = re.sub(rf",?[ \t]*(?<!\w){words}(?!\w)", "", text, flags=re.IGNORECASE)
        # A sentence that is gone leaves its full stop behind.
        return text if changed == text else re.sub(r"([.!?])[.!?]+|^[.,;!? ]+", r"\1", changed).strip(" ,;")

    def holds(self, text: str) -> bool:
        """Whether the text is as it was wished."""
        if self.kind == "first":
            return text.startswith(self.new)
        if self.kind == "last":
            return text.rstrip().endswith(self.new)
        return self.old.casefold() not in text.casefold() and self.new.casefold() in text.casefold()


def read_edit(text: str, draft: Draft) -> Edit | None:
    """The edit that a message orders of this draft; None if it orders none."""
    said = text.strip() if re.search(r'["“]', text) else spelled_out(text.strip())
    if "\n" in said or len(said) > _LONGEST:
        return None
    for kind, pattern in _patterns():
        if found := pattern.fullmatch(said):
            return _edit(kind, {name: part for name, part in found.groupdict().items() if part}, draft)
    return None


def _edit(kind: str, said: dict[str, str], draft: Draft) -> Edit | None:
    new = (said.get("new") or said.get("bare") or "").strip()
    if kind in {"replace", "remove", "loosely"}:
        return Edit(kind="replace", old=said["old"].strip(), new=new, loose=kind == "loosely")
    if kind == "tag":
        return _tagged(said["tag"], draft)
    if kind == "sentence":
        return _sentence(said["which"].lower(), draft)
    if kind in _NAMED:
        found = _NAMED[kind].search(draft.body)
        return Edit(kind="replace", old=found.group().strip()) if found else None
    if kind == "shop":
        name = draft.merchant.name if draft.merchant else ""
        return Edit(kind="first", new=f"{name}:") if name else None
    is_first = kind == "start" or (said.get("where") or said.get("place") or "end") not in {"end", "bottom"}
    return Edit(kind="first" if is_first else "last", new=new) if new else None


def _sentence(which: str, draft: Draft) -> Edit | None:
    """One sentence of the draft gone, if there is such a one and another is left."""
    sentences = [part for part in _SENTENCE_END.split(draft.body) if part.strip()]
    number = len(sentences) - 1 if which == "last" else int(load("conversation")["numbers"][which]) - 1
    return Edit(kind="replace", old=sentences[number]) if 0 <= number < len(sentences) > 1 else None


def _tagged(tag: str, draft: Draft) -> Edit:
    """The tag in the place of the one that is there, or behind a greeting."""
    there = find_placeholders(draft.body)
    if there and there[0].text != tag:
        return Edit(kind="replace", old=there[0].text, new=tag)
    return Edit(kind="first", new=f"Hi {tag},")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = load("asked")["edits"]
    parts = {name: part for name, part in words.items() if isinstance(part, str)}
    return tuple(
        (
            kind,
            re.compile(
                rf"{_POLITE}(?:{_filled(pattern, parts)})(?:,? (?:please|thanks|thx))?[. ?]*", re.IGNORECASE
            ),
        )
        for kind, pattern in words["patterns"]
    )


def _filled(pattern: str, parts: dict[str, str]) -> str:
    """The pattern with the named parts in their places; the numbers of a repetition are none."""
    return re.sub(r"\{([a-z]+)\}", lambda found: parts[found.group(1)], pattern)
