"""Who a text message says it is from."""

import re

from agents.engines.rules.writing.telling import letters
from agents.types import Draft

# What Malaysian text messages begin with when they cost nothing to get: "RM0 Shop: …".
_TARIFF = re.compile(r"^RM\s?0(?:\.00)?\s+")


def split_sender(draft: Draft) -> tuple[str | None, str]:
    """The shop's name as the message's sender line, and the body without that line."""
    match = re.match(r"\s*([^\s:][^:\n.!?]{1,30}):\s+(?=\S)", draft.body)
    if draft.channel != "sms" or not match:
        return (draft.merchant.name if draft.merchant else None), draft.body
    said = match[1].strip()
    known = draft.merchant.name if draft.merchant else said
    named = _TARIFF.sub("", said)
    alike = letters(named) in letters(known) or letters(known) in letters(named)
    if not alike:
        return known, draft.body
    if named != said:
        return said, draft.body[match.end() :]
    longer = len(letters(said)) > len(letters(known))
    return (known if said.isupper() or longer else said), draft.body[match.end() :]
