"""The answer to a draft: the point first, then why, then the steps, then the evidence, then the buttons."""

from collections.abc import Iterator
from dataclasses import dataclass

from agents.types import Draft, Suggestion
from handlers.slack import ids
from handlers.slack.blocks.base import actions, button, line, rich, small, text
from handlers.slack.blocks.card import Block, Card
from handlers.slack.blocks.channel import count, warnings
from handlers.slack.blocks.controls import audience_choice, buttons, feedback
from handlers.slack.blocks.cut import shortened
from handlers.slack.blocks.decision import Decision, settled
from handlers.slack.blocks.evidence import small_print
from handlers.slack.blocks.figures import figures_blocks, template_block
from handlers.slack.blocks.fit import ALWAYS, Part, fitted
from handlers.slack.blocks.gist import first_words, notice
from handlers.slack.blocks.message import message_or_sample
from handlers.slack.blocks.opening import headline, questions
from handlers.slack.blocks.variants import other_versions, versions_in_full
from handlers.slack.blocks.why import reasons, steps
from handlers.talk import CampaignFigures
from handlers.words import heading

_SAID = 500  # weight
_SHORTENED = [small("Shortened to fit in Slack. Say “why?” for all of it.")]
_IN_FILE = [small("Shortened to fit in Slack. The other versions are in the file below.")]


@dataclass(frozen=True)
class _Answer:
    """An answer and what is shown with it."""

    draft: Draft
    suggestion: Suggestion
    decision: Decision | None
    figures: CampaignFigures | None
    time_zone: str
    expanded: bool
    note: str

    @property
    def asks_first(self) -> bool:
        """Whether the questions stand above the message."""
        return self.suggestion.outcome in {"ask", "refused"}


def answer_card(
    draft: Draft,
    suggestion: Suggestion,
    *,
    decision: Decision | None = None,
    figures: CampaignFigures | None = None,
    time_zone: str = "UTC",
    expanded: bool = False,
    note: str = "",
) -> Card:
    """The whole answer to a draft.

    With a `decision` the buttons give way to a line that tells it. `figures` are those of the
    campaign that is improved, `note` is said above the answer. `expanded` shows the other versions
    as well, each with a button. `time_zone` is for clocks in notifications.
    """
    answer = _Answer(draft, suggestion, decision, figures, time_zone, expanded, note)
    point, in_full = _point(answer)
    end, taken_in_full = _end(answer)
    parts = (*_opening(answer), *point, *_lesson(answer), *end)
    blocks = fitted(parts, _SHORTENED)
    if others := versions_in_full(suggestion, blocks) if expanded else None:
        blocks = fitted(parts, _IN_FILE)
    in_file = "\n\n".join(full for full in (in_full, taken_in_full, others) if full)
    return Card(text=notice(_gist(answer)), blocks=tuple(blocks), overflow=in_file or None)


def _gist(answer: _Answer) -> str:
    suggestion = answer.suggestion
    said = suggestion.questions[:1] if answer.asks_first else ()
    message = (first_words(suggestion.message, _SAID),) if suggestion.message else ()
    return f"{heading(answer.draft, suggestion)}: {' '.join((*said, *message))}"


def _opening(answer: _Answer) -> Iterator[Part]:
    """What kind of answer it is, and what has to be settled before anything else."""
    if answer.note:
        yield Part(ALWAYS, [rich(line(text(shortened(answer.note, _SAID))))])
    if answer.figures:
        yield Part(6.5, figures_blocks(answer.figures))
        if answer.suggestion.message != answer.draft.message:
            yield Part(6.4, [template_block(answer.draft.message)])
    yield Part(ALWAYS, [headline(answer.draft, answer.suggestion)])
    if answer.asks_first:
        yield Part(ALWAYS, questions(answer.suggestion))


def _point(answer: _Answer) -> tuple[list[Part], str | None]:
    """The message itself, how long it is, and what may be asked about it."""
    suggestion = answer.suggestion
    if suggestion.message is None:
        return [], None
    blocks, in_full = message_or_sample(suggestion.message)
    asked = [] if answer.asks_first else questions(suggestion)
    # What was taken instead stands below, and then this one may go.
    rank = ALWAYS if answer.decision is None or answer.decision.final is None else 4
    return [
        Part(ALWAYS, _introduced(answer)),
        Part(rank, blocks),
        Part(6.9, [small(shortened(suggestion.taste, _SAID))] if suggestion.taste else []),
        Part(6.8, count(answer.draft, suggestion.message)),
        Part(8, asked),
    ], in_full


def _introduced(answer: _Answer) -> list[Block]:
    suggestion = answer.suggestion
    if suggestion.outcome == "unchanged" and suggestion.scores:
        merits = shortened(" ".join(suggestion.scores.original.reasons), _SAID)
        return [rich(line(text(merits)))] if merits else []
    if suggestion.outcome == "ask":
        same = suggestion.message == answer.draft.message
        said = "Your draft, as it stands:" if same else "A version that keeps to what is known:"
        return [rich(line(text(said)))]
    return []


def _lesson(answer: _Answer) -> Iterator[Part]:
    """Other ways to say it, why, what to do about it, and the small print."""
    suggestion = answer.suggestion
    if suggestion.outcome == "refused":
        return
    if answer.expanded:  # beside the first one, to be compared
        yield from other_versions(suggestion, rank=7, settled=answer.decision is not None)
    yield Part(6, reasons(suggestion))
    yield Part(5, steps(suggestion))
    yield Part(4, warnings(suggestion))
    yield Part(3, small_print(answer.draft, suggestion))


def _end(answer: _Answer) -> tuple[list[Part], str | None]:
    """What can be done with the answer or, once that is settled, what was done."""
    suggestion, thumbs = answer.suggestion, Part(7.5, [feedback(answer.suggestion)])
    if answer.decision is not None:
        blocks, in_full = settled(suggestion, answer.decision, time_zone=answer.time_zone)
        return [Part(ALWAYS, blocks), *_test(answer), thumbs], in_full
    if suggestion.outcome == "refused":
        return [thumbs], None
    row = [buttons(suggestion, expanded=answer.expanded)] if suggestion.message else []
    return [Part(7.6, [audience_choice(answer.draft)]), Part(ALWAYS, row), thumbs], None


def _test(answer: _Answer) -> Iterator[Part]:
    """What was used can be tested against the original, where it is another and a shop's."""
    decision, shop = answer.decision, answer.draft.merchant
    if decision is None or decision.kind == "dismissed" or shop is None:
        return
    if (decision.final or answer.suggestion.message) not in (None, answer.draft.message):
        yield Part(7.4, [actions(button("Plan a Test", ids.TRIAL))])
