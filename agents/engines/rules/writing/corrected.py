"""A sentence with the voucher's figures where the draft has wrong ones."""

import re

from agents.engines.rules.writing.offer_line import OfferLine


def corrected(text: str, offer: OfferLine | None, wrong: list[str]) -> str | None:
    """The same sentence with the right figures; None when one of its wrong words has no right twin."""
    if offer is None:
        return None
    for words in wrong:
        right = offer.instead_of(words) or offer.amount_instead_of(words, text)
        if right is None:
            return None
        text = re.sub(re.escape(words), right.replace("\\", r"\\"), text, flags=re.IGNORECASE)
    return text
