"""A file on its way into the history, and what became of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from handlers.slack.blocks.base import items, line, rich, small, text
from handlers.slack.blocks.card import Block, Card
from handlers.slack.blocks.cut import shortened
from handlers.slack.blocks.gist import notice
from handlers.slack.blocks.why import sentences

_NAME, _REASON, _NOTE = 200, 200, 400  # weights
_REJECTED, _NOTES, _CELLS = 5, 6, 20
_KINDS = {"sends": "sends", "events": "events", "messages": "message logs", "campaigns": "campaigns"}


def ingest_progress_card(filename: str, what: str, share: float) -> Card:
    """How far a file has come: `what` is being done, a `share` (0–1) of it is."""
    share = min(max(share, 0), 1)
    done = round(share * _CELLS)
    said = shortened(what if filename in what else f"{what} {filename}", _NAME + len(what))
    bar = f"{'█' * done}{'░' * (_CELLS - done)} {share:.0%}"
    return Card(text=notice(f"{said}: {share:.0%}"), blocks=(rich(line(text(said))), small(bar)))


def ingest_report_card(
    filename: str,
    kind: str,
    *,
    taken: int,
    rejected: int,
    scored: int,
    notes: Sequence[str] = (),
    rejections: Sequence[Mapping[str, Any]] = (),
) -> Card:
    """What was taken from a file, what was not and why.

    With templates `scored` anew, the way on is told. `rejections` are the first rows left out ("line",
    "reason"); all of them come back as a file beside this message.
    """
    name = shortened(filename, _NAME)
    of = _KINDS.get(kind, kind)
    out = f", {rejected:,} left out" if rejected else ""
    rows = "1 row" if taken == 1 else f"{taken:,} rows"
    said = f"{rows} of {of} taken from {name}{out}."
    blocks = _report(said, scored, rejected, rejections)
    return Card(
        text=notice(said), blocks=(*blocks, *sentences("Good to know", notes, most=_NOTES, each=_NOTE))
    )


def _report(
    said: str, scored: int, rejected: int, rejections: Sequence[Mapping[str, Any]]
) -> Iterator[Block]:
    yield rich(line(text(said, bold=True)))
    if rejections:
        entries = [
            [text(f"Line {row['line']}: {shortened(str(row['reason']), _REASON)}")] for row in rejections
        ]
        first = "Left out" if rejected <= _REJECTED else f"The first of the {rejected:,} left out"
        yield rich(line(text(first, bold=True)), items(entries[:_REJECTED]))
        yield small(
            "All of them are in the file below, each with its reason. Mend them and drop them here as a file."
        )
    if scored:
        yield small("Your campaigns are ranked anew. Say “weak” for what to fix first.")
