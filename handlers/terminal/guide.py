"""What the terminal says around the answers: how to begin, what can be typed, which campaigns there are."""

from collections.abc import Sequence

from agents.types import Merchant
from handlers.talk import CampaignLine, Talk

_WORDS = 120  # characters
_NAMED = 4  # shops
HELP = """Paste a draft. Say for whom and where it goes, in any words:
  for our frequent buyers, push: New batch tomorrow …
  audience: abandoned cart        channel: sms        title: …
  product: Kopi-O Drip Bags       category: Food > Coffee
  voucher: S$5 off, min S$35, until 30 Nov
Then go on: “for lapsing buyers instead” · “the voucher is 10% off until 30 Nov” · “no voucher”
  more      other versions             why        the evidence
  use 2     one version, to copy       shorter    the shortest version
  weak      your weakest campaigns     C-1042     improve a campaign of the history
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


def campaign_line(line: CampaignLine) -> str:
    """A campaign in one line: id, score, whom it went to, its first words."""
    score = f"{line.score:5.2f}" if line.score is not None else "  –  "
    words = " ".join(line.message.text.split())
    shown = words if len(words) <= _WORDS else f"{words[:_WORDS]}…"
    return f"{line.campaign_id:<8} {score}  {line.audience.replace('_', ' ')}, {line.channel}: {shown}"
