"""How far the Malay and Indonesian phrases reach: beyond that, better nothing than something poor."""

import re

from agents.engines.rules.diagnose import diagnose
from agents.engines.rules.tongue import LOCAL
from agents.engines.rules.writing.carriers import without_links
from agents.engines.rules.writing.local_offer import offer_to_tell
from agents.engines.rules.writing.roles import matcher
from agents.engines.rules.writing.sender import split_sender
from agents.engines.rules.writing.units import split_units, starts_with_greeting
from agents.engines.tasks import Candidates, DiagnoseInput, RewriteInput
from agents.language import detect_language
from agents.types import Variant

_SCRAP_WORDS, _AN_END = 2, 12
_LETTER = 420  # characters; a longer e-mail is held together by more than single sentences
_MESSAGE = 700
_SCRAP = re.compile(r"(?:^|[.!?:]\s+)(?:[A-Z][\w$]{0,2}\s?)?\d[\d.,]*\s?%?(?=\s+[A-Z]|\s*$)")
"""A figure that has lost its sentence: "50% Klik …"."""


def is_within_reach(inputs: RewriteInput) -> bool:
    """Whether there are words for the draft's offer, and the draft is short enough to be told anew."""
    if inputs.sayable.offer is not None and offer_to_tell(inputs) is None:
        return False
    longest = _LETTER if inputs.draft.channel == "email" else _MESSAGE
    return len(inputs.draft.body) <= longest


def sendable(written: Candidates, inputs: RewriteInput) -> Candidates:
    """Those in which nothing is wrong by our own reading, and that are all in the language."""
    return Candidates(
        candidates=tuple(
            variant
            for variant in written.candidates
            if detect_language(variant.message.text) in LOCAL
            and not _greets_late(variant, inputs)
            and not _still_says(variant, inputs)
            and not _says_twice(variant, inputs)
            and not (_SCRAP.search(variant.body) and not _SCRAP.search(inputs.draft.body))
            and reads_well(variant, inputs)
        )
    )


def _greets_late(variant: Variant, inputs: RewriteInput) -> bool:
    """Whether a greeting stands in the middle, because a sentence that may not be cut begins with it."""
    body = split_sender(inputs.draft.model_copy(update={"body": variant.body}))[1]
    later = (unit.text for unit in split_units(None, body)[1:])
    return any(starts_with_greeting(text) and not matcher("signoff").search(text) for text in later)


def _still_says(variant: Variant, inputs: RewriteInput) -> bool:
    """Whether words that were found to be wrong are still there, a weak step aside."""
    wrong = [e.evidence for e in inputs.diagnosis.errors if e.type != "weak_call_to_action"]
    said = variant.message.text.casefold()
    return any(len(words.split()) > 1 and words.casefold() in said for words in wrong)


def _says_twice(variant: Variant, inputs: RewriteInput) -> bool:
    """Whether a fact of the draft comes more often than it did there, links aside."""
    new, old = (without_links(text) for text in (variant.message.text, inputs.draft.message.text))
    return any(new.count(fact) > max(1, old.count(fact)) for fact in inputs.sayable.required)


def says_its_own(variant: Variant, inputs: RewriteInput) -> bool:
    """Whether a sentence of the draft's own is left in the body, greetings and scraps aside."""
    body = split_sender(inputs.draft)[1]
    units = (u.text for u in split_units(None, body) if not starts_with_greeting(u.text))
    own = [text.casefold().strip(" .!?") for text in units if len(text.split()) > _SCRAP_WORDS]
    said = variant.body.casefold()
    return any(text[:_AN_END] in said or text[-_AN_END:] in said for text in own)


def reads_well(variant: Variant, inputs: RewriteInput) -> bool:
    """Whether a reading of our own finds no error; an offer that may not be made is not missed."""
    told = inputs.draft.model_copy(update={"title": variant.title, "body": variant.body})
    told = told if inputs.sayable.offer else told.model_copy(update={"voucher": None})
    return not diagnose(DiagnoseInput(draft=told)).errors
