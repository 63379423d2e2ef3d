"""Whether a voucher is for the people a message goes to, as far as its title says."""

import re

from agents.lexicons import load
from agents.types import Draft


def meant_for_others(draft: Draft) -> str | None:
    """A question to the merchant when the voucher's title names other people; None when it suits."""
    if draft.voucher is None:
        return None
    for rule in load("eligibility").values():
        if re.search(rule["words"], draft.voucher.title, re.IGNORECASE):
            if draft.audience in rule["segments"]:
                return None
            return (
                f"The voucher “{_line(draft.voucher.title)}” reads as one for {rule['who']}. "
                "Can these people use it, or is there an offer for them?"
            )
    return None


def _line(title: str) -> str:
    return " ".join(title.split())[:60]
