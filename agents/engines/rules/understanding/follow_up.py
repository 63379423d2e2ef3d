"""What a short message says of the draft under discussion, when it need not be a draft itself."""

import re
from datetime import date
from functools import cache

from agents.engines.rules.understanding.cover import mentions
from agents.engines.rules.understanding.fields import fields_of
from agents.engines.rules.understanding.offer import read_voucher
from agents.lexicons import load
from agents.placeholders import find_placeholders
from agents.types import Draft

_WORDS = 14
_OFFER_WORDS = 10


def read_follow_up(text: str, *, today: date, market: str | None = None) -> Draft | None:
    """The fields that a short message changes, with an empty body; None if it reads like a draft.

    Only for a conversation in which a draft stands already: there "10% off until 30 Nov" and "for the
    ones in Penang who left their cart" speak of that draft.
    """
    words = text.split()
    if not words or len(words) > _WORDS or "!" in text or "://" in text or find_placeholders(text):
        return None
    said = mentions(text).said if _opening().match(text) else {}
    fields = fields_of(said, today=today, market=market)
    if not fields and len(words) <= _OFFER_WORDS:
        voucher = read_voucher(text, today=today, market=market)
        fields = {"voucher": voucher} if voucher else {}
    return Draft.model_validate({"body": ""} | fields) if fields else None


@cache
def _opening() -> re.Pattern[str]:
    """How a change is asked for: "for …", "make it …", "what about …"."""
    starts = "|".join(re.escape(start) for start in load("understand")["follow_up"]["starts"])
    return re.compile(rf"\s*(?:{starts})\b", re.IGNORECASE)
