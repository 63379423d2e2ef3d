"""Things that a draft calls by their names: the product, a voucher's gift, and who is texting."""

import re

from agents.types import Draft, Message, Violation

_BEFORE = re.compile(r"^(?:(?:free|a|an|your|get|1|one)\s+)+", re.IGNORECASE)
_FIRST_PART = re.compile(r"\s*[,;(|]")


def names_lost(message: Message, draft: Draft, *, gift: bool = True) -> tuple[Violation, ...]:
    """A violation for each name that the draft has in full and the message has not, capitals aside.

    Without `gift` the name of a gift need not stay: the offer is for other people.
    """
    names = [_short(draft.product.name)] if draft.product else []
    names += [draft.merchant.name] if draft.merchant and draft.channel == "sms" else []
    if gift and draft.voucher and draft.voucher.type == "gift":
        names.append(_BEFORE.sub("", draft.voucher.title))
    old, new = _plain(draft.message.text), _plain(message.text)
    return tuple(
        Violation(rule="name_lost", detail=f"“{name}” is named in the draft and must be named.")
        for name in names
        if (plain := _plain(name)) and plain in old and plain not in new
    )


def _short(name: str) -> str:
    """A product's name without what is said of size and number behind it."""
    words = _FIRST_PART.split(name, maxsplit=1)[0].split()
    while len(words) > 1 and any(c.isdigit() for c in words[-1]):
        words.pop()
    return " ".join(words)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
