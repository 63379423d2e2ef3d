"""What somebody did about a suggestion, as a value: what the store keeps, read and checked."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from pydantic import ValidationError

from agents.assume import fill_in
from agents.copy_facts import Known
from agents.preference import known_of
from agents.types import Draft, Message, Suggestion, Value
from agents.votes.contexts import Context, context_of
from store.rows import MeasuredRow, OpinionRow


class Ballot(Value):
    """One thing somebody did about a suggestion.

    `person` tells people apart, across workspaces, and is kept in no model. `kind`, `value`, `version` and
    `detail` are those of the signal; `draft` says for whom and where it goes. `lends`: its workspace
    lends its votes.
    """

    person: str
    at: datetime
    kind: str
    value: str
    version: int | None
    detail: dict[str, Any]
    draft: Draft
    suggestion: Suggestion
    lends: bool

    @property
    def versions(self) -> tuple[Message, ...]:
        """The messages to choose from, numbered from 1; a draft that was found good is its own."""
        first = self.suggestion.message or self.draft.message
        return (first, *(variant.message for variant in self.suggestion.variants))

    @property
    def message(self) -> Message | None:
        """The version it is about, None if there is none of that number."""
        number = self.version or 1
        return self.versions[number - 1] if 1 <= number <= len(self.versions) else None

    @property
    def taken(self) -> Message | None:
        """The words somebody settled on: a version, or their own; None where they didn't settle."""
        final = self.detail.get("final") if self.kind in {"edit", "adoption"} else None
        if final:
            return Message.model_validate(final)
        return self.message if self.kind == "choice" else None

    @property
    def context(self) -> Context:
        """What the message is for: only what is said in one context can be compared."""
        return context_of(self.draft)

    @property
    def known(self) -> Known:
        """What is known around the message."""
        return known_of(self.draft)


class Gathered(NamedTuple):
    """What one shop's people did, and what its campaigns brought."""

    merchant_id: str
    ballots: tuple[Ballot, ...]
    measured: tuple[MeasuredRow, ...]


def ballots_of(rows: Iterable[OpinionRow]) -> tuple[Ballot, ...]:
    """The rows as ballots, in their order; one that an older version kept in another shape is left out."""
    return tuple(ballot for row in rows if (ballot := _ballot(row)))


def _ballot(row: OpinionRow) -> Ballot | None:
    signal = row.signal
    said = {name: signal.detail[name] for name in ("audience", "channel") if signal.detail.get(name)}
    try:
        return Ballot(
            person=f"{signal.team_id}:{signal.user_id}",
            at=signal.at,
            kind=signal.kind,
            value=signal.value,
            version=signal.version,
            detail=signal.detail,
            draft=fill_in(Draft.model_validate(row.draft | said)).draft,
            suggestion=Suggestion.model_validate(row.suggestion),
            lends=row.lends,
        )
    except ValidationError:
        return None
