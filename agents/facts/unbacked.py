"""What a draft promises beside its voucher with nothing behind it, as questions to the merchant."""

from collections.abc import Iterator

from agents.facts.conflicts import agrees
from agents.facts.dayform import format_day
from agents.facts.deadlines import read_only_days
from agents.facts.free import FreeThing, read_free_things
from agents.facts.known import Known
from agents.facts.matching import is_standing
from agents.facts.payments import credit_hits
from agents.facts.pledges import Pledge
from agents.lexicons import load

_LATER = "later"


def ask_about_extras(known: Known) -> Iterator[str]:
    """One question about services told free, one about a day told to be the only one, one about credit."""
    yield from _about_services(known)
    yield from _about_days(known)
    yield from _about_credit(known)


def _about_services(known: Known) -> Iterator[str]:
    voucher, offer = known.voucher, known.offer
    if voucher is None or offer is None or voucher.type == "gift":
        return
    free = [t for t in read_free_things(known.page) if _is_extra(known, t)]
    if free:
        said = "” and “".join(dict.fromkeys(known.page.quote(t.start, t.end) for t in free))
        yield f"“{said}”: do they really get that as well? The voucher only gives {offer.told}."


def _is_extra(known: Known, thing: FreeThing) -> bool:
    """Whether it is a service that costs work, and not told as one the shop always gives."""
    words = load("offer_words")["free"]
    if thing.kind != "service" or not set(words["routine"]).isdisjoint(thing.item):
        return False
    told = Pledge(kind="gift", item=thing.item, start=thing.start, end=thing.end, sentence=thing.sentence)
    return not known.is_wrong(told) and not is_standing(known.page, told, (), None)


def _about_days(known: Known) -> Iterator[str]:
    last = known.voucher.expires_at if known.voucher else None
    if last is None or any(agrees(d, last) for d in known.deadlines):
        return
    subjects = set(load("dates")["own_subjects"]["words"])
    for day in read_only_days(known.page, known.today):
        words = {w.text for w in known.page.words if w.sentence == day.sentence}
        if not known.is_wrong(day) and not agrees(day, last) and words.isdisjoint(subjects):
            said = known.page.quote(day.start, day.end)
            told = format_day(last, market=known.market, today=known.today)
            yield f"“{said}”: is the offer for that day alone? The voucher ends on {told}."
            return


def _about_credit(known: Known) -> Iterator[str]:
    """Paying later is asked about where the draft does not say in how many parts or how long."""
    for hit in credit_hits(known.page):
        words = [w for w in known.page.words if w.sentence == hit.sentence]
        if any(w.text == _LATER and hit.start <= w.start < hit.end for w in words) and not any(
            w.counts for w in words
        ):
            yield f"“{known.page.quote(hit.start, hit.end)}”: over how long, and with what interest or fees?"
            return
