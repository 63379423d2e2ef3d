"""Campaigns of the history in a list, each with a button that fixes it."""

from collections.abc import Iterator, Sequence

from handlers.slack import ids
from handlers.slack.blocks.base import button, line, plain, rich, section, small, text
from handlers.slack.blocks.card import Block, Card
from handlers.slack.blocks.cut import shortened
from handlers.slack.blocks.gist import first_words, notice
from handlers.talk import CampaignLine
from handlers.words import CHANNEL, SEGMENT

_SHOWN = 8
_WORDS, _ID = 160, 100  # weights
_VALUE = 2000  # characters that a button may carry
_RANKED = "Ranked against other messages to the same people."
_NONE = "No weak campaign found: nothing in the bottom quarter of its segment, or no logs are in yet."


def campaigns_card(campaigns: Sequence[CampaignLine], *, said: str = "") -> Card:
    """The campaigns most in need of a fix, worst first, or what is `said` of these."""
    if not campaigns:
        return Card(text=_NONE, blocks=(rich(line(text(_NONE))),))
    count = len(campaigns)
    said = said or ("Your weakest campaign" if count == 1 else "Your weakest campaigns, worst first")
    blocks = [rich(line(text(said, bold=True))), *campaign_rows(campaigns[:_SHOWN])]
    if count > _SHOWN:
        blocks.append(small(f"and {count - _SHOWN} more"))
    first = campaigns[0]
    return Card(
        text=notice(f"{said.rstrip(':.')}: {first.campaign_id} “{first_words(first.message, _WORDS)}”"),
        blocks=tuple(blocks),
    )


def campaign_rows(campaigns: Sequence[CampaignLine]) -> Iterator[Block]:
    """A row a campaign: id, score, whom it went to, its first words, and Fix; then what ranks them."""
    for campaign in campaigns:
        fits = len(campaign.campaign_id) <= _VALUE
        fix = button("Fix", ids.FIX, value=campaign.campaign_id) if fits else None
        yield section(plain(_row(campaign)), beside=fix)
    if any(campaign.percentile is not None for campaign in campaigns):
        yield small(_RANKED)


def _row(campaign: CampaignLine) -> str:
    place = f" (better than {campaign.percentile:.0%})" if campaign.percentile is not None else ""
    score = "no figures yet" if campaign.score is None else f"score {campaign.score:.2f}{place}"
    reach = f", {campaign.delivered:,} delivered" if campaign.delivered else ""
    whom = SEGMENT.get(campaign.audience, campaign.audience.replace("_", " "))
    channel = CHANNEL.get(campaign.channel, campaign.channel)
    words = first_words(campaign.message, _WORDS)
    return f"{shortened(campaign.campaign_id, _ID)} · {score}{reach} · {whom}, {channel}\n“{words}”"
