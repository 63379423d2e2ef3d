"""Contradictions between draft and voucher, told to the merchant: as values and as questions."""

from datetime import date

from agents.facts.conflicts import Comparison, Conflict
from agents.facts.dayform import format_day
from agents.facts.markets import market_code
from agents.facts.money_format import format_money, format_number
from agents.facts.offers import is_expired, offer_currency, word_offer
from agents.facts.page import open_page
from agents.facts.titles import scope, title_line
from agents.types import Contradiction, Draft, Voucher


def find_contradictions(draft: Draft, *, today: date) -> tuple[Contradiction, ...]:
    """Every explicit conflict between a draft and its voucher, each once, in the order of the text."""
    voucher = draft.voucher
    if voucher is None:
        return ()
    market = market_code(draft.merchant.market if draft.merchant else None)
    conflicts = Comparison(open_page(draft.message.text, market), voucher, today).conflicts
    return tell(conflicts, voucher, market=market, today=today)


def tell(
    conflicts: tuple[Conflict, ...], voucher: Voucher, *, market: str | None, today: date
) -> tuple[Contradiction, ...]:
    """Conflicts as the merchant reads them; the same claim said twice is told once."""
    once = {(c.field, c.key): c for c in reversed(conflicts)}
    ordered = sorted(once.values(), key=lambda c: c.start)
    if any(c.field == "expires_at" for c in ordered):
        ordered = ordered[:1]
    return tuple(
        Contradiction(field=c.field, said=c.said, known=_known(c.field, voucher, market, today))
        for c in ordered
    )


def ask(found: Contradiction, voucher: Voucher, *, market: str | None, today: date) -> str:
    """The question that settles a contradiction."""
    if found.field == "expires_at":
        return ask_for_new_date(voucher, market=market, today=today)
    needs = {"min_spend": f"the voucher is for {found.known}", "scope": f"the voucher is for {found.known}"}
    holds = needs.get(
        found.field, found.known if found.field == "deadline" else f"the voucher gives {found.known}"
    )
    return f"The draft says “{found.said}”; {holds}. Which is right?"


def ask_for_new_date(voucher: Voucher, *, market: str | None, today: date) -> str:
    """The question about a voucher that has expired."""
    title = title_line(voucher)
    named = f"The voucher “{title}”" if title else "The voucher"
    last = format_day(voucher.expires_at or today, market=market, today=today)
    return f"{named} ended on {last}. Is there a new end date, or another offer?"


def _known(field: str, voucher: Voucher, market: str | None, today: date) -> str:
    """What the voucher holds on one field, in a few words."""
    if field == "min_spend":
        return f"orders of {_spend(voucher, market)} or more"
    if field == "scope":
        return scope(voucher) or title_line(voucher)
    last = voucher.expires_at
    if field in {"deadline", "expires_at"} and last:
        day = format_day(last, market=market, today=today)
        return f"the voucher {'ended' if is_expired(voucher, today) else 'ends'} on {day}"
    wording = word_offer(voucher, market=market, today=today)
    if wording is None:
        return title_line(voucher) or "another offer"
    return wording.told


def _spend(voucher: Voucher, market: str | None) -> str:
    """The minimum spend; a bare number where neither voucher nor market tells the currency."""
    least = voucher.min_spend or 0
    known = offer_currency(voucher, market)
    return format_money(least, known, market) if known else format_number(least, market)
