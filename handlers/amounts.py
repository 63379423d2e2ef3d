"""An amount of which we asked what it is, and the answer to that."""

import re

from agents.engines.rules.understanding.corrected import is_a_figure, own_words
from agents.engines.rules.understanding.phrases import phrase_table
from agents.facts.money_format import format_money
from handlers.talk import Talk


def amount_meant(text: str, talk: Talk) -> str | None:
    """An offer or a minimum in full, when the message says which of them an amount was; else None."""
    said, table = text.strip(" .!").lower(), phrase_table("offer_talk", "amount_meant")
    if not talk.amount:
        return None
    if table["off"].any.fullmatch(said):
        return f"actually {talk.amount} off"
    return f"min spend {talk.amount}" if table["minimum"].any.fullmatch(said) else None


def amount_asked(text: str, talk: Talk) -> str:
    """The amount that a message is and nothing else, with the unit of the offer where it has none."""
    figure = re.search(r"\d+(?:[.,]\d+)?", text)
    if figure is None or not is_a_figure(text):
        return ""
    if not is_a_figure(text, bare=True):
        return own_words(text)
    voucher = talk.draft.voucher if talk.draft else None
    market = talk.merchant.market if talk.merchant else None
    is_share = voucher is not None and voucher.type == "percentage"
    money = voucher and voucher.currency and format_money(float(figure[0]), voucher.currency, market)
    return f"{figure[0]}%" if is_share else money or ""
