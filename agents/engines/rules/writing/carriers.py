"""Facts that may not be lost when their sentence goes, and where they can go instead."""

import re

from agents.engines.rules.tongue import words
from agents.facts.read import read_facts
from agents.facts.references import name_of_reference
from agents.placeholders import Placeholder, find_placeholders

_LINK = re.compile(r"https?://\S+")
_LINK_FIELD = re.compile(r"link|url|href", re.IGNORECASE)
_NAME_FIELD = re.compile(
    r"^(?!.*(?:shop|store|brand|company|merchant|product|item)).*(?:name|contact|person)", re.IGNORECASE
)


def link_of(text: str) -> str | None:
    """The first link of a text, or the placeholder of one."""
    fields = [p.text for p in find_placeholders(text) if _LINK_FIELD.search(p.text)]
    links = [m[0].rstrip(".,!)") for m in _LINK.finditer(text)]
    return next(iter([*links, *fields]), None)


def without_links(text: str) -> str:
    """The text with its links taken out."""
    return _LINK.sub("", text)


def name_fields(text: str) -> tuple[list[str], list[Placeholder]]:
    """The placeholders of the reader's name, and all others but links."""
    tags = find_placeholders(text)
    names = [t.text for t in tags if t.role == "variable" and _NAME_FIELD.search(t.text)]
    return names, [t for t in tags if t.text not in names and not _LINK_FIELD.search(t.text)]


def carrier(fact: str, told: str = "") -> str | None:
    """A sentence of its own for a code, phone number or reference; None for what would be a guess.

    `told` is the sentence that the fact stood in: a number says what it is of only there.
    """
    kind = next((t.kind for text in (told, fact) for t in read_facts(text) if t.text == fact), None)
    if kind is None and re.fullmatch(r"[A-Z]{4,}\d*|[A-Z]{2,}\d+", fact):
        kind = "code"
    sentences: dict[str, str] = words("phrases")["carriers"]
    if kind == "reference" and (name := name_of_reference(told, fact)):
        return sentences["numbered"].format(name, fact)
    return sentences[kind].format(fact) if kind in sentences else None
