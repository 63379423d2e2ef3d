"""What stands in Slack after the bot was killed again and again, against what was asked."""

import json
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.table import Table

from evals.crowd import Asked, Json, is_open
from evals.slack_lab import TEAM, Lab
from playground import Playground
from playground.api.server import Call

_FIRST = "A first version:"


@dataclass(frozen=True)
class Verdict:
    """What came of it. `failed` are commands and presses of which Slack told people that they failed.

    `half` are messages that were shown before they were whole, and never completed.
    """

    kills: int
    messages: int
    commands: int
    presses: int
    failed: int
    resumed: int
    found: int
    once: int
    twice: int
    never: int
    half: int

    @property
    def fine(self) -> bool:
        """Whether everything was answered exactly once, and to the end."""
        return not (self.never or self.twice or self.half)


def judged(lab: Lab, asked: Asked, kills: int) -> Verdict:
    """What stands in Slack and in the bot's databases against what was asked."""
    jobs = taken_down(lab.folder / "jobs.db")
    counts = [*_replies(lab.slack, asked), *_posts(lab.slack, jobs), *_decisions(lab, asked)]
    # A command is not told apart from the others: each that was passed on is one job more.
    unheard = max(0, asked.commands - sum(kind == "ask" for kind, _ in jobs.values()))
    return Verdict(
        kills=kills,
        messages=len(asked.messages),
        commands=asked.commands,
        presses=len(asked.presses),
        failed=asked.failed,
        resumed=sum(attempts > 1 for _, attempts in jobs.values()),
        found=sum(map(_has_ours, lab.slack.calls())),
        once=counts.count(1),
        twice=sum(count > 1 for count in counts),
        never=counts.count(0) + unheard,
        half=sum(m["text"].startswith(_FIRST) for m in _ours(lab.slack)),
    )


def taken_down(path: Path) -> dict[str, tuple[str, int]]:
    """The bot's jobs by key: their kinds, and by how many processes they were begun."""
    query = (
        "SELECT workflow_uuid, i.inputs, s.recovery_attempts "
        "FROM workflow_status s JOIN workflow_input i USING (workflow_uuid)"
    )
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        rows = database.execute(query).fetchall()
    return {key: (json.loads(inputs)["args"][0]["kind"], attempts) for key, inputs, attempts in rows}


def _replies(slack: Playground, asked: Asked) -> list[int]:
    """How often each message was answered in its thread."""
    said = Counter(m.get("thread_ts") for m in _ours(slack))
    return [said[ts] for _, ts in asked.messages]


def _posts(slack: Playground, jobs: dict[str, tuple[str, int]]) -> list[int]:
    """How often the answer to each command stands in Slack, by the key it carries."""
    marks = Counter(m.get("metadata", {}).get("event_payload", {}).get("key") for m in _ours(slack))
    return [marks[f"{key}:answer"] for key, (kind, _) in jobs.items() if kind == "ask"]


def _decisions(lab: Lab, asked: Asked) -> list[int]:
    """How often each pressed answer was taken, if Slack shows that it was."""
    with closing(sqlite3.connect(f"file:{lab.folder / 'crmagent.db'}?mode=ro", uri=True)) as database:
        taken = Counter(ts for (ts,) in database.execute("SELECT ts FROM signals WHERE kind = 'adoption'"))
    settled = {m["ts"] for m in _ours(lab.slack) if not is_open(m)}
    return [taken[ts] if ts in settled else 0 for _, ts in asked.presses]


def _has_ours(call: Call) -> bool:
    """Whether this is a search that found what was posted before, and kept the bot from posting it again."""
    answered = call.answer.get("messages", ()) if call.method == "conversations.replies" else ()
    return any("metadata" in message for message in answered)


def _ours(slack: Playground) -> list[Json]:
    """Everything that the bot has said; read in place, a copy of it all would take the bot's time."""
    rooms = slack.team(TEAM).channels.values()
    return [m for room in rooms for m in room.messages.values() if m.get("bot_id")]


def shown(verdict: Verdict) -> Table:
    """The verdict as a table."""
    names = {
        "kills": "times killed",
        "messages": "messages and mentions",
        "commands": "commands that Slack passed on",
        "presses": "presses that Slack passed on",
        "failed": "commands and presses of which Slack said that they failed",
        "resumed": "jobs begun by one process and finished by another",
        "found": "answers found in their threads, posted and not recorded",
        "once": "answered exactly once",
        "twice": "answered twice",
        "never": "never answered",
        "half": "shown before they were whole, and never completed",
    }
    table = Table("", "", title="Killed while people talk to it", show_header=False)
    for field, name in names.items():
        table.add_row(name, str(asdict(verdict)[field]))
    return table
