"""Trials in Slack: the plan with the arms to copy, what a look says, the list of all."""

from collections.abc import Sequence

from agents.types import Message
from handlers.slack.blocks.base import items, line, rich, small, text
from handlers.slack.blocks.card import Block, Card
from handlers.slack.blocks.cut import shortened
from handlers.slack.blocks.gist import notice
from handlers.slack.blocks.message import message_or_sample
from handlers.trials.keeping import plan_of
from handlers.trials.types import News
from handlers.trials.verdicts import result_lines
from handlers.trials.words import plan_lines, sending_lines
from store.rows import TrialArmRow, TrialRow

_SAID, _LINE = 1500, 300  # weights
_NONE = "No trial is running. “/trial C-1042” plans one, or “Plan a Test” under a rewrite that was used."


def plan_card(trial: TrialRow) -> Card:
    """What is tested, how large it must be, each version to copy, how to send it.

    A version too long to stand in the message follows in full as a file.
    """
    said, shown = plan_lines(trial), [_arm(arm, len(trial.arms)) for arm in trial.arms]
    blocks = [
        rich(line(text(f"Test {trial.id}", bold=True), text(f" · {said[0]}"))),
        *(_paragraph(one) for one in said[1:]),
        *(block for arm, _ in shown for block in arm),
        rich(items([text(shortened(one, _SAID))] for one in sending_lines(trial))),
        small(f"“/trial {trial.id}” tells how it goes."),
    ]
    in_full = "\n\n".join(full for _, full in shown if full)
    said_shortly = notice(f"Test {trial.id}: {' '.join(said)}")
    return Card(text=said_shortly, blocks=tuple(blocks), overflow=in_full or None)


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
    rows = items([text(f"{trial.id} ", bold=True), text(shortened(said, _LINE))] for trial, said in lines)
    return Card(text=notice(f"{len(lines)} tests"), blocks=(rich(rows),))


def _told(trial: TrialRow, said: Sequence[str]) -> Card:
    first = rich(line(text(f"Test {trial.id}", bold=True), text(f" · {shortened(said[0], _SAID)}")))
    rest = (rich(items([text(shortened(one, _SAID))] for one in said[1:])),) if said[1:] else ()
    return Card(text=notice(f"Test {trial.id}: {said[0]}"), blocks=(first, *rest))


def _paragraph(said: str) -> Block:
    return rich(line(text(shortened(said, _SAID))))


def _arm(arm: TrialArmRow, beside: int) -> tuple[list[Block], str | None]:
    what = "the original" if arm.intent == "original" else arm.intent or "the rewrite"
    named = rich(line(text(arm.variant or arm.arm, bold=True), text(f"  {what}")))
    blocks, in_full = message_or_sample(Message(title=arm.title, body=arm.body), beside=beside)
    return [named, *blocks], f"{arm.variant or arm.arm}\n{in_full}" if in_full else None
