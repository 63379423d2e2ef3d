"""What a message says, heard after what was said before."""

import re
from datetime import date

from agents.engines.base import Engine
from agents.engines.rules.understanding.amounts_said import is_of_the_business
from agents.engines.rules.understanding.corrected import is_corrected
from agents.engines.rules.understanding.correction import correct_offer, merge_offer
from agents.engines.rules.understanding.days_told import counts_days, start_told
from agents.engines.rules.understanding.follow_up import read_follow_up
from agents.engines.rules.understanding.prices import PriceSaid, read_price
from agents.engines.rules.understanding.small_talk import is_aside, is_for_customers, is_nod
from agents.engines.rules.understanding.stated import stated_offer
from agents.engines.rules.understanding.unheld import ask_unheld
from agents.engines.tasks import UNDERSTAND, Understanding, UnderstandInput
from agents.facts.ledger import open_ledger
from agents.facts.read import read_facts
from agents.hygiene import triage
from agents.journal import open_journal
from agents.types import Draft, Voucher, Wish
from handlers.mentions import Mention, is_about_campaigns
from handlers.moves import read_wishes
from handlers.settled import settled_by
from handlers.talk import Talk

_AMOUNTS = {"money", "percent", "points"}


class Listener:
    """Hears what is said of a draft; `today` dates a day without its year."""

    def __init__(self, engine: Engine, today: date) -> None:
        self._engine, self._today = engine, today

    async def listen(self, text: str, talk: Talk) -> Understanding | PriceSaid | None:
        """The draft in a message, or what it says of the one under discussion; None if it says neither."""
        found = await self._understood(text, talk)
        known = talk.draft if talk.draft and talk.draft.body else None
        if known is None:
            return self._at_first(text, found)
        return self._of_known(text, found, known)

    def _of_known(self, text: str, found: Understanding, known: Draft) -> Understanding | PriceSaid | None:
        """What a message says while a draft is under discussion."""
        if not found.draft.body:
            if found.draft.voucher and (asked := self._unheld(text, known)):
                return Understanding(draft=Draft(body=""), unclear=(asked,))
            corrected = self._corrected(text, found.draft, known)
            return _standing(found.model_copy(update={"draft": corrected}), known)
        if found.draft.body != text:
            return found
        if price := self._price(text, known):
            return price
        if change := self._follow_up(text, known):
            return _standing(change, known)
        is_draft = is_for_customers(text) and not (
            is_aside(text, after_an_answer=True) or is_of_the_business(text)
        )
        # What is no message at all is told so, rather than taken for talk with us.
        return found if is_draft or triage(found.draft).outcome == "refused" else None

    def _at_first(self, text: str, found: Understanding) -> Understanding | None:
        """A message before there is a draft: talk with us, terms of an offer nobody has made, or a draft."""
        if found.draft.body != text or is_for_customers(text):
            return found
        if is_aside(text):
            return None
        alone = read_follow_up(text, today=self._today)
        return alone if alone and alone.unclear else found

    def changed(self, text: str, draft: Draft) -> Draft | None:
        """The draft with what a few words beside a wish change of it; None if they can't be made out."""
        if not text.strip() or is_nod(text):
            return draft
        first, comma, more = text.partition(", ")
        # "10% off till 5 dec, for whatsapp" are two things; "S$5 off, min 35" may be one.
        if comma and (once := self.changed(first, draft)) and (twice := self.changed(more, once)):
            return twice
        found = self._follow_up(text, draft)
        if found is None or found.unclear:
            return None
        said = found.draft
        told = {name: value for name in Draft.model_fields if (value := getattr(said, name))}
        return draft.model_copy(update=told)

    def offer_told(self, draft: Draft, talk: Talk, text: str = "") -> str:
        """The offer as it is now, in a sentence or two, when a message changed the one that was known.

        With the first day that `text` tells, which is not kept; "" when there is nothing to tell.
        """
        before = talk.draft.voucher if talk.draft else None
        offer = open_ledger(draft, today=self._today).sayable.offer
        start = start_told(text) if draft.voucher and draft.voucher != before else ""
        if (
            draft.voucher == before
            or offer is None
            or not (before or start or counts_days(text) or is_corrected(text) or not re.search(r"\d", text))
        ):
            return ""
        parts = (offer.amount, offer.terms, offer.deadline, offer.code and f"with code {offer.code}")
        now = f"The offer is now {' '.join(part for part in parts if part)}."
        return " ".join(filter(None, (now, _dropped(before, draft.voucher), start)))

    def settled_by(self, draft: Draft, talk: Talk, text: str) -> tuple[str, ...]:
        """The questions that need not be asked because the message says what is right of the offer."""
        before = talk.draft.voucher if talk.draft else None
        return settled_by(draft, before, today=self._today) if is_corrected(text) else ()

    async def asked_of(self, mention: Mention) -> tuple[Understanding | None, tuple[Wish, ...]] | None:
        """What is asked of a campaign beside its id; None if the message is about something else."""
        around = mention.around
        if is_about_campaigns(around):
            return None, ()
        wish = read_wishes(around)
        if wish and is_about_campaigns(wish.rest):
            return None, wish.wishes
        found = await self._understood(wish.rest if wish else around, None)
        return (found, wish.wishes if wish else ()) if not found.draft.body.strip() else None

    def is_amount(self, said: str, talk: Talk) -> bool:
        """Whether what looks like an id ("RM80") is an amount."""
        facts = read_facts(said, market=_market(talk), today=self._today)
        return any(fact.kind in _AMOUNTS for fact in facts)

    async def _understood(self, text: str, talk: Talk | None) -> Understanding:
        """What a message says, at the cost of the shop that is spoken for, if a model is asked."""
        shop = talk.merchant if talk else None
        asked = UnderstandInput(text=text, today=self._today, market=shop.market if shop else None)
        with open_journal(account=shop.id if shop else "", today=self._today):
            return await self._engine.run(UNDERSTAND, asked)

    def _unheld(self, text: str, known: Draft) -> str | None:
        """What to ask of an offer that says more than a voucher holds."""
        market = known.merchant.market if known.merchant else None
        return ask_unheld(text, known.voucher, today=self._today, market=market)

    def _price(self, text: str, known: Draft) -> PriceSaid | None:
        """What a message says of a price of the draft, if it is no message to customers."""
        market = known.merchant.market if known.merchant else None
        said = read_price(text, known, today=self._today, market=market)
        return None if said is None or is_for_customers(text) else said

    def _corrected(self, text: str, said: Draft, known: Draft) -> Draft:
        """What was said, its offer told on top of the known one."""
        if said.voucher is None or known.voucher is None:
            return said
        market = known.merchant.market if known.merchant else None
        told = correct_offer(text, known.voucher, today=self._today, market=market)
        offer = told.voucher if told and told.voucher else merge_offer(known.voucher, said.voucher)
        return said.model_copy(update={"voucher": offer})

    def _follow_up(self, text: str, known: Draft) -> Understanding | None:
        market = known.merchant.market if known.merchant else None
        voucher = known.voucher or stated_offer(known, today=self._today)
        return read_follow_up(text, today=self._today, market=market, voucher=voucher)


def joined(said: Draft, talk: Talk) -> tuple[Draft, bool]:
    """What was said now with what was said before, and whether it is new: a new text starts over."""
    before = talk.draft
    is_new = before is None or bool(said.body and before.body)
    base = Draft(body="") if before is None or is_new else before
    told = {name: value for name in Draft.model_fields if (value := getattr(said, name))}
    return base.model_copy(update=told | {"merchant": talk.merchant or base.merchant}), is_new


def _standing(said: Understanding, known: Draft) -> Understanding:
    """What was said, or that it stands so already where it is nothing but the known offer."""
    told = {name for name in Draft.model_fields if getattr(said.draft, name)}
    is_known = told == {"voucher"} and said.draft.voucher == known.voucher and not said.unclear
    return said.model_copy(update={"unclear": ("That is how the offer stands.",)}) if is_known else said


def _dropped(before: Voucher | None, now: Voucher | None) -> str:
    """What went with the old offer, though nobody said so."""
    if before is None or now is None or (before.type, before.value) == (now.type, now.value):
        return ""
    lost = (
        "minimum spend" if before.min_spend and not now.min_spend else "",
        "last day" if before.expires_at and not now.expires_at else "",
    )
    told = " and ".join(filter(None, lost))
    return f"The old {told} went with the old one." if told else ""


def _market(talk: Talk) -> str | None:
    return talk.merchant.market if talk.merchant else None
