"""What a rule looks at, and how it says what it found."""

from dataclasses import dataclass
from typing import Any, Literal

from agents.lexicons import load
from agents.types import Channel, LintFinding, Message


@dataclass(frozen=True)
class Subject:
    """A message with what is known around it. `merchant` is the shop's name, `market` its country."""

    message: Message
    channel: Channel
    market: str | None = None
    merchant: str | None = None
    original: Message | None = None


def numbers(section: str) -> dict[str, Any]:
    """The numbers and words of one section of `lexicons/channels.toml`."""
    found: dict[str, Any] = load("channels")[section]
    return found


def finding(rule: str, severity: Literal["error", "warning", "info"], detail: str) -> LintFinding:
    """A finding of `rule`; `detail` is a sentence for the merchant."""
    return LintFinding(rule=rule, severity=severity, detail=detail)


def listed(words: tuple[str, ...] | list[str], *, most: int = 4) -> str:
    """Words in quotation marks for a sentence, the first `most` of them."""
    shown = ", ".join(f"“{word}”" for word in words[:most])
    return f"{shown} and others" if len(words) > most else shown
