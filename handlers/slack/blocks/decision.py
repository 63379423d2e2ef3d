"""What became of an answer, and how that is shown."""

from datetime import datetime
from typing import Literal

from agents.types import Message, Suggestion, Value
from handlers.slack.blocks.base import line, moment, person, rich, text
from handlers.slack.blocks.card import Block
from handlers.slack.blocks.message import message_or_sample
from handlers.talk import Talk

_FIRST = 1  # the version that is the rewrite itself


class Decision(Value):
    """Who settled an answer (a Slack user id), when, and how.

    `version` is the one that was taken: 1 is the rewrite, then the variants. `final` is the text as
    it was changed.
    """

    kind: Literal["used", "edited", "dismissed"]
    by: str
    at: datetime
    version: int = 1
    final: Message | None = None


def settled(suggestion: Suggestion, decision: Decision, *, time_zone: str) -> tuple[list[Block], str | None]:
    """Who settled the answer and when; below it the text that was taken, if it isn't the rewrite."""
    note = settled_line(decision, time_zone=time_zone)
    versions = Talk(suggestion=suggestion).versions
    taken = decision.final
    if taken is None and decision.kind == "used" and _FIRST < decision.version <= len(versions):
        taken = versions[decision.version - 1]
    blocks, overflow = message_or_sample(taken) if taken else ([], None)
    return [note, *blocks], overflow


def settled_line(decision: Decision, *, time_zone: str) -> Block:
    """Who settled an answer and when: "Used by Ana · today at 10:42"."""
    which = f" (version {decision.version})" if decision.version > _FIRST else ""
    did = {"used": f"Used{which} by ", "edited": "Used with changes by ", "dismissed": "Turned down by "}
    return rich(
        line(
            text(did[decision.kind]),
            person(decision.by),
            text(" · "),
            moment(decision.at, time_zone=time_zone),
        )
    )
