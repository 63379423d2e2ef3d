"""What a message takes for granted of its readers although it is not so, and the draft doesn't say it."""

import re
from collections.abc import Iterator
from functools import cache

from agents.audiences import profile
from agents.engines.rules.diagnosis.other_goods import other_goods
from agents.engines.rules.diagnosis.signals import context_for, notice, spread
from agents.engines.rules.tongue import tongue_of
from agents.facts.wording import claim_words
from agents.lexicons import load
from agents.types import Draft, Message, Segment, Violation

_DROP = "price_drop"


def presumed_falsely(message: Message, draft: Draft) -> tuple[Violation, ...]:
    """A violation for each thing presumed, by its kind; none when the audience is not known.

    English wordings are those that a draft is diagnosed by; for other languages there are the most
    telling ones, in `lexicons/presumed.toml`.
    """
    if draft.audience is None:
        return ()
    told = {kind for kind, _, _ in _found(draft.message, draft, draft.audience)}
    readers = profile(draft.audience).plain_name
    found: dict[str, Violation] = {}
    for kind, words, says in _found(message, draft, draft.audience):
        detail = f"“{words}” {says}, which is not so for {readers}."
        if kind not in told:
            found.setdefault(kind, Violation(rule="false_presumption", detail=detail))
    return (*found.values(), *_price_of_another(message, draft, draft.audience))


def _price_of_another(message: Message, draft: Draft, segment: Segment) -> Iterator[Violation]:
    """A price told to have come down where the draft is about other goods than those the readers saved."""
    told = [word.text for word in claim_words(message.text) if word.kind == _DROP]
    if segment != "price_drop_group" or not told or not draft.product:
        return
    own = any(word.kind == _DROP for word in claim_words(draft.message.text))
    tongue = tongue_of(draft.message.text)
    context = context_for(segment, draft.product, draft.voucher, tongue=tongue)
    if not own and other_goods(notice(draft.message, context)) is not None:
        detail = f"“{told[0]}”: the draft is about other goods than the {draft.product.name}."
        yield Violation(rule="unsupported_claim", detail=detail)


def _found(message: Message, draft: Draft, segment: Segment) -> Iterator[tuple[str, str, str]]:
    """Kind, words and what they do, of everything that is false for the segment."""
    false, told = profile(segment).presume_not, load("diagnosis_presumptions")
    # As the rules score it: what they have noticed is remembered.
    tongue = tongue_of(message.text)
    signals = notice(message, context_for(segment, draft.product, draft.voucher, tongue=tongue))
    for hit in spread(signals.presumed):
        yield hit.group, signals.reading.quote(hit.start, hit.end), told[hit.group]["says"]
    for kind, pattern in _patterns():
        if kind in false and (match := pattern.search(message.text)):
            yield kind, match[0], load("presumed")[kind]["says"]


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (kind, re.compile("|".join(group["patterns"]), re.IGNORECASE))
        for kind, group in load("presumed").items()
    )
