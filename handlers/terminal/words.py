"""How the terminal names the things of a suggestion."""

from agents.audiences import profile
from agents.types import Draft, ErrorType, ExemplarRef, Path, Suggestion

CHANNEL = {
    "push": "push notification",
    "im": "chat message",
    "email": "e-mail",
    "sms": "SMS",
    "whatsapp": "WhatsApp message",
}
ERROR: dict[ErrorType, str] = {
    "audience_assumption_error": "Audience assumption error",
    "weak_call_to_action": "Weak call to action",
    "vague_incentive": "Vague incentive",
    "misaligned_tone": "Misaligned tone",
    "irrelevant_offer": "Irrelevant offer",
}
PATH: dict[Path, str] = {
    "in_group": "your own strong messages to these people",
    "retrieval": "strong messages of other shops to these people",
    "rules": "the rules of the trade alone",
}


def heading(draft: Draft, suggestion: Suggestion) -> str:
    """What stands above an answer: outcome, channel and whom it is for."""
    outcome = {"rewritten": "Rewrite", "ask": "A question first", "refused": "Nothing sent"}
    what = outcome.get(suggestion.outcome, "Good as it is")
    known = [CHANNEL[draft.channel]] if draft.channel else []
    known += [f"to {profile(draft.audience).plain_name}"] if draft.audience else []
    return " · ".join((what, " ".join(known))) if known else what


def exemplar(ref: ExemplarRef) -> str:
    """An exemplar with its source and figures."""
    source = f"your {ref.campaign_id}" if ref.source == "own" and ref.campaign_id else "another shop"
    return f"{source} (score {ref.score:.2f}, {ref.sample_size:,} delivered): {ref.why}"


def basis(suggestion: Suggestion) -> str:
    """Path, engine and time, in one line."""
    model = f" ({suggestion.model})" if suggestion.model else ""
    took = f"{suggestion.elapsed_ms:.0f} ms"
    return f"Learned from {PATH[suggestion.path]} · engine {suggestion.engine}{model} · {took}"
