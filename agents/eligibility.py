"""Whether a voucher is for the people a message goes to and what they came for, as far as its title says."""

import re

from agents.engines.rules.diagnosis.other_goods import is_for_other_goods
from agents.lexicons import load
from agents.types import Draft


def meant_for_others(draft: Draft) -> str | None:
    """A question to the merchant when the voucher's title names other people or other goods, else None."""
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
    if is_for_other_goods(draft.voucher, draft.product, draft.audience or "repeat_buyers"):
        item = draft.product.name if draft.product else "the product"
        return (
            f"The voucher “{_line(draft.voucher.title)}” is for other goods than {_line(item)}. "
            "Is there an offer on what these people came for?"
        )
    return None


def _line(title: str) -> str:
    return " ".join(title.split())[:60]
