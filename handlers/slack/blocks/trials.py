"""Trials in Slack: the plan with the arms to copy, what a look says, the list of all."""

from collections.abc import Sequence

from handlers.slack.blocks.base import copyable, items, line, rich, small, text
from handlers.slack.blocks.card import Block, Card
from handlers.slack.blocks.cut import shortened
from handlers.slack.blocks.gist import notice
from handlers.trials.keeping import plan_of
from handlers.trials.types import News
from handlers.trials.verdicts import result_lines
from handlers.trials.words import plan_lines, sending_lines
from store.rows import TrialArmRow, TrialRow

_SAID, _WORDS = 1500, 900  # weights
_NONE = "No trial is running. “/trial C-1042” plans one, or “Plan a Test” under a rewrite that was used."


def plan_card(trial: TrialRow) -> Card:
    """What is tested, how large it must be, each version to copy, how to send it."""
    said = plan_lines(trial)
    blocks = [
        rich(line(text(f"Test {trial.id}", bold=True), text(f" · {said[0]}"))),
        *(_paragraph(one) for one in said[1:]),
        *(block for arm in trial.arms for block in _arm(arm)),
        rich(items([text(shortened(one, _SAID))] for one in sending_lines(trial))),
        small(f"“/trial {trial.id}” tells how it goes."),
    ]
    return Card(text=notice(f"Test {trial.id}: {' '.join(said)}"), blocks=tuple(blocks))


def news_card(trial: TrialRow, news: News) -> Card:
    """What a look says: the verdict, then what it rests on."""
    return _told(trial, result_lines(trial, news.result))


def trial_card(trial: TrialRow, said: str) -> Card:
    """One trial when somebody asks: what its last look said, or `said` before the first."""
    news = trial.looks and News.model_validate(
        {"trial_id": trial.id, "number": len(trial.looks) - 1, "result": trial.looks[-1]["result"]}
    )
    if news:
        return news_card(trial, news)
    per_arm = f"{plan_of(trial).per_arm:,} messages of each version are planned."
    return _told(trial, (f"{said[:1].upper()}{said[1:]}", per_arm, *sending_lines(trial)))


def trials_card(lines: Sequence[tuple[TrialRow, str]]) -> Card:
    """All trials, a line each."""
    if not lines:
        return Card(text=notice(_NONE), blocks=(rich(line(text(_NONE))),))
    rows = items([text(f"{trial.id} ", bold=True), text(shortened(said, _SAID))] for trial, said in lines)
    return Card(text=notice(f"{len(lines)} tests"), blocks=(rich(rows),))


def _told(trial: TrialRow, said: Sequence[str]) -> Card:
    first = rich(line(text(f"Test {trial.id}", bold=True), text(f" · {shortened(said[0], _SAID)}")))
    rest = (rich(items([text(shortened(one, _SAID))] for one in said[1:])),) if said[1:] else ()
    return Card(text=notice(f"Test {trial.id}: {said[0]}"), blocks=(first, *rest))


def _paragraph(said: str) -> Block:
    return rich(line(text(shortened(said, _SAID))))


def _arm(arm: TrialArmRow) -> tuple[Block, ...]:
    what = "the original" if arm.intent == "original" else arm.intent or "the rewrite"
    words = f"{arm.title}\n{arm.body}" if arm.title else arm.body
    return (
        rich(line(text(f"{arm.variant or arm.arm}", bold=True), text(f"  {what}"))),
        rich(copyable(shortened(words, _WORDS))),
    )
