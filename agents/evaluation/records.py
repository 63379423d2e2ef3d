"""What is kept of one draft that was answered and judged."""

from agents.types import (
    Draft,
    ErrorType,
    FromOutside,
    Level,
    Message,
    Preference,
    ScorePair,
    Segment,
    Suggestion,
    Usage,
    Value,
)


class Label(FromOutside):
    """What readers said of a draft: its main error, whether its offer is wrong, and their scores, 1–5."""

    primary: str | None = None
    offer_contradiction: bool | None = None
    audience_score: float | None = None
    market_score: float | None = None


class Broken(Value):
    """A hard check that a message of ours fails: `where` is "message" or a variant's intent."""

    where: str
    rule: str
    detail: str


class Record(Value):
    """A draft (audience and channel filled in), its suggestion, and what was found about it.

    `scores` and `preference` are the judge's; `repeated` are the winners of the further times in
    which it was asked the same, `judging` is what all asking beyond the suggestion took of a model.
    `errors_left` are the error types of the rewrite, `broken` the hard checks it fails. `troubles` say
    where the rules had to help a model out. `timed` is False where answers of the model were on file,
    so that the time tells nothing; `simulated` is True for a campaign of the demo history.
    """

    key: str
    draft: Draft
    suggestion: Suggestion
    scores: ScorePair | None = None
    preference: Preference | None = None
    repeated: tuple[str, ...] = ()
    errors_left: tuple[ErrorType, ...] = ()
    broken: tuple[Broken, ...] = ()
    checked: int = 0
    judging: Usage | None = None
    troubles: tuple[str, ...] = ()
    label: Label | None = None
    timed: bool = True
    simulated: bool = False

    @property
    def rewrite(self) -> Message | None:
        """The new message, None where nothing new was written."""
        message = self.suggestion.message
        return message if message is not None and message != self.draft.message else None

    @property
    def segment(self) -> Segment:
        """Whom it goes to."""
        return self.draft.audience or "potential_new_customers"

    @property
    def levels(self) -> tuple[tuple[Level, Level], tuple[Level, Level]] | None:
        """Audience match before and after, marketing effectiveness before and after; None if unjudged.

        What was left as it is has the same after as before.
        """
        if self.scores is None or self.suggestion.message is None:
            return None
        before, after = self.scores.original, self.scores.rewritten
        if self.rewrite is None:
            after = before
        if after is None:
            return None
        return (
            (before.audience_match, after.audience_match),
            (before.marketing_effectiveness, after.marketing_effectiveness),
        )
