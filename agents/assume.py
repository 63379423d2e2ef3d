"""What we take for granted when the merchant didn't say: for whom, and where it is sent."""

import re
from functools import cache

from agents.audiences import profile
from agents.lexicons import load
from agents.types import CHANNELS, SEGMENTS, Channel, Draft, Segment, Value

_LONG = 320


class Usual(Value):
    """What a shop sends when it doesn't say otherwise; None where it has nothing usual."""

    audience: Segment | None = None
    channel: Channel | None = None


class Filled(Value):
    """A draft with audience and channel, and what was assumed, in sentences for the merchant."""

    draft: Draft
    assumptions: tuple[str, ...] = ()


def fill_in(draft: Draft, usual: Usual = Usual()) -> Filled:  # noqa: B008 - it is frozen
    """Audience and channel where they are missing: the shop's usual ones, else read off the text."""
    audience = draft.audience or usual.audience or _audience(draft.message.text)
    channel = draft.channel or _channel(draft, usual.channel)
    told = []
    if draft.audience is None:
        whom = _as_usual(profile(audience).plain_name, is_usual=usual.audience is not None)
        told.append(f"I took this for {whom}; tell me if it goes to somebody else.")
    if draft.channel is None:
        what = _as_usual(_NAMES[channel], is_usual=channel == usual.channel)
        told.append(f"I took this for {what}; tell me if it is sent another way.")
    return Filled(
        draft=draft.model_copy(update={"audience": audience, "channel": channel}), assumptions=tuple(told)
    )


def _as_usual(name: str, *, is_usual: bool) -> str:
    return f"{name}, as usual" if is_usual else name


_NAMES: dict[Channel, str] = {
    "push": "a push notification",
    "im": "a chat message",
    "email": "an e-mail",
    "sms": "an SMS",
    "whatsapp": "a WhatsApp message",
}


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    cues: dict[str, list[str]] = load("assume")["audience"]
    return {segment: re.compile("|".join(patterns), re.IGNORECASE) for segment, patterns in cues.items()}


def _audience(text: str) -> Segment:
    """The first segment, in the order of the lexicon, whose cue stands in the text."""
    found = next((s for s, cue in _cues().items() if cue.search(text)), None)
    return next((s for s in SEGMENTS if s == found), "potential_new_customers")


def _channel(draft: Draft, usual: Channel | None) -> Channel:
    """Words to opt out are no guess; what is usual outweighs what the length would make us guess."""
    cue: dict[str, str] = load("assume")["channel"]
    found = next((c for c in CHANNELS if c in cue and re.search(cue[c], draft.body, re.IGNORECASE)), None)
    if found or usual:
        return found or usual or "push"
    return "email" if len(draft.body) > _LONG or draft.body.count("\n\n") > 1 else "push"
