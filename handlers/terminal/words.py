"""How the terminal names the things of a suggestion."""

from collections.abc import Sequence

from agents.audiences import profile
from agents.types import Draft, ErrorType, ExemplarRef, Merchant, Path, Suggestion
from handlers.talk import CampaignLine, Talk

_WORDS = 120  # characters
_NAMED = 4
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

CHANNEL = {
    "push": "push notification",
    "im": "chat message",
    "email": "e-mail",
    "sms": "SMS",
    "whatsapp": "WhatsApp message",
}
ERROR: dict[ErrorType, str] = {
    "audience_assumption_error": "Audience assumption error",
    "weak_call_to_action": "Weak call to action",
    "vague_incentive": "Vague incentive",
    "misaligned_tone": "Misaligned tone",
    "irrelevant_offer": "Irrelevant offer",
}
PATH: dict[Path, str] = {
    "in_group": "your own strong messages to these people",
    "retrieval": "strong messages of other shops to these people",
    "rules": "the rules of the trade alone",
}


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


def heading(draft: Draft, suggestion: Suggestion) -> str:
    """What stands above an answer: outcome, channel and whom it is for."""
    outcome = {"rewritten": "Rewrite", "ask": "A question first", "refused": "Nothing sent"}
    what = outcome.get(suggestion.outcome, "Good as it is")
    known = [CHANNEL[draft.channel]] if draft.channel else []
    known += [f"to {profile(draft.audience).plain_name}"] if draft.audience else []
    return " · ".join((what, " ".join(known))) if known else what


def exemplar(ref: ExemplarRef) -> str:
    """An exemplar with its source and figures."""
    source = f"your {ref.campaign_id}" if ref.source == "own" and ref.campaign_id else "another shop"
    return f"{source} (score {ref.score:.2f}, {ref.sample_size:,} delivered): {ref.why}"


def basis(suggestion: Suggestion) -> str:
    """Path, engine and time, in one line."""
    model = f" ({suggestion.model})" if suggestion.model else ""
    took = f"{suggestion.elapsed_ms:.0f} ms"
    return f"Learned from {PATH[suggestion.path]} · engine {suggestion.engine}{model} · {took}"


def campaign_line(line: CampaignLine) -> str:
    """A campaign in one line: id, score, whom it went to, its first words."""
    score = f"{line.score:5.2f}" if line.score is not None else "  –  "
    words = " ".join(line.message.text.split())
    shown = words if len(words) <= _WORDS else f"{words[:_WORDS]}…"
    return f"{line.campaign_id:<8} {score}  {line.audience.replace('_', ' ')}, {line.channel}: {shown}"
