"""WhatsApp templates: what Meta's review turns down."""

import re
from collections.abc import Iterator
from itertools import pairwise

from agents.channels.lengths import Limit, length_findings
from agents.channels.subject import Subject, finding, listed, numbers
from agents.channels.texting import short_links
from agents.emoji import emoji_in
from agents.placeholders import Placeholder, find_placeholders
from agents.rendered import worst_case
from agents.types import LintFinding

_NUMBERED = re.compile(r"\{\{\s*(\d+)\s*\}\}")
_MARKUP = re.compile(r"(?<!\w)([*_~])\S(?:[^*_~\n]*\S)?\1(?!\w)|```")


def whatsapp_rules(subject: Subject) -> Iterator[LintFinding]:
    """Header, body and variables. A title is the template's header; footers we don't see."""
    if subject.message.title:
        yield from _header(subject.message.title)
    yield from _body(subject.message.body)
    yield from _variables(subject.message.body)
    yield from short_links(subject.message.body)


def _header(title: str) -> Iterator[LintFinding]:
    known = numbers("whatsapp")
    limit = Limit(None, "", known["title_error"], "WhatsApp takes {}")
    yield from length_findings("whatsapp_header_length", len(worst_case(title)), limit, what="The header")
    if len(_variables_of(title)) > known["header_variables"]:
        yield finding("whatsapp_header_variables", "error", "The header may hold one variable only.")
    if emoji_in(title):
        yield finding("whatsapp_header_emoji", "error", f"No emoji in the header: {listed(emoji_in(title))}.")
    if "\n" in title.strip() or _MARKUP.search(title):
        yield finding("whatsapp_header_markup", "error", "The header may hold no markup and no line break.")


def _body(body: str) -> Iterator[LintFinding]:
    known = numbers("whatsapp")
    limit = Limit(
        known["body_warn"],
        "beyond {} long values may break the limit",
        known["body_error"],
        "WhatsApp takes {} with the values filled in",
    )
    yield from length_findings("whatsapp_body_length", len(worst_case(body)), limit, what="The body")
    emoji = emoji_in(body)
    if len(emoji) > known["body_emoji"]:
        yield finding("whatsapp_emoji", "error", f"{len(emoji)} emoji; WhatsApp takes {known['body_emoji']}.")


def _variables_of(text: str) -> list[Placeholder]:
    return [tag for tag in find_placeholders(text) if tag.role == "variable"]


def _variables(body: str) -> Iterator[LintFinding]:
    tags = _variables_of(body)
    if not tags:
        return
    yield from _edges(body, tags)
    yield from _numbering(tags)
    known = numbers("whatsapp")
    words = len(re.findall(r"\w+", re.sub(r"\{\{.*?\}\}", " ", body)))
    if words < known["words_per_variable"] * len(tags) + 1:
        yield finding("whatsapp_few_words", "warning", f"{len(tags)} variables in {words} words; add words.")
    for tag in tags:
        if "${" not in tag.text and any(sign in tag.text for sign in known["forbidden_in_variable"]):
            yield finding("whatsapp_variable_name", "error", f"{tag.text}: no # $ % in a variable's name.")


def _edges(body: str, tags: list[Placeholder]) -> Iterator[LintFinding]:
    if not body[: tags[0].start].strip() or not body[tags[-1].end :].strip():
        yield finding("whatsapp_variable_edge", "error", "A variable may neither open nor end the body.")
    for first, second in pairwise(tags):
        if not body[first.end : second.start].strip():
            detail = f"{first.text} and {second.text} stand side by side; put words between them."
            yield finding("whatsapp_variables_adjacent", "error", detail)


def _numbering(tags: list[Placeholder]) -> Iterator[LintFinding]:
    used = sorted({int(match[1]) for tag in tags if (match := _NUMBERED.fullmatch(tag.text))})
    missing = sorted(set(range(1, used[-1] + 1)) - set(used)) if used else []
    if missing:
        gone = ", ".join(f"{{{{{number}}}}}" for number in missing)
        yield finding(
            "whatsapp_variable_gap", "error", f"Variables count up from {{{{1}}}}; {gone} is missing."
        )
