"""Answers to the questions that stand beside a suggestion: what they settle is not asked again."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from agents.engines.rules.understanding.day_answers import day_answered, with_last_day, with_sentence
from agents.engines.rules.understanding.phrases import phrase_table
from agents.engines.rules.understanding.settling import as_drafted, is_meant
from agents.facts.ledger import open_ledger
from agents.facts.read import read_facts
from agents.lexicons import load
from agents.types import Contradiction, Draft, Suggestion, Value
from handlers.settled import OFFER_QUESTION, Questions
from handlers.talk import Talk

_WORDS = 12
_TWO_DIGITS = 2
_LEFT_OUT = "All right, I'll leave that out."
_NO_OFFER = "All right: no offer is told."
_TAKEN_OUT = "Then there is no offer: I took it out."
_NO_END = "All right: no last day is told."
_VOUCHER = "The voucher it is."
_PRICE = "All right: a price, and no offer."
_AGREED = "Draft and voucher say the same now; “undo” goes back."
_IT_STAYS = "Good: it stays as it is."
_HOW_MANY = "How many are left, then? Say “40 left”."
_IDLE = "All right. Nothing is open."
_WHICH = "Which of the two: “the draft” ({said}) or “the voucher” ({known})?"
_AS_WRITTEN = "I can't make an offer of “{said}”. Tell it in full, like “20% off, min S$40, until 5 Dec”."


class Answered(Value):
    """The draft after an answer, the questions it settles, and what to say; `draft` None changes nothing."""

    draft: Draft | None
    settled: tuple[str, ...] = ()
    note: str = ""


def read_answer(text: str, talk: Talk, *, today: date) -> Answered | None:
    """What a short message says to a question that is open; None if it is about something else."""
    if talk.draft is None or talk.suggestion is None or "!" in text or len(text.split()) > _WORDS:
        return None
    heard = _Heard(text, talk.draft, talk.suggestion, today)
    if _words("is_a_price").search(text) and not re.search(r"\d", text):
        return heard.without_offer(_TAKEN_OUT) if talk.draft.voucher else Answered(draft=None, note=_PRICE)
    found = (answer(heard) for answer in (_contradicted, _counted, _about_stock, _about_a_day, _in_short))
    answer = next((answer for answer in found if answer), None)
    is_idle = talk.settled and not heard.questions.all and (heard.says("none") or heard.says("unknown"))
    return Answered(draft=None, note=_IDLE) if answer is None and is_idle else answer


@dataclass(frozen=True)
class _Heard:
    """A message and what it may answer."""

    text: str
    draft: Draft
    suggestion: Suggestion
    today: date

    @cached_property
    def questions(self) -> Questions:
        """What is open."""
        return Questions(self.suggestion.questions)

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Where draft and voucher differ, settled or not."""
        return open_ledger(self.draft, today=self.today).contradictions

    @property
    def disputed(self) -> tuple[str, ...]:
        """The questions about that."""
        return Questions(open_ledger(self.draft, today=self.today).questions).of("contradiction")

    @property
    def market(self) -> str | None:
        """Where the shop is."""
        return self.draft.merchant.market if self.draft.merchant else None

    @cached_property
    def said(self) -> str:
        """The words without the marks around and between them, and without "pls" at the end."""
        said = re.sub(r"[.,;:!?\s]+", " ", self.text.replace("’", "'")).strip().lower()
        return re.sub(r"(?: (?:pls|please|thanks|thx|lah|la))+$", "", said)

    def says(self, name: str) -> bool:
        """Whether it is one of the answers of that name, and nothing else."""
        return bool(phrase_table("offer_talk", "answers")[name].any.fullmatch(self.said))

    def without_offer(self, note: str) -> Answered:
        """There is no offer, whatever was known of one."""
        draft = self.draft.model_copy(update={"voucher": None})
        return Answered(draft=draft, settled=(OFFER_QUESTION,), note=note)

    def as_drafted(self, found: tuple[Contradiction, ...]) -> Answered:
        """The voucher with what the draft says in these places."""
        voucher = self.draft.voucher
        for contradiction in found:
            voucher = voucher and as_drafted(voucher, contradiction, today=self.today, market=self.market)
            if voucher is None:
                return Answered(draft=None, note=_AS_WRITTEN.format(said=contradiction.said))
        draft = self.draft.model_copy(update={"voucher": voucher})
        offer = open_ledger(draft, today=self.today).sayable.offer
        told = " ".join(part for part in (offer.amount, offer.terms, offer.deadline) if part) if offer else ""
        return Answered(draft=draft, note=f"The draft it is: {told}." if told else "The draft it is.")


def _contradicted(heard: _Heard) -> Answered | None:
    """Which of the two is right: the draft or the voucher."""
    open_, found = heard.disputed, heard.contradictions
    if heard.draft.voucher and not found and (heard.says("voucher") or heard.says("draft")):
        return Answered(draft=None, note=_AGREED)
    if not found:
        return None
    if heard.says("voucher"):
        return Answered(draft=heard.draft, settled=open_, note=_VOUCHER)
    if heard.says("draft"):
        return heard.as_drafted(found)
    if heard.questions.of("contradiction") and (heard.says("yes") or heard.says("none")):
        return Answered(draft=None, note=_WHICH.format(said=found[0].said, known=found[0].known))
    return _one_side(heard, found, open_)


def _one_side(heard: _Heard, found: tuple[Contradiction, ...], open_: tuple[str, ...]) -> Answered | None:
    """The side that is said to be right: "20% is correct", "12 Dec is right"."""
    told = _words("confirmed").search(heard.text)
    what = next((part for part in told.groups() if part), "") if told else ""
    for one in found if what else ():
        if is_meant(what, one.said, today=heard.today, market=heard.market):
            return heard.as_drafted((one,))
        if is_meant(what, one.known, today=heard.today, market=heard.market):
            asked = tuple(q for q in open_ if f"“{one.said}”" in q)
            return Answered(draft=heard.draft, settled=asked, note=_VOUCHER)
    return None


def _about_stock(heard: _Heard) -> Answered | None:
    """How many are left, written into the draft."""
    open_ = heard.questions.of("stock")
    found = _words("left").search(heard.said)
    if found is None or not (open_ or found["count"]) or not _is_count(heard, found):
        return None
    things = (found["things"] or found["goods"] or "").removesuffix(" left").strip()
    left = " ".join(f"Only {found['count'] or found['number']} {things} left".split())
    draft = with_sentence(heard.draft, f"{left}.")
    # What the merchant has just said is not asked about again.
    return Answered(draft=draft, settled=(*open_, f"“{left}"), note=f"I put “{left}” into the draft.")


def _counted(heard: _Heard) -> Answered | None:
    """Whether the number in the draft is that of today, or another one is."""
    open_ = heard.questions.of("in_stock")
    if not open_:
        return None
    if heard.says("yes"):
        return Answered(draft=heard.draft, settled=open_, note=_IT_STAYS)
    if heard.says("none"):
        return Answered(draft=None, note=_HOW_MANY)
    found, told = _words("left").search(heard.said), re.search("“(.+?)”", open_[0])
    if found is None or told is None or not _is_count(heard, found):
        return None
    new = re.sub(r"\d[\d,]*", found["count"] or found["number"], told[1], count=1)
    changed = {name: (getattr(heard.draft, name) or "").replace(told[1], new) for name in ("title", "body")}
    draft = heard.draft.model_copy(update=changed | {"title": changed["title"] or heard.draft.title})
    return Answered(draft=draft, settled=(f"“{new}”",), note=f"It says “{new}” now.")


def _is_count(heard: _Heard, found: re.Match[str]) -> bool:
    """Whether a number counts things: "40 bags"; "12 dec" is a day and "2" may be a version."""
    kinds = {fact.kind for fact in read_facts(heard.said, today=heard.today, market=heard.market)}
    is_version = not (found["count"] or found["goods"]) and len(found["number"]) < _TWO_DIGITS
    return not kinds & {"date", "money", "percent", "points"} and not is_version


def _about_a_day(heard: _Heard) -> Answered | None:
    """Until which day: kept with the offer, or written into the draft where there is none."""
    open_ = heard.questions.of("until", "by", "real")
    if not open_:
        return None
    draft = heard.draft
    if heard.says("no_end"):
        voucher = draft.voucher and draft.voucher.model_copy(update={"expires_at": None})
        return Answered(draft=draft.model_copy(update={"voucher": voucher}), settled=open_, note=_NO_END)
    real = heard.questions.of("real")
    is_right = real and (heard.says("yes") or _words("confirmed").match(heard.text))
    asked = real[0] if is_right else ""
    day = day_answered(heard.text, asked, today=heard.today, market=heard.market)
    if day is None or draft.voucher is not None:
        return None
    dated = with_last_day(draft, day, today=heard.today)
    return Answered(draft=dated.draft, settled=open_, note=dated.note)


def _in_short(heard: _Heard) -> Answered | None:
    """What is in question stays out: "there is none", "I don't know yet", "skip"."""
    soft, offers = heard.questions.soft, heard.questions.of("offer")
    names_it = re.search(r"offer|discount|voucher|promo|deal", heard.said)
    if heard.draft.voucher and names_it and heard.says("none"):
        return heard.without_offer(_TAKEN_OUT)
    if soft and heard.says("unknown"):
        return Answered(draft=heard.draft, settled=soft, note=_LEFT_OUT)
    if not soft or not heard.says("none"):
        return None
    if soft[0] in offers or names_it:
        return heard.without_offer(_NO_OFFER)
    return Answered(draft=heard.draft, settled=soft[:1], note=_LEFT_OUT)


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("offer_talk")["settling"][name]), re.IGNORECASE)
