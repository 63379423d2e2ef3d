"""Who a text message says it is from."""

import re

from agents.engines.rules.writing.telling import letters
from agents.types import Draft


def split_sender(draft: Draft) -> tuple[str | None, str]:
    """The shop's name as the message's sender line, and the body without that line."""
    match = re.match(r"\s*([^\s:][^:\n.!?]{1,30}):\s+(?=\S)", draft.body)
    if draft.channel != "sms" or not match:
        return (draft.merchant.name if draft.merchant else None), draft.body
    said = match[1].strip()
    known = draft.merchant.name if draft.merchant else said
    alike = letters(said) in letters(known) or letters(known) in letters(said)
    if not alike:
        return known, draft.body
    longer = len(letters(said)) > len(letters(known))
    return (known if said.isupper() or longer else said), draft.body[match.end() :]
