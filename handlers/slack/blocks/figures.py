"""What a campaign of the history brought, beside its segment."""

from collections.abc import Iterator

from agents.types import Message
from handlers.slack.blocks.base import fields, line, marked, quoted, rich, small, text
from handlers.slack.blocks.card import Block
from handlers.slack.blocks.cut import shortened
from handlers.talk import CampaignFigures
from handlers.words import CHANNEL, SEGMENT

_ID, _TITLE, _BODY = 200, 200, 1200  # weights
_NO_FIGURES = "No figures yet: the logs of this campaign are not in."


def figures_blocks(figures: CampaignFigures) -> list[Block]:
    """Which campaign it is, and how it did: score, place in its segment, reach, the shop's mean."""
    sent = f", sent {figures.sent_at:%d %b %Y}" if figures.sent_at else ""
    about = f" · {CHANNEL[figures.channel]}, {SEGMENT[figures.audience].lower()}{sent}"
    first = rich(line(text(shortened(figures.campaign_id, _ID), bold=True), text(about)))
    if figures.score is None:
        return [first, small(_NO_FIGURES)]
    return [first, fields(marked(f"*{name}*\n{value}") for name, value in _fields(figures, figures.score))]


def template_block(template: Message) -> Block:
    """What was sent, to be read beside what would be better."""
    body = text(shortened(template.body, _BODY))
    title = [text(f"{shortened(template.title, _TITLE)}\n", bold=True)] if template.title else []
    return rich(quoted(*title, body))


def _fields(figures: CampaignFigures, score: float) -> Iterator[tuple[str, str]]:
    """Figures and our own words alone: they stand in mrkdwn."""
    sure = figures.score_low is not None and figures.score_high is not None
    span = f" ({figures.score_low:.2f} to {figures.score_high:.2f})" if sure else ""
    yield "Engagement score", f"{score:.2f}{span}"
    if figures.percentile is not None:
        quarter = {"weak": ", bottom quarter", "strong": ", top quarter"}.get(figures.quarter or "", "")
        yield "Among messages to these people", f"better than {figures.percentile:.0%}{quarter}"
    yield "Delivered", f"{figures.delivered:,}"
    if figures.segment_mean is not None:
        count = figures.segment_templates
        of = "1 message" if count == 1 else f"{count:,} messages"
        yield "Your average here", f"{figures.segment_mean:.2f} over {of}"
