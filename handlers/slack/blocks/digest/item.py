"""One template of a digest: how it does, what is wrong, what would be better, what can be done."""

from agents.types import Message, Value
from handlers.digest.content import Item
from handlers.digest.figures import about, figures
from handlers.slack import ids
from handlers.slack.blocks.base import actions, button, copyable, divider, line, quoted, rich, small, text
from handlers.slack.blocks.card import Block
from handlers.slack.blocks.cut import shortened
from handlers.slack.blocks.decision import Decision, settled_line
from handlers.slack.blocks.fit import ALWAYS, Part
from handlers.slack.blocks.gist import first_words
from handlers.words import FAULT

_ID, _SENT, _WHY, _FIX, _ASKED = 60, 130, 240, 260, 200  # weights
_VALUE = 2000  # characters that a button may carry


class Standing(Value):
    """What became of an item: the fix as it now is, if that changed, and who settled it."""

    fix: Message | None = None
    decision: Decision | None = None


def item_parts(
    position: int, item: Item, standing: Standing | None, *, market: str | None, time_zone: str
) -> list[Part]:
    """The item's blocks by how much they matter; without a `standing` there is only a button to fix it."""
    name = text(f"{position}. {shortened(item.campaign_id, _ID)}", bold=True)
    why = f". {shortened(item.why, _WHY)}"
    first = rich(line(name, text(about(item))), line(text(FAULT[item.fault], bold=True), text(why)))
    later = position / 1000  # of two alike the later one goes first
    parts = [
        Part(ALWAYS, [divider(), first]),
        Part(6.4 - later, [rich(quoted(text(first_words(item.sent, _SENT))))]),
        Part(6.8 - later, [_fix(item.fix if standing is None else standing.fix or item.fix)]),
        Part(6.3 - later, [small(figures(item, market))]),
    ]
    if item.question and (standing is None or standing.decision is None):
        parts.append(Part(5 - later, [small(f"Question to you: {shortened(item.question, _ASKED)}")]))
    end = _fix_button(item) if standing is None else _end(position, standing, time_zone)
    return [*parts, Part(ALWAYS, end)]


def _fix(fix: Message) -> Block:
    """The first words of what would be better; all of it stands in the thread."""
    title = [copyable(shortened(fix.title, _FIX // 2))] if fix.title else []
    return rich(*title, copyable(shortened(fix.body, _FIX)))


def _end(position: int, standing: Standing, time_zone: str) -> list[Block]:
    if standing.decision is not None:
        return [settled_line(standing.decision, time_zone=time_zone)]
    value = str(position)
    return [
        actions(
            button("Apply", ids.DIGEST_APPLY, value=value, primary=position == 1),
            button("Edit", ids.DIGEST_EDIT, value=value),
            button("Other Variants", ids.DIGEST_VARIANTS, value=value),
            button("Dismiss", ids.DIGEST_DISMISS, value=value),
        )
    ]


def _fix_button(item: Item) -> list[Block]:
    if len(item.campaign_id) > _VALUE:
        return []
    return [actions(button("Fix", ids.FIX, value=item.campaign_id))]
