"""What a request tells a model in our own words: readers, channel, and sentences of the lexicon."""

from typing import Any

from agents.audiences import profile
from agents.channels import limits
from agents.lexicons import load
from agents.types import CHANNELS, Channel, Segment


def readers(segment: Segment | None) -> str:
    """Who reads it, what may be taken for granted of them and what not."""
    about = profile(segment or "repeat_buyers")
    return "\n".join(
        (
            f"{about.plain_name}; {about.truth}.",
            f"May be taken for granted: {' '.join(about.may)}",
            f"May not: {' '.join(about.may_not)}",
            f"Voice: {about.tone}",
            f"Next steps that make sense: {'; '.join(about.steps).replace('{item}', about.item)}.",
        )
    )


def channel_told(channel: str | None) -> str:
    """What a channel is and what it shows."""
    name: Channel = next((c for c in CHANNELS if c == channel), "push")
    words, known = load("briefs"), limits(name)
    told = [words["channels"][name] + "."]
    lengths: dict[str, str] = words["lengths"]
    if known.has_title and known.title_warn:
        kind = "title" if known.title_error and known.title_error > known.title_warn else "title_best"
        told.append(lengths[kind].format(warn=known.title_warn, error=known.title_error))
    if name == "sms":
        told.append(lengths["sms"].format(target=known.body_target))
    elif known.body_target:
        kind = "body" if known.body_error else "body_best"
        told.append(lengths[kind].format(target=known.body_target, error=known.body_error))
    return " ".join(told)


def wording(*names: str) -> Any:  # noqa: ANN401 - a sentence, or a table of them
    """A sentence of `lexicons/briefs.toml`, or a table of sentences."""
    found: Any = load("briefs")
    for name in names:
        found = found[name]
    return found
