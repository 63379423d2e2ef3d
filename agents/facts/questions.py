"""What only the merchant can answer, and what the draft leaves out of the voucher's terms."""

from agents.facts.conflicts import agrees
from agents.facts.contradictions import ask, ask_for_new_date
from agents.facts.known import Known
from agents.facts.matching import is_same_offer
from agents.facts.numerals import plain
from agents.facts.offer_words import offer_hits
from agents.facts.offers import is_expired, offer_value
from agents.facts.page import open_page
from agents.facts.pledges import read_pledges
from agents.facts.titles import title_line
from agents.facts.unbacked import ask_about_extras
from agents.facts.urgency import question_about
from agents.types import Contradiction, Voucher

_VAGUE = frozenset({"discount", "voucher", "gift", "bonus", "cashback", "points", "free"})
_MOST = 4


def ask_merchant(known: Known, contradictions: tuple[Contradiction, ...]) -> tuple[str, ...]:
    """Plain questions, the weightiest first, four at most."""
    voucher, asked = known.draft.voucher, list[str]()
    if voucher:
        asked += [ask(c, voucher, market=known.market, today=known.today) for c in contradictions]
        if is_expired(voucher, known.today) and not contradictions:
            asked.append(ask_for_new_date(voucher, market=known.market, today=known.today))
        asked += _odd_title(known, voucher)
    asked += _about_hurry(known)
    asked += ask_about_extras(known)
    if voucher is None:
        asked += _vague_offer(known)
    return tuple(dict.fromkeys(asked))[:_MOST]


def find_omissions(known: Known) -> tuple[str, ...]:
    """Terms of the voucher that the draft promises the offer without, each in a sentence."""
    offer, voucher = known.offer, known.voucher
    if offer is None or voucher is None:
        return ()
    value = offer_value(voucher, known.market)
    if not any(is_same_offer(p, voucher, value) for p in known.pledges):
        return ()
    wrong = {c.field for c in known.conflicts}
    left = []
    if offer.terms and "min_spend" not in wrong and not any(t.kind == "minimum" for t in known.terms):
        left.append(f"The voucher works {offer.terms}; the draft doesn't say so.")
    last = voucher.expires_at
    if last and offer.deadline and "deadline" not in wrong:
        dated = last in known.draft_days or any(agrees(d, last) for d in known.deadlines)
        if not dated:
            left.append(f"The voucher runs {offer.deadline}; the draft doesn't say so.")
    if offer.code and offer.code not in known.draft.message.text:
        left.append(f"The voucher needs the code {offer.code}; the draft doesn't give it.")
    return tuple(left)


def _odd_title(known: Known, voucher: Voucher) -> list[str]:
    """A title that says another amount than the voucher's own value."""
    value = offer_value(voucher, known.market)
    titled = read_pledges(open_page(title_line(voucher), known.market), known.today)
    other = [p for p in titled if p.kind == voucher.type and value and p.value != value]
    if not other or voucher.value is None or voucher.type not in {"percentage", "fixed", "points"}:
        return []
    said, held = title_line(voucher), plain(voucher.value)
    return [f"The voucher's title says “{said}”, its value is {held}. Which is right?"]


def _about_hurry(known: Known) -> list[str]:
    """One question about a day, one about stock."""
    counted = [h for h in known.own_hurry if h.name == "stock_count"]
    asked: dict[bool, str] = {}
    for hit in (*known.idle_hurry, *counted):
        question = question_about(hit.name, known.page.quote(hit.start, hit.end))
        if question and not known.is_wrong(hit):
            asked.setdefault(hit.name in {"low_stock", "stock_count"}, question)
    return list(asked.values())


def _vague_offer(known: Known) -> list[str]:
    """An offer hinted at, with no amount anywhere."""
    if known.pledges or any(f.kind in {"money", "percent", "points"} for f in known.facts):
        return []
    hint = next((h for h in offer_hits(known.page) if h.name in _VAGUE), None)
    if hint is None:
        return []
    said = known.page.quote(hint.start, hint.end)
    return [f"Is there an offer behind “{said}”: how much, from what spend, until when?"]
