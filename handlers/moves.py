"""The short things people say in a conversation: "more", "why?", "use 2", "C-1042"."""

import re
from functools import cache
from typing import Literal

from agents.engines.rules.understanding.phrases import phrase_table
from agents.types import Value

MoveKind = Literal[
    "more", "why", "shorter", "weak", "no_voucher", "no_product", "help", "quit", "use", "campaign"
]
_BARE_ID = re.compile(r"[A-Za-z]{1,4}-?\d{1,8}")


class Move(Value):
    """One short command; `number` goes with "use", `campaign_id` with "campaign"."""

    kind: MoveKind
    number: int = 1
    campaign_id: str = ""


def read_move(text: str) -> Move | None:
    """The command that `text` is, None when it is a draft or says something about one."""
    said = text.strip().strip(".!").strip()
    if kind := next((kind for kind, pattern in _moves().items() if pattern.fullmatch(said)), None):
        return Move.model_validate({"kind": kind})
    if use := _use().fullmatch(said):
        return Move(kind="use", number=int(use["number"] or 1))
    if campaign := _campaign().fullmatch(said):
        return Move(kind="campaign", campaign_id=campaign["id"])
    return Move(kind="campaign", campaign_id=said) if _BARE_ID.fullmatch(said) else None


@cache
def _moves() -> dict[str, re.Pattern[str]]:
    return {
        kind: _polite(phrases.any.pattern, "")
        for kind, phrases in phrase_table("conversation", "moves").items()
    }


@cache
def _use() -> re.Pattern[str]:
    return _polite(phrase_table("conversation", "with")["use"].any.pattern, r"(?:\s+#?(?P<number>\d))?")


@cache
def _campaign() -> re.Pattern[str]:
    return _polite(phrase_table("conversation", "with")["campaign"].any.pattern, r"\s+#?(?P<id>\S{1,80}?)")


def _polite(said: str, more: str) -> re.Pattern[str]:
    return re.compile(rf"(?:please\s+)?{said}{more}(?:,?\s+please)?\s*\??", re.IGNORECASE)
