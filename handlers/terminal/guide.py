"""What the terminal says around the answers: how to begin, what can be typed, which campaigns there are."""

from collections.abc import Sequence

from agents.types import Merchant
from handlers.campaigns import CampaignFigures, CampaignLine
from handlers.talk import Talk

_WORDS = 120  # characters
_NAMED = 4  # shops
HELP = """Paste a draft. Say for whom and where it goes, in any words:
  for our frequent buyers, push: New batch tomorrow …
  audience: abandoned cart        channel: sms        title: …
  product: Kopi-O Drip Bags       category: Food > Coffee
  voucher: S$5 off, min S$35, until 30 Nov
Then go on: “for lapsing buyers instead” · “it's 15%, not 10” · “ends 5 Dec” · “no voucher”
  shorter · warmer · more formal · less salesy · with an emoji · without the title
  replace "A" with "B" · remove "A" · add "A" at the end · start with Hey · remove the code
  who is this for? · what did you change? · is this allowed? · what works for regulars?
  more      other versions             why        the evidence
  use 2     one version, to copy       undo       back to the one before
  weak      your weakest campaigns     C-1042     improve a campaign of the history
  best      your best campaigns        compare C-1042 and C-1043
  merchant: Kopi Lorong                quit"""


def greeting(merchants: Sequence[Merchant], talk: Talk) -> str:
    """The first words of a conversation: what to type, and which shops there are to speak for."""
    start = "Paste a draft and say for whom it is, or type “help”. “quit” ends."
    if talk.merchant:
        return f"Speaking for {talk.merchant.name}. {start}"
    if not merchants:
        return f"{start}\nThere is no history yet: “python -m bot seed” loads the demo."
    names = ", ".join(merchant.name for merchant in merchants[:_NAMED])
    more = f" and {len(merchants) - _NAMED} more" if len(merchants) > _NAMED else ""
    return f"{start}\nThe history knows {names}{more}: “shop: {merchants[0].name}” speaks for one."


def figures_line(figures: CampaignFigures) -> str:
    """How a campaign did, in one line; that nothing is known yet, in as many words."""
    who = f"{figures.campaign_id}, {figures.audience.replace('_', ' ')}, {figures.channel}"
    if figures.score is None:
        return f"{who}: no figures yet, its logs are not in."
    parts = [f"score {figures.score:.2f}"]
    if figures.score_low is not None and figures.score_high is not None:
        parts[0] += f" ({figures.score_low:.2f} to {figures.score_high:.2f})"
    parts.append(f"{figures.delivered:,} delivered")
    if figures.percentile is not None:
        parts.append(f"better than {figures.percentile:.0%} of {figures.ranked_among:,} to these people")
    if figures.segment_mean is not None:
        parts.append(f"your own mean here {figures.segment_mean:.2f}")
    return f"{who}: {', '.join(parts)}."


def campaign_line(line: CampaignLine) -> str:
    """A campaign in one line: id, score, whom it went to, its first words."""
    score = f"{line.score:5.2f}" if line.score is not None else "  –  "
    words = " ".join(line.message.text.split())
    shown = words if len(words) <= _WORDS else f"{words[:_WORDS]}…"
    return f"{line.campaign_id:<8} {score}  {line.audience.replace('_', ' ')}, {line.channel}: {shown}"
