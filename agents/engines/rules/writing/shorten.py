"""A message told in fewer words: sentences that carry nothing that may not be lost give way."""

import re
from functools import cache
from itertools import pairwise

from agents.engines.rules.tongue import Tongue, tongue_spoken, words
from agents.engines.rules.writing.carriers import without_links
from agents.engines.rules.writing.item import read_item
from agents.engines.rules.writing.layout import after_greeting
from agents.engines.rules.writing.marks import sentence_case
from agents.engines.rules.writing.polish import reword
from agents.engines.rules.writing.roles import Part, Role, matcher, read_parts
from agents.engines.rules.writing.sender import split_sender
from agents.engines.rules.writing.telling import tells_something
from agents.engines.rules.writing.units import split_units
from agents.engines.tasks import RewriteInput
from agents.facts.read import read_facts
from agents.placeholders import find_placeholders
from agents.types import Variant

# What gives way first; of one kind the last sentence, as later ones lean on earlier ones.
_ORDER: tuple[Role, ...] = ("filler", "thanks", "greeting", "signoff", "action", "question", "info")
_FRAME = {"greeting", "signoff", "thanks", "filler"}
_LEAST = 6  # words that still make a message
# Such a sentence means nothing without the one before it.
_LEANS = re.compile(
    r"\W*(?:it|its|it.?s|they|they.?re|their|them|this|that|that.?s|these|those|the (?:next|other|same|rest)|"
    r"one|so|and|but|then|also|each|both|either|which|he|she|his|her|use it|see it|see them"
    r"|ia|itu|ini|tapi|tetapi|jadi|dan|malah|juga|kedua-duanya|semuanya)\b",
    re.IGNORECASE,
)


def shorten(variant: Variant, inputs: RewriteInput, *, room: int) -> Variant:
    """The variant without what can be left out, until it has `room` characters at most.

    What holds a fact or the product's name, makes the offer or asks for the step, always stays, and so
    does the way to opt out.
    """
    names = [n.name for n in (inputs.draft.product, inputs.draft.merchant) if n]
    keep = (*inputs.sayable.required, *names)
    variant = variant.model_copy(update={"body": reword(variant.body, _padding(tongue_spoken()), keep=keep)})
    sender, parts = _parts(variant, inputs)
    for part in _expendable(variant, parts, inputs):
        if len(variant.message.text) <= room:
            break
        rest = [p for p in parts if p is not part]
        if sum(len(p.text.split()) for p in rest if p.role not in _FRAME) < _LEAST:
            continue
        parts = rest
        variant = variant.model_copy(update={"body": without_sentence(variant.body, part.text, sender)})
    return variant


def _parts(variant: Variant, inputs: RewriteInput) -> tuple[str, list[Part]]:
    """The sender of a text message, and the sentences of the body with what they are there for."""
    draft = inputs.draft
    body = split_sender(draft.model_copy(update={"body": variant.body}))[1]
    tags = (p.text for p in find_placeholders(draft.message.text))
    shop = draft.merchant.name if draft.merchant else None
    parts = read_parts(split_units(None, body), required=(*inputs.sayable.required, *tags), shop=shop)
    return variant.body[: len(variant.body) - len(body)], [p for p in parts if p.role != "optout"]


def _expendable(variant: Variant, parts: list[Part], inputs: RewriteInput) -> list[Part]:
    """The sentences that may go, in the order in which they do."""
    steps = [p for p in reversed(parts) if p.role in {"action", "link"} or matcher("action").search(p.text)]
    best = [
        *(p for p in steps if holds_something(p.text, variant, inputs)),
        *(p for p in steps if tells_something(without_links(p.text), names=())),
        *steps,
    ]
    step = best[0] if best else None
    letter = inputs.draft.channel == "email"
    free = [
        (place, part)
        for place, part in enumerate(parts)
        if part.role in _ORDER
        and part is not step
        and not (letter and part.role in {"greeting", "signoff"})
        and not holds_something(part.text, variant, inputs)
    ]
    leaned_on = [a for a, b in pairwise(parts) if _LEANS.match(b.text)]
    ordered = sorted(free, key=lambda pair: (_ORDER.index(pair[1].role), -pair[0]))
    return [part for _, part in ordered if part not in leaned_on]


def holds_something(text: str, variant: Variant, inputs: RewriteInput) -> bool:
    """Whether a sentence holds a fact, or alone names the product or, in a text message, the shop."""
    draft = inputs.draft
    tags = (p.text for p in find_placeholders(draft.message.text))
    facts = read_facts(text, market=draft.merchant.market if draft.merchant else None)
    # "a million thanks" is a number, but no fact.
    if any(h in text for h in (*inputs.sayable.required, *tags)) or any(
        f.kind != "number" or re.search(r"\d", f.text) for f in facts
    ):
        return True
    item = read_item(draft.product)
    elsewhere = variant.message.text.replace(text, "", 1)
    if item and item.is_named_in(text) and not item.is_named_in(elsewhere):
        return True
    shop = draft.merchant.name if draft.merchant and draft.channel == "sms" else ""
    names = set(re.findall(r"\w{4,}", shop.casefold()))
    return any(n in text.casefold() and n not in elsewhere.casefold() for n in names)


def without_sentence(body: str, sentence: str, sender: str) -> str:
    """The body without a sentence, with what follows it joined on."""
    said = body[len(sender) :]
    rest = said.replace(sentence, "", 1)
    rest = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]{2,}", " ", rest)).strip()
    rest = re.sub(r" *\n *", "\n", rest)
    return sender + after_greeting(sentence_case(rest) if said.startswith(sentence) else rest)


@cache
def _padding(tongue: Tongue) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(p, re.IGNORECASE), word) for p, word in words("wishes", tongue)["shorter"].items()
    )
