"""Who a text message says it is from, behind what the law wants at its very start."""

import re

from agents.engines.rules.writing.telling import letters
from agents.facts.labels import leading_label
from agents.types import Draft


def split_sender(draft: Draft) -> tuple[str | None, str]:
    """The shop's name as the message's sender line, and the body without that line.

    A label that the law asks for ("<ADV>", "RM0") stays before the name.
    """
    shop = draft.merchant.name if draft.merchant else None
    label = (leading_label(draft.body) or "") if draft.channel == "sms" else ""
    start = draft.body.find(label) + len(label) if label else 0
    match = re.compile(r"\s*([^\s:][^:\n.!?]{1,30}):\s+(?=\S)").match(draft.body, start)
    if draft.channel != "sms" or not match or not _is_known(match[1].strip(), shop):
        return (f"{label} {shop}" if label and shop else shop), draft.body[
            start:
        ].lstrip() if label else draft.body
    said, known = match[1].strip(), shop or match[1].strip()
    longer = len(letters(said)) > len(letters(known))
    name = known if said.isupper() or longer else said
    return f"{label} {name}".strip(), draft.body[match.end() :]


def _is_known(said: str, shop: str | None) -> bool:
    """Whether a name before a colon is the shop's, or part of it."""
    return shop is None or letters(said) in letters(shop) or letters(shop) in letters(said)
