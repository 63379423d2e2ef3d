"""The same message in another voice: warmer, more formal, plainer, with or without emoji."""

import re
from functools import cache

from agents.engines.rules.tongue import Tongue, tongue_spoken, words
from agents.engines.rules.writing.alike import alike
from agents.engines.rules.writing.layout import after_greeting
from agents.engines.rules.writing.marks import sentence_case
from agents.engines.rules.writing.polish import reword
from agents.engines.rules.writing.roles import matcher
from agents.engines.rules.writing.sender import split_sender
from agents.engines.rules.writing.shorten import holds_something, without_sentence
from agents.engines.rules.writing.telling import tells_something
from agents.engines.rules.writing.units import Unit, split_units
from agents.engines.rules.writing.with_emoji import without_any_emoji
from agents.engines.tasks import RewriteInput
from agents.facts.wording import urgency_words
from agents.types import Variant

_EMOJI_END = re.compile(r"(?<=\w)\s*\ue002(?=\s+[A-Z“\"]|\s*\n|\s*$)")


def warmer(variant: Variant, inputs: RewriteInput) -> Variant:
    """With one warm sentence that is true of these people, at the start of what is said to them."""
    sender, units = _units(variant, inputs)
    said = [variant.title or "", *(u.text for u in units)]
    options: list[str] = words("wishes")["warm"][inputs.draft.audience]
    if "shorter" in inputs.wishes:
        options = sorted(options, key=len)
    fresh = [o for o in options if not any(alike(o, s, besides="") for s in said if s)]
    if not fresh or not units:
        return variant
    start = len(sender)
    # Behind the greeting, and in a text message behind the words that say whose it is.
    names = inputs.draft.channel == "sms" and not sender and units[0].text[-1:] in "!:"
    greets = len(units) > 1 and (names or matcher("greeting").search(units[0].text))
    if greets:
        start = variant.body.index(units[0].text) + len(units[0].text)
    head, tail = variant.body[:start], variant.body[start:]
    gap = re.match(r"\s*", tail)
    space = (gap.group() if gap else "") if greets else ""
    body = f"{head}{space}{fresh[0]} {sentence_case(tail.strip())}"
    return variant.model_copy(update={"body": sender + after_greeting(body[len(sender) :])})


def reworded(variant: Variant, inputs: RewriteInput, wish: str) -> Variant:
    """With the words that a wish ("formal", "plainer") replaces, and without emoji and exclamation marks."""
    names = [n.name for n in (inputs.draft.product, inputs.draft.merchant) if n]
    keep = (*inputs.sayable.required, *names)
    title = variant.title and reword(variant.title, _changes(wish, tongue_spoken()), keep=keep).rstrip(". ")
    body = reword(variant.body, _changes(wish, tongue_spoken()), keep=keep)
    return without_any_emoji(variant.model_copy(update={"title": title, "body": body}), inputs)


def calmer(variant: Variant, inputs: RewriteInput) -> Variant:
    """Without sentences that only hurry or praise, as long as others are left."""
    sender, units = _units(variant, inputs)
    loud = [u.text for u in units if _is_loud(u.text) and not holds_something(u.text, variant, inputs)]
    for sentence in loud[: len(units) - 1]:
        body = without_sentence(variant.body, sentence, sender)
        variant = variant.model_copy(update={"body": body})
    return variant


def _is_loud(text: str) -> bool:
    return bool(urgency_words(text)) or bool(matcher("filler").search(text) and not tells_something(text))


def _units(variant: Variant, inputs: RewriteInput) -> tuple[str, tuple[Unit, ...]]:
    body = split_sender(inputs.draft.model_copy(update={"body": variant.body}))[1]
    return variant.body[: len(variant.body) - len(body)], split_units(None, body)


@cache
def _changes(wish: str, tongue: Tongue) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(p, re.IGNORECASE), word) for p, word in words("wishes", tongue)[wish].items())
