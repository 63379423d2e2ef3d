"""What a conversation has come to, and what is said back: values that any chat program can show."""

from typing import Any, Literal

from agents.types import Draft, Merchant, Message, Suggestion, Value, Wish

# Whoever shows a reply needs its parts.
from handlers.campaigns import CampaignFigures as CampaignFigures  # noqa: PLC0414
from handlers.campaigns import CampaignLine as CampaignLine  # noqa: PLC0414

_REMEMBERED = 3  # turns
ReplyKind = Literal["suggestion", "details", "message", "campaigns", "help", "note", "farewell"]


class Turn(Value):
    """What was under discussion at one moment.

    A draft with an empty body is one that only its surroundings are known of. `seed` counts how often
    other versions were asked for, `wishes` are how it is to be told, `settled` begin the questions that
    have been answered and are not asked again.
    """

    draft: Draft | None = None
    suggestion: Suggestion | None = None
    seed: int = 0
    wishes: tuple[Wish, ...] = ()
    settled: tuple[str, ...] = ()


class Talk(Turn):
    """A conversation so far: for whom it is held, what is under discussion, and what was before.

    `earlier` are the moments that "undo" goes back to, the latest last; `reminded` is the open question
    that was repeated once, `amount` what an amount was asked about ("S$5": off, or the minimum?),
    `listed` what was shown last to be chosen from by its number: ids of campaigns.
    """

    merchant: Merchant | None = None
    earlier: tuple[Turn, ...] = ()
    reminded: str = ""
    amount: str = ""
    listed: tuple[str, ...] = ()

    @property
    def is_about_a_draft(self) -> bool:
        """Whether there is a draft that further words may speak of."""
        return self.draft is not None and bool(self.draft.body) and self.suggestion is not None

    @property
    def nodded(self) -> "Talk":
        """The conversation once its open question was repeated: once is enough."""
        asked = next(iter(self.suggestion.questions), "") if self.suggestion else ""
        return self.model_copy(update={"reminded": asked}) if asked else self

    def turned(self, **now: Any) -> "Talk":  # noqa: ANN401 - the fields of a turn
        """The conversation at something else, from where it can go back to what it was at."""
        was = Turn(**{name: getattr(self, name) for name in Turn.model_fields})
        earlier = (*self.earlier, was)[-_REMEMBERED:] if self.suggestion else self.earlier
        return self.model_copy(update={"earlier": earlier, "listed": (), **now})

    def back(self) -> "Talk | None":
        """The conversation at what it was at before, None if that is not known."""
        if not self.earlier:
            return None
        *earlier, was = self.earlier
        before = {name: getattr(was, name) for name in Turn.model_fields}
        return self.model_copy(update={"earlier": tuple(earlier), **before})

    @property
    def versions(self) -> tuple[Message, ...]:
        """The messages on offer: the rewrite, then its variants."""
        if self.suggestion is None:
            return ()
        first = (self.suggestion.message,) if self.suggestion.message else ()
        return (*first, *(variant.message for variant in self.suggestion.variants))


class Vote(Value):
    """What somebody said, in words, of a suggestion: which version they take, or a thumb up or down.

    `value` is the version's number for a choice, "good" or "bad" for feedback.
    """

    suggestion_id: str
    kind: Literal["choice", "feedback"]
    value: str
    version: int


class Reply(Value):
    """What is said back. `text` are sentences, also beside a suggestion; the rest goes with the kind.

    `figures` come with a suggestion for a campaign of the history; `vote` is what the message that is
    answered said of a suggestion, to be kept by whoever shows the reply.
    """

    kind: ReplyKind
    text: str = ""
    draft: Draft | None = None
    suggestion: Suggestion | None = None
    message: Message | None = None
    campaigns: tuple[CampaignLine, ...] = ()
    figures: CampaignFigures | None = None
    vote: Vote | None = None


Answer = tuple[Reply, Talk]
"""What is said back, and the conversation then."""
