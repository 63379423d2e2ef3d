"""Why a draft stays as it is: nobody here writes its language, or no version of ours is better."""

import re

from agents.language import language_name
from agents.types import Diagnosis

_BUILT_IN = "rules"


def not_our_language(language: str) -> str:
    """For a `language` (ISO 639-1) that the built-in engine cannot write."""
    name = language_name(language)
    return (
        f"The built-in engine writes English, Malay and Indonesian; this draft is in {name}. "
        f"{_left_alone(name)}"
    )


def no_words_for(language: str, engine: str) -> str:
    """For a draft that the built-in engine's phrases don't reach, in a language with few; "" for all else."""
    if engine != _BUILT_IN or language == "en":
        return ""
    name = language_name(language)
    return (
        f"The built-in engine has no {name} wording for this draft that is good enough to send. "
        f"{_left_alone(name)}"
    )


def no_better(diagnosis: Diagnosis, text: str, required: tuple[str, ...]) -> str:
    """For a draft (`text`) with an error that no version mends. `required` are its facts that must stay."""
    if diagnosis.primary == "irrelevant_offer":
        return "No wording makes this an offer for these people. Is there another one for them?"
    weak = [s for s in re.split(r"(?<=[.!?])\s|\n", text) if any(e.evidence in s for e in diagnosis.errors)]
    held = [f"“{fact}”" for fact in required if any(fact in sentence for sentence in weak)]
    if held:
        return (
            f"My versions are no better than yours: what weakens it stands in one sentence with "
            f"{', '.join(held)}, which I don't drop by myself. If it may go, send me the draft without it."
        )
    return (
        "My versions are no better than yours, so I leave them out. "
        "Tell me more about the product or the offer, and I'll try again."
    )


def no_wording(forbidden: tuple[str, ...]) -> str:
    """For a draft of which every version breaks a check. `forbidden` are its words that may not be said."""
    if not forbidden:
        return "I found no wording that passes every check; here is what I'd look at."
    said = " and ".join(f"“{words}”" for words in forbidden[:2])
    return (
        f"I can't take {said} out without losing something else that its sentence says. "
        "Write that sentence without it, or tell me what backs it."
    )


def _left_alone(name: str) -> str:
    return (
        "I checked its facts, placeholders and channel limits and left the words alone. "
        f"Connect a model to get a rewrite in {name}."
    )
