"""A message with one emoji, or without any."""

import re

from agents.emoji import emoji_in, without_emoji
from agents.engines.rules.writing.roles import matcher
from agents.engines.rules.writing.sender import split_sender
from agents.engines.rules.writing.units import split_units
from agents.engines.tasks import RewriteInput
from agents.lexicons import load
from agents.types import Variant

_EMOJI_END = re.compile(r"(?<=\w)\s*\ue002(?=\s+[A-Z“\"]|\s*\n|\s*$)")


def with_emoji(variant: Variant, inputs: RewriteInput) -> Variant:
    """With one fitting emoji behind the first sentence, if there is none yet."""
    if emoji_in(variant.message.text):
        return variant
    body = split_sender(inputs.draft.model_copy(update={"body": variant.body}))[1]
    said = [u.text for u in split_units(None, body) if not matcher("greeting").search(u.text)]
    if not said:
        return variant
    first = said[0]
    return variant.model_copy(update={"body": variant.body.replace(first, f"{first} {_emoji(inputs)}", 1)})


def without_any_emoji(variant: Variant, inputs: RewriteInput) -> Variant:  # noqa: ARG001 - one shape for all
    """Without emoji; a sentence that ended in one ends in a full stop."""
    if not emoji_in(variant.message.text):
        return variant
    title = variant.title and (_bare(variant.title).rstrip(". ") or variant.title)
    return variant.model_copy(update={"title": title, "body": _bare(variant.body)})


def _bare(text: str) -> str:
    marked = text
    for emoji in dict.fromkeys(emoji_in(text)):
        marked = marked.replace(emoji, "\ue002")
    marked = re.sub(
        r"(?:\ue002[ \ufe0f\u200d]*)+", lambda m: "\ue002" + (" " if m[0].endswith(" ") else ""), marked
    )
    marked = _EMOJI_END.sub(".", marked)
    bare = without_emoji(marked.replace("\ue002", ""))
    return re.sub(r" +(?=[\n.,!?])|(?<=\n) +", "", re.sub(r"[ \t]{2,}", " ", bare)).strip()


def _emoji(inputs: RewriteInput) -> str:
    known = load("wishes")["emoji"]
    category = (inputs.draft.product.category or inputs.draft.product.name) if inputs.draft.product else ""
    found = next(
        (e for words, e in known["category"].items() if re.search(words, category, re.IGNORECASE)), None
    )
    return str(found or known["segment"][inputs.draft.audience])
